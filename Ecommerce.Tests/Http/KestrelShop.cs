using System.Net.Sockets;
using System.Text;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Http;

/// <summary>
/// A shop behind the real web server, spoken to in bytes: what the in-memory server would not let through or does not check.
/// </summary>
public class KestrelShop(TestDatabases databases) : IAsyncLifetime
{
    private WebShop shop = null!;
    private Uri address = null!;

    public string Token { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        shop = await StartAsync(databases);
        var shopper = await shop.ShopperAsync(1_000_000);
        address = shopper.BaseAddress!;
        Token = shopper.DefaultRequestHeaders.Authorization!.Parameter!;
    }

    public async ValueTask DisposeAsync()
    {
        await shop.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Sends the lines (without their ends) and a body, and reads until the server closes the connection.</summary>
    public async Task<RawAnswer> SendAsync(string[] head, byte[]? body = null)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(address.Host, address.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(
            Encoding.Latin1.GetBytes(string.Join("\r\n", [head[0], "Host: localhost", "Connection: close", .. head[1..], "", ""])));
        try
        {
            await stream.WriteAsync(body ?? []);
        }
        catch (IOException)
        {
            // The server had heard enough; its answer is there to be read.
        }

        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer).WaitAsync(TimeSpan.FromSeconds(20));
        return RawAnswer.Parse(Encoding.UTF8.GetString(answer.ToArray()));
    }

    protected virtual Task<WebShop> StartAsync(TestDatabases databases) => WebShop.StartOnKestrelAsync(databases);
}

using System.Net;
using System.Net.Sockets;

namespace Ecommerce.E2E.Infrastructure;

/// <summary>A data platform that answers every event with 422, until it accepts them.</summary>
public sealed class FussyPlatform : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly Task answering;

    public FussyPlatform()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        }

        listener.Prefixes.Add(Address);
        listener.Start();
        answering = AnswerAsync();
    }

    public string Address { get; }

    public bool Accepts { get; set; }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await answering;
        listener.Close();
    }

    private async Task AnswerAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                context.Response.StatusCode = Accepts ? 200 : 422;
                context.Response.Close();
            }
            catch (Exception) when (!listener.IsListening)
            {
                // It was stopped while it waited.
            }
        }
    }
}

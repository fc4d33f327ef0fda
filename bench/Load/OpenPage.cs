using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;

namespace Ecommerce.Bench.Load;

/// <summary>
/// A page with its circuit, as a browser holds it open: the page's interactive components are started over a web socket, and each render
/// batch is acknowledged.
/// </summary>
public sealed class OpenPage : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>As browsers do; the server gives a circuit up that it has not heard of for twice as long.</summary>
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(15);

    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly TaskCompletionSource rendered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource closing = new();
    private Task reading = Task.CompletedTask;
    private Task pinging = Task.CompletedTask;

    /// <param name="shop">The shop's root.</param>
    /// <param name="path">The page, <c>/cart</c> say.</param>
    /// <param name="cookies">Who opens it; what the page sets is added.</param>
    public static async Task<OpenPage> OpenAsync(Uri shop, string path, CookieContainer cookies)
    {
        using var handler = new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = shop };
        var answer = await http.GetAsync(path);
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}.");
        var html = await answer.Content.ReadAsStringAsync();
        var negotiation = await http.PostAsync("/_blazor/negotiate?negotiateVersion=1", null);
        var negotiated = await negotiation.Content.ReadFromJsonAsync<JsonElement>();

        var page = new OpenPage();
        page.socket.Options.Cookies = cookies;
        // As browsers offer it: the server keeps a window for each circuit.
        page.socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        var query = "id=" + negotiated.GetProperty("connectionToken").GetString();
        var address = new UriBuilder(shop) { Scheme = "ws", Path = "/_blazor", Query = query };
        await page.socket.ConnectAsync(address.Uri, CancellationToken.None);
        await page.SendAsync(HubMessages.Handshake);
        page.reading = Task.Run(page.ReadAsync);
        page.pinging = Task.Run(page.PingAsync);
        var (state, operations) = PageCircuit.Of(html);
        await page.SendAsync(HubMessages.Invocation("0", "StartCircuit", shop.ToString(), new Uri(shop, path).ToString(), "[]", state));
        await page.SendAsync(HubMessages.Invocation("1", "UpdateRootComponents", operations, state));
        await page.rendered.Task.WaitAsync(Limit);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        socket.Abort();
        await Task.WhenAll(reading, pinging);
        socket.Dispose();
        sending.Dispose();
        closing.Dispose();
    }

    /// <summary>Tells the server again and again that somebody is still there.</summary>
    private async Task PingAsync()
    {
        while (!closing.IsCancellationRequested)
        {
            await Task.Delay(PingInterval, closing.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            if (!closing.IsCancellationRequested) await SendAsync(HubMessages.Ping);
        }
    }

    /// <summary>The number of the batch that a message brings; null for any other message.</summary>
    private static long? RenderedBatch(IReadOnlyList<object?> message) =>
        message is [1L, _, _, "JS.RenderBatch", IReadOnlyList<object?> arguments, ..] ? (long?)arguments[0] : null;

    private async Task ReadAsync()
    {
        var buffer = new byte[256 * 1024];
        var message = new MemoryStream();
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                    throw new InvalidOperationException("The server closed the circuit.");
                message.Write(buffer, 0, received.Count);
                if (!received.EndOfMessage) continue;
                foreach (var batch in HubMessages.Read(message.ToArray()).Select(RenderedBatch).OfType<long>())
                {
                    await SendAsync(HubMessages.Invocation(null, "OnRenderCompleted", batch, null));
                    rendered.TrySetResult();
                }

                message.SetLength(0);
            }
        }
        catch (Exception error)
        {
            rendered.TrySetException(error);
        }
    }

    private async Task SendAsync(byte[] message)
    {
        await sending.WaitAsync();
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            sending.Release();
        }
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace Ecommerce.Tests.Hostile;

/// <summary>
/// Somebody who speaks to the hub of circuits without a browser, and says what they like. What the server asks for is kept, and nothing of
/// it is done but acknowledging what was drawn.
/// </summary>
public sealed class HostileClient : IAsyncDisposable
{
    /// <summary>For what must come; a machine that is busy with other things is no failure.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly ClientWebSocket socket = new();
    private readonly ConcurrentQueue<HubCall> calls = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<object?>> answers = new();
    private readonly SemaphoreSlim heard = new(0);
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task reading = Task.CompletedTask;
    private int asked;

    /// <summary>Ends when the server has closed or cut the connection.</summary>
    public Task Closed => closed.Task.WaitAsync(Limit);

    public bool IsClosed => closed.Task.IsCompleted;

    /// <summary>All that the server has asked for so far.</summary>
    public IReadOnlyList<HubCall> Calls => [.. calls];

    /// <summary>Where the server has sent the browser so far.</summary>
    public IEnumerable<string> Navigations => Calls
        .Where(call => call.Function?.EndsWith("navigateTo", StringComparison.Ordinal) == true)
        .Select(call => (string)JsonNode.Parse(call.FunctionArguments!)![0]!);

    /// <summary>Connects without negotiating.</summary>
    /// <param name="from">The address it comes from, where the shop believes it.</param>
    /// <param name="handshake">False stays silent.</param>
    /// <exception cref="WebSocketException">The connection is refused; <see cref="StatusAsync"/> tells how.</exception>
    public static async Task<HostileClient> ConnectAsync(
        Uri shop, CookieContainer? cookies = null, string? from = null, bool handshake = true)
    {
        var client = new HostileClient();
        client.socket.Options.Cookies = cookies;
        if (from is not null) client.socket.Options.SetRequestHeader(Infrastructure.AddressFromHeader.Name, from);
        await client.socket.ConnectAsync(new UriBuilder(shop) { Scheme = "ws", Path = "/_blazor" }.Uri, CancellationToken.None);
        client.reading = Task.Run(client.ReadAsync);
        if (handshake) await client.SendAsync(HubMessages.Handshake);
        return client;
    }

    /// <summary>The status that a connection is refused with; null for one that is taken, which is given up again.</summary>
    public static async Task<HttpStatusCode?> StatusAsync(Uri shop, string? from = null)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (from is not null) socket.Options.SetRequestHeader(Infrastructure.AddressFromHeader.Name, from);
        try
        {
            await socket.ConnectAsync(new UriBuilder(shop) { Scheme = "ws", Path = "/_blazor" }.Uri, CancellationToken.None);
            return null;
        }
        catch (WebSocketException)
        {
            return socket.HttpStatusCode;
        }
    }

    /// <summary>Begins the page's circuit; its secret, or null when the server gives none.</summary>
    public async Task<string?> StartCircuitAsync(HostilePage page) => (string?)await InvokeAsync(
        "StartCircuit", new Uri(page.Address, "/").ToString(), page.Address.ToString(), "[]", page.State);

    /// <summary>Adds the page's components to the circuit.</summary>
    public Task AddComponentsAsync(HostilePage page) => SendAsync(
        HubMessages.Invocation(null, "UpdateRootComponents", page.Operations, page.State));

    /// <summary>
    /// As the browser tells of an event: <paramref name="arguments"/> is JSON, <c>{"value":"text"}</c> for a field's change.
    /// </summary>
    /// <param name="handler">They are counted from 1 as the circuit's components are drawn.</param>
    public Task DispatchAsync(long handler, string name, string arguments) => SendAsync(HubMessages.Invocation(
        null,
        "BeginInvokeDotNetFromJS",
        Interlocked.Increment(ref asked).ToString(CultureInfo.InvariantCulture),
        null,
        "DispatchEventAsync",
        1L,
        $$"""[{"eventHandlerId":{{handler}},"eventName":"{{name}}","eventFieldInfo":null},{{arguments}}]"""));

    /// <summary>Calls any method of the hub and waits for its answer.</summary>
    public async Task<object?> InvokeAsync(string method, params object?[] arguments)
    {
        var id = Interlocked.Increment(ref asked).ToString(CultureInfo.InvariantCulture);
        var answer = answers[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync(HubMessages.Invocation(id, method, arguments));
        return await answer.Task.WaitAsync(Limit);
    }

    /// <summary>Sends bytes, whatever they mean.</summary>
    public async Task SendAsync(byte[] bytes)
    {
        await sending.WaitAsync();
        try
        {
            await socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>Waits until the server has asked for something.</summary>
    public async Task<HubCall> CallAsync(Func<HubCall, bool> which)
    {
        while (true)
        {
            if (calls.FirstOrDefault(which) is { } call) return call;
            Assert.True(await heard.WaitAsync(Limit), $"Not asked for; but for {string.Join(", ", calls.Select(c => c.Target))}.");
            Assert.False(IsClosed, "The server closed the connection.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        await reading;
        socket.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close) break;
                message.Write(buffer, 0, received.Count);
                if (!received.EndOfMessage) continue;
                foreach (var part in HubMessages.Read(message.ToArray())) await TakeAsync(part);
                message.SetLength(0);
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut.
        }

        closed.TrySetResult();
        heard.Release();
        foreach (var answer in answers.Values) answer.TrySetResult(null);
    }

    private async Task TakeAsync(IReadOnlyList<object?> message)
    {
        if (message is [1L, _, _, string target, object?[] arguments, ..])
        {
            calls.Enqueue(new(target, arguments));
            heard.Release();
            if (target == "JS.RenderBatch") await SendAsync(HubMessages.Invocation(null, "OnRenderCompleted", arguments[0], null));
        }
        else if (message is [3L, _, string id, long kind, ..] && answers.TryRemove(id, out var answer))
        {
            answer.TrySetResult(kind == 3 ? message[4] : null);
        }
    }
}

using System.Net.WebSockets;

namespace Ecommerce.Web.Strangers;

/// <summary>
/// A circuit's web socket that is cut when a message does not arrive in time or is too long, and when no circuit has begun in time. The hub
/// has a limit on a message's length as well, but keeps all that came until it is reached; and it lets a message take for ever.
/// </summary>
public sealed class WatchedSocket : WebSocket
{
    private readonly WebSocket socket;
    private readonly IDisposable turn;
    private readonly HubFraming framing;
    private readonly TimeSpan messageTime;
    private readonly ITimer unstarted;
    private readonly ITimer unfinished;
    private bool isWaiting;

    /// <param name="turn">Is over as soon as the connection has begun.</param>
    public WatchedSocket(WebSocket socket, IDisposable turn, CircuitSettings settings, TimeProvider time)
    {
        this.socket = socket;
        this.turn = turn;
        framing = new HubFraming(settings.MaxMessageSize);
        messageTime = TimeSpan.FromSeconds(settings.MessageSeconds);
        unstarted = time.CreateTimer(_ => Cut("no-circuit"), null, TimeSpan.FromSeconds(settings.StartSeconds), Timeout.InfiniteTimeSpan);
        unfinished = time.CreateTimer(_ => Cut("slow-message"), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Hears why the socket is cut.</summary>
    public Action<string>? WhenCut { get; init; }

    public override WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public override string? CloseStatusDescription => socket.CloseStatusDescription;

    public override WebSocketState State => socket.State;

    public override string? SubProtocol => socket.SubProtocol;

    /// <summary>The connection has what it came for: a circuit, or the answer that there is none for it.</summary>
    public void HasBegun()
    {
        unstarted.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        turn.Dispose();
    }

    public override void Abort() => socket.Abort();

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        socket.CloseAsync(closeStatus, statusDescription, cancellationToken);

    public override Task CloseOutputAsync(
        WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        socket.CloseOutputAsync(closeStatus, statusDescription, cancellationToken);

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        var received = await socket.ReceiveAsync(buffer, cancellationToken);
        Watch(buffer.AsSpan(0, received.Count));
        return received;
    }

    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var received = await socket.ReceiveAsync(buffer, cancellationToken);
        Watch(buffer.Span[..received.Count]);
        return received;
    }

    public override Task SendAsync(
        ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        socket.SendAsync(buffer, messageType, endOfMessage, cancellationToken);

    public override ValueTask SendAsync(
        ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        socket.SendAsync(buffer, messageType, endOfMessage, cancellationToken);

    public override void Dispose()
    {
        unstarted.Dispose();
        unfinished.Dispose();
        turn.Dispose();
        socket.Dispose();
    }

    private void Cut(string reason)
    {
        WhenCut?.Invoke(reason);
        socket.Abort();
    }

    /// <summary>A message has its time from its first byte on, however often some of it comes.</summary>
    private void Watch(ReadOnlySpan<byte> received)
    {
        var ended = framing.Ended;
        framing.Add(received);
        if (framing.IsBroken) Cut("long-message");
        var isOther = framing.Ended != ended;
        if (framing.IsWithinMessage && (isOther || !isWaiting)) unfinished.Change(messageTime, Timeout.InfiniteTimeSpan);
        else if (!framing.IsWithinMessage && isWaiting) unfinished.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        isWaiting = framing.IsWithinMessage;
    }
}

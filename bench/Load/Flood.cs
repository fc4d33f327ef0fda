using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;

namespace Ecommerce.Bench.Load;

/// <summary>
/// Strangers at twenty addresses (of the loopback network) who open sockets to circuits and begin a message that they do not end. Who is
/// cut comes again at once, who is refused after a while.
/// </summary>
public sealed class Flood : IAsyncDisposable
{
    private const int Addresses = 20;

    /// <summary>In bytes: as much of a message as the shop still takes, and what is sent of it.</summary>
    private const int Announced = 32 * 1024;

    private const int Sent = 30 * 1024;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource ending = new();
    private Task[] strangers = [];
    private int taken;
    private int refused;
    private int open;

    /// <summary>Connections that the shop has taken, and those that it has refused.</summary>
    public (int Taken, int Refused, int Open) Counts => (taken, refused, open);

    /// <summary>Returns when every socket has been asked for; some of them the shop lets wait.</summary>
    public static async Task<Flood> BeginAsync(Uri shop, int sockets)
    {
        var flood = new Flood();
        var address = new UriBuilder(shop) { Scheme = "ws", Path = "/_blazor" }.Uri;
        flood.strangers = new Task[sockets];
        for (var i = 0; i < sockets; i++)
        {
            var tried = new TaskCompletionSource();
            var from = IPAddress.Parse($"127.0.1.{1 + (i % Addresses)}");
            flood.strangers[i] = Task.Run(() => flood.FloodAsync(address, from, tried));
            if (i % Addresses == Addresses - 1) await Task.WhenAny(tried.Task, Task.Delay(Pace));
        }

        return flood;
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await Task.WhenAll(strangers);
        ending.Dispose();
    }

    private async Task FloodAsync(Uri shop, IPAddress from, TaskCompletionSource tried)
    {
        while (!ending.IsCancellationRequested)
        {
            var isTaken = await TryAsync(shop, from, tried);
            tried.TrySetResult();
            if (!isTaken) await Task.Delay(RetryPause, ending.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private async Task<bool> TryAsync(Uri shop, IPAddress from, TaskCompletionSource tried)
    {
        using var handler = new SocketsHttpHandler { ConnectCallback = (context, token) => ConnectAsync(context, from, token) };
        using var invoker = new HttpMessageInvoker(handler);
        using var socket = new ClientWebSocket();
        try
        {
            await socket.ConnectAsync(shop, invoker, ending.Token);
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException)
        {
            Interlocked.Increment(ref refused);
            return false;
        }

        Interlocked.Increment(ref taken);
        Interlocked.Increment(ref open);
        try
        {
            await socket.SendAsync(HubMessages.Handshake, WebSocketMessageType.Binary, endOfMessage: true, ending.Token);
            byte[] message = [.. HubMessages.LengthOf(Announced), .. new byte[Sent]];
            await socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: false, ending.Token);
            tried.TrySetResult();
            var buffer = new byte[256];
            while ((await socket.ReceiveAsync(buffer.AsMemory(), ending.Token)).MessageType != WebSocketMessageType.Close)
            {
                // The handshake's answer, and pings.
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException)
        {
            // Cut, or the flood is over.
        }

        Interlocked.Decrement(ref open);
        return true;
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, IPAddress from, CancellationToken token)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

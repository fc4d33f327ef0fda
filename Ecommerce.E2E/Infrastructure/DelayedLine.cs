using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Ecommerce.E2E.Infrastructure;

/// <summary>A line to the shop on which everything takes a while, each way: as from far away. Nothing is lost or reordered.</summary>
public sealed class DelayedLine : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly Uri shop;
    private readonly TimeSpan delay;
    private readonly Task accepting;

    private DelayedLine(ShopProcess shop, TimeSpan delay)
    {
        this.shop = shop.Address;
        this.delay = delay;
        listener.Start();
        Address = new Uri($"http://{listener.LocalEndpoint}");
        accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <param name="shop">Where the line leads to.</param>
    /// <param name="milliseconds">For each way.</param>
    public static DelayedLine To(ShopProcess shop, int milliseconds) => new(shop, TimeSpan.FromMilliseconds(milliseconds));

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Stop();
        await accepting;
        ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        var calls = new List<Task>();
        try
        {
            while (true) calls.Add(ConnectAsync(await listener.AcceptTcpClientAsync(ended.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(calls);
        }
    }

    private async Task ConnectAsync(TcpClient browser)
    {
        using var near = browser;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(shop.Host, shop.Port, ended.Token);
            await Task.WhenAny(CarryAsync(near.GetStream(), far.GetStream()), CarryAsync(far.GetStream(), near.GetStream()));
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
        {
            // One of the ends hung up.
        }
    }

    private async Task CarryAsync(NetworkStream from, NetworkStream to)
    {
        var under = Channel.CreateUnbounded<(long Sent, byte[] Bytes)>();
        var arriving = ArriveAsync(under.Reader, to);
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, ended.Token) is > 0 and var length)
                under.Writer.TryWrite((TimeProvider.System.GetTimestamp(), buffer[..length]));
        }
        finally
        {
            under.Writer.Complete();
            await arriving;
        }
    }

    private async Task ArriveAsync(ChannelReader<(long Sent, byte[] Bytes)> under, NetworkStream to)
    {
        await foreach (var (sent, bytes) in under.ReadAllAsync(ended.Token))
        {
            var left = delay - TimeProvider.System.GetElapsedTime(sent);
            if (left > TimeSpan.Zero) await Task.Delay(left, ended.Token);
            await to.WriteAsync(bytes, ended.Token);
        }
    }
}

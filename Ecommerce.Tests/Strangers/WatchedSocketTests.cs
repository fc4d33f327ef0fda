using System.Net.WebSockets;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Strangers;

namespace Ecommerce.Tests.Strangers;

public sealed class WatchedSocketTests : IDisposable
{
    private static readonly byte[] Handshake = "{}\u001e"u8.ToArray();
    private readonly FakeTimeProvider clock = TestClock.New();
    private readonly SpokenSocket browser = new();
    private readonly WatchedSocket socket;

    public WatchedSocketTests() => socket = new WatchedSocket(browser, new HeldPlaces().Take("", 0)!, new CircuitSettings(), clock);

    public void Dispose()
    {
        socket.Dispose();
        browser.Dispose();
    }

    [Fact]
    public void A_connection_has_15_seconds_to_begin_its_circuit()
    {
        clock.Advance(TimeSpan.FromSeconds(14.9));
        Assert.False(browser.IsAborted);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(browser.IsAborted);
    }

    [Fact]
    public async Task A_circuit_that_has_begun_lasts()
    {
        await SayAsync(Handshake);
        socket.HasBegun();
        clock.Advance(TimeSpan.FromDays(1));
        Assert.False(browser.IsAborted);
    }

    [Fact]
    public async Task A_message_has_15_seconds_from_its_first_byte_on_whatever_comes_of_it_meanwhile()
    {
        await BeginAsync();
        await SayAsync([100]);
        for (var i = 0; i < 14; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await SayAsync([0]);
        }

        clock.Advance(TimeSpan.FromSeconds(0.9));
        Assert.False(browser.IsAborted);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(browser.IsAborted);
    }

    [Fact]
    public async Task Every_message_has_its_own_time()
    {
        await BeginAsync();
        for (var i = 0; i < 5; i++)
        {
            await SayAsync([2, 0]);
            clock.Advance(TimeSpan.FromSeconds(10));
            await SayAsync([0, 2, 0]); // ends one and begins another
            clock.Advance(TimeSpan.FromSeconds(10));
            await SayAsync([0]);
        }

        clock.Advance(TimeSpan.FromDays(1));
        Assert.False(browser.IsAborted);
    }

    [Fact]
    public async Task A_message_of_32_KB_is_taken_and_a_longer_one_cut_as_soon_as_it_says_so()
    {
        await BeginAsync();
        await SayAsync(HubMessages.LengthOf(32 * 1024));
        await SayAsync(new byte[32 * 1024]);
        Assert.False(browser.IsAborted);

        await SayAsync(HubMessages.LengthOf((32 * 1024) + 1));

        Assert.True(browser.IsAborted);
    }

    private async Task BeginAsync()
    {
        await SayAsync(Handshake);
        socket.HasBegun();
    }

    private async Task SayAsync(byte[] bytes)
    {
        browser.Said = bytes;
        await socket.ReceiveAsync(new byte[64 * 1024].AsMemory(), default);
    }

    /// <summary>Receives what the test says.</summary>
    private sealed class SpokenSocket : WebSocket
    {
        public byte[] Said { get; set; } = [];

        public bool IsAborted { get; private set; }

        public override WebSocketCloseStatus? CloseStatus => null;

        public override string? CloseStatusDescription => null;

        public override WebSocketState State => WebSocketState.Open;

        public override string? SubProtocol => null;

        public override void Abort() => IsAborted = true;

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
            Task.CompletedTask;

        public override Task CloseOutputAsync(
            WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

        public override void Dispose()
        {
        }

        public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
        {
            Said.CopyTo(buffer.AsSpan());
            return Task.FromResult(new WebSocketReceiveResult(Said.Length, WebSocketMessageType.Binary, endOfMessage: true));
        }

        public override Task SendAsync(
            ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
            Task.CompletedTask;
    }
}

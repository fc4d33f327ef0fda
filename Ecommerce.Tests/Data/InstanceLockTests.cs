using Ecommerce.Core.Common;
using Ecommerce.Core.Data.Locking;
using Ecommerce.Tests.Infrastructure;
using Medallion.Threading;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Ecommerce.Tests.Data;

/// <summary>The lock server beside the rows: it is waited for, and never decides.</summary>
public sealed class InstanceLockTests
{
    private readonly FakeTimeProvider time = TestClock.New();
    private readonly Server server = new();

    [Fact]
    public async Task Names_are_taken_in_their_order_and_given_back()
    {
        var held = await Lock().EnterAsync(["Wallet:2", "Product:1"], default);
        Assert.Equal(["ecommerce:Wallet:2", "ecommerce:Product:1"], server.Held);

        await held.DisposeAsync();

        Assert.Empty(server.Held);
    }

    [Fact]
    public async Task A_name_that_somebody_keeps_for_long_is_passed()
    {
        server.Taken = "ecommerce:Product:1";

        await using var held = await Lock().EnterAsync(["Wallet:2", "Product:1", "Product:3"], default);

        Assert.Equal(["ecommerce:Wallet:2"], server.Held);
        Assert.Equal(TimeSpan.FromSeconds(5), server.Waited);
    }

    [Fact]
    public async Task A_server_that_is_away_is_left_alone_for_ten_seconds()
    {
        server.IsAway = true;
        var instances = Lock();

        await (await instances.EnterAsync(["Wallet:2", "Product:1"], default)).DisposeAsync();
        time.Advance(TimeSpan.FromSeconds(9.9));
        await (await instances.EnterAsync(["Wallet:2"], default)).DisposeAsync();
        Assert.Equal(1, server.Asked);
        time.Advance(TimeSpan.FromSeconds(0.2));
        await (await instances.EnterAsync(["Wallet:2"], default)).DisposeAsync();

        Assert.Equal(2, server.Asked);
    }

    [Fact]
    public async Task Whoever_gives_up_holds_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        server.OnAsked = name =>
        {
            if (name.EndsWith("Product:1", StringComparison.Ordinal)) cancellation.Cancel();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Lock().EnterAsync(["Wallet:2", "Product:1"], cancellation.Token).AsTask());

        Assert.Empty(server.Held);
    }

    private DistributedInstanceLock Lock() => new(
        server,
        Options.Create(new LockingOptions { Strategy = LockingStrategy.Redis }),
        new StoreClock(time, Options.Create(new StoreSettings())),
        NullLogger<DistributedInstanceLock>.Instance);

    private sealed class Server : IDistributedLockProvider
    {
        public List<string> Held { get; } = [];

        public string? Taken { get; set; }

        public bool IsAway { get; set; }

        public int Asked { get; private set; }

        public TimeSpan Waited { get; private set; }

        public Action<string>? OnAsked { get; set; }

        public IDistributedLock CreateLock(string name) => new Lock(this, name);

        private sealed class Lock(Server server, string name) : IDistributedLock
        {
            public string Name => name;

            public ValueTask<IDistributedSynchronizationHandle?> TryAcquireAsync(TimeSpan timeout, CancellationToken cancellationToken)
            {
                server.Asked++;
                server.OnAsked?.Invoke(name);
                cancellationToken.ThrowIfCancellationRequested();
                if (server.IsAway) throw new TimeoutException("No answer.");
                server.Waited = timeout;
                if (name == server.Taken) return new((IDistributedSynchronizationHandle?)null);
                server.Held.Add(name);
                return new(new Handle(server, name));
            }

            public IDistributedSynchronizationHandle? TryAcquire(TimeSpan timeout, CancellationToken cancellationToken) =>
                throw new NotSupportedException();

            public IDistributedSynchronizationHandle Acquire(TimeSpan? timeout, CancellationToken cancellationToken) =>
                throw new NotSupportedException();

            public ValueTask<IDistributedSynchronizationHandle> AcquireAsync(TimeSpan? timeout, CancellationToken cancellationToken) =>
                throw new NotSupportedException();
        }

        private sealed class Handle(Server server, string name) : IDistributedSynchronizationHandle
        {
            public CancellationToken HandleLostToken => CancellationToken.None;

            public void Dispose() => server.Held.Remove(name);

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}

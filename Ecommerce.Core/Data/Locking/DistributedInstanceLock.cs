using Ecommerce.Core.Common;
using Medallion.Threading;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Data.Locking;

/// <summary>
/// Locks of a server beside the rows. Where that server is away, slow, or forgets a lock in the middle, orders go on with the row locks
/// alone.
/// </summary>
internal sealed partial class DistributedInstanceLock(
    IDistributedLockProvider locks, IOptions<LockingOptions> options, StoreClock clock, ILogger<DistributedInstanceLock> log)
    : IInstanceLock
{
    /// <summary>How long nobody asks a server that did not answer, so that it does not slow every order down.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private long pausedUntil = DateTime.MinValue.Ticks;

    public async ValueTask<IAsyncDisposable> EnterAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var held = new Held();
        if (clock.UtcNow.Ticks < Volatile.Read(ref pausedUntil)) return held;
        try
        {
            foreach (var name in names)
            {
                var handle = await locks.TryAcquireLockAsync(
                    $"ecommerce:{name}", TimeSpan.FromSeconds(options.Value.WaitSeconds), cancellationToken);
                if (handle is null) return held; // somebody has it for long: the row's lock decides
                held.Add(handle);
            }
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Volatile.Write(ref pausedUntil, (clock.UtcNow + Pause).Ticks);
            LogAway(error, options.Value.Strategy);
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }

        return held;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lock server ({Strategy}) is away. Orders go on with the database's row locks.")]
    private partial void LogAway(Exception error, LockingStrategy strategy);

    private sealed class Held : IAsyncDisposable
    {
        private readonly Stack<IDistributedSynchronizationHandle> handles = [];

        public void Add(IDistributedSynchronizationHandle handle) => handles.Push(handle);

        public async ValueTask DisposeAsync()
        {
            while (handles.TryPop(out var handle))
            {
                try
                {
                    await handle.DisposeAsync();
                }
                catch (Exception)
                {
                    // Its server is gone, or gave the lock to somebody else: there is nothing left to give back.
                }
            }
        }
    }
}

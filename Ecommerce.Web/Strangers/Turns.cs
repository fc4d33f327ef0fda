using System.Threading.RateLimiting;

namespace Ecommerce.Web.Strangers;

/// <summary>
/// A few turns at once for each address; who comes on top waits for one, in the order they came, as long as not too many do.
/// </summary>
public sealed class Turns(TimeProvider time) : IDisposable
{
    /// <summary>For each turn that an address has at once, how many may wait.</summary>
    public const int WaitingForEach = 3;

    private readonly PartitionedRateLimiter<(string Address, int Limit)> turns =
        PartitionedRateLimiter.Create<(string Address, int Limit), (string Address, int Limit)>(asked => asked.Limit == 0
            ? RateLimitPartition.GetNoLimiter(asked)
            : RateLimitPartition.GetConcurrencyLimiter(asked, key => new ConcurrencyLimiterOptions
            {
                PermitLimit = key.Limit,
                QueueLimit = key.Limit * WaitingForEach,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            }));

    /// <summary>A turn, which its disposal ends; null when none came within the time, or too many wait.</summary>
    /// <param name="limit">How many the address has at once; 0 is no limit.</param>
    public async Task<IDisposable?> TakeAsync(string address, int limit, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var turn = await turns.AcquireAsync((address, limit), permitCount: 1, either.Token);
            if (turn.IsAcquired) return turn;
            turn.Dispose();
            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    public void Dispose() => turns.Dispose();
}

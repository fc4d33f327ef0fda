using Ecommerce.Core.Common;
using Ecommerce.Core.Jobs;
using Microsoft.Extensions.Hosting;

namespace Ecommerce.Core.Events;

/// <summary>
/// Delivers events as soon as they are durable. It stays for a while and waits for the next ones, so that a busy shop starts a job every
/// few seconds instead of one for each order, which the scheduler's tables could not bear. An event that comes alone is delivered at once;
/// events that follow within <see cref="ShortestTurn"/> go together, for a round costs nearly the same for one as for a hundred. In a sale
/// orders come first: rounds take a fifth of the time, and what they leave is delivered when it is over.
/// </summary>
public sealed class DeliveryJob(
    EventDispatcher dispatcher, DeliveryQueue queue, EventNudge nudge, IHostApplicationLifetime host, StoreClock clock) : IShopJob
{
    /// <summary>The shortest time from the beginning of one round to that of the next.</summary>
    internal static readonly TimeSpan ShortestTurn = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest, while events go on coming. Most of a round that takes longer is waiting for a destination.</summary>
    internal static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(1);

    /// <summary>Between the two, a turn is this many times as long as its round took.</summary>
    private const int RoundsPerTurn = 5;

    internal static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestStay = TimeSpan.FromSeconds(15);

    private TaskCompletionSource called = New();
    private TaskCompletionSource? running;

    /// <summary>The next time that this instance is given the job.</summary>
    public Task NextCall => Volatile.Read(ref called).Task;

    /// <summary>The end of the run that is under way on this instance.</summary>
    public Task CurrentRun => Volatile.Read(ref running)?.Task ?? Task.CompletedTask;

    public async Task<bool> HasWorkAsync(CancellationToken cancellationToken)
    {
        nudge.Take(); // before looking: whatever is nudged for from now on is a reason to look again
        Interlocked.Exchange(ref called, New()).SetResult();
        return await queue.HasWorkAsync(cancellationToken);
    }

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken)
    {
        // The host's token and not the scheduler's, which comes later: deliveries that have begun are finished, none is begun.
        var stopping = host.ApplicationStopping;
        var start = clock.Provider.GetTimestamp();
        var end = New();
        Volatile.Write(ref running, end);
        try
        {
            var delivered = 0;
            var away = new HashSet<IEventDestination>();
            while (true)
            {
                var begun = clock.Provider.GetTimestamp();
                var round = await dispatcher.DispatchRoundAsync(away, stopping);
                var took = clock.Provider.GetElapsedTime(begun);
                delivered += round.Delivered;
                if (clock.Provider.GetElapsedTime(start) >= LongestStay)
                {
                    if (round.LeavesMore) nudge.Notify();
                    return Report(delivered);
                }

                if (round.LeavesMore && !nudge.IsPending) continue;
                if (!round.LeavesMore && !await nudge.TakeAsync(LongestWait, stopping)) return Report(delivered);
                await GiveWayAsync(begun, took, stopping);
                nudge.Take(); // those that came meanwhile; before looking, as above
                away.Clear();
            }
        }
        finally
        {
            Volatile.Write(ref running, null);
            end.SetResult();
        }
    }

    internal static JobReport Report(int delivered) =>
        delivered == 0 ? JobReport.Skipped("delivered=0") : JobReport.Succeeded($"delivered={delivered}");

    private async Task GiveWayAsync(long begun, TimeSpan took, CancellationToken stopping)
    {
        var turn = TimeSpan.FromTicks(Math.Clamp(RoundsPerTurn * took.Ticks, ShortestTurn.Ticks, LongestTurn.Ticks));
        var pause = turn - clock.Provider.GetElapsedTime(begun);
        if (pause > TimeSpan.Zero)
            await Task.Delay(pause, clock.Provider, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

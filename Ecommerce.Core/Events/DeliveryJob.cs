using Ecommerce.Core.Common;
using Ecommerce.Core.Jobs;
using Microsoft.Extensions.Hosting;

namespace Ecommerce.Core.Events;

/// <summary>
/// Delivers events as soon as they are durable. It stays for a while and waits for the next ones, so that a busy shop starts a job every
/// few seconds instead of one for each order, which the scheduler's tables could not bear. An event that comes alone is delivered at once;
/// events that follow within <see cref="Gathering"/> go together, for a round costs nearly the same for one as for a hundred.
/// </summary>
public sealed class DeliveryJob(
    EventDispatcher dispatcher, DeliveryQueue queue, EventNudge nudge, IHostApplicationLifetime host, StoreClock clock) : IShopJob
{
    /// <summary>The shortest time from the beginning of one round to that of the next.</summary>
    internal static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

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
            while (true)
            {
                var gathered = Task.Delay(Gathering, clock.Provider, stopping);
                delivered += await dispatcher.DispatchDueAsync(stopping);
                if (clock.Provider.GetElapsedTime(start) >= LongestStay || !await nudge.TakeAsync(LongestWait, stopping))
                    return Report(delivered);
                await gathered.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                nudge.Take(); // those that came meanwhile; before looking, as above
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

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

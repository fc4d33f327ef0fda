using Ecommerce.Core.Common;
using Ecommerce.Core.Jobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Core.Events;

/// <summary>
/// Has the delivery job run when an event became durable and this instance's is not at it. Any instance may be given the job, and an admin
/// may delete it: while nobody here has taken the nudge, it is asked for again.
/// </summary>
internal sealed class DeliveryStarter(
    EventNudge nudge, DeliveryJob job, IJobScheduler scheduler, StoreClock clock, ILogger<DeliveryStarter> log) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await nudge.WaitAsync(stoppingToken);
            await job.CurrentRun.WaitAsync(stoppingToken); // it takes nudges by itself
            if (!nudge.IsPending) continue;
            var call = job.NextCall;
            var wait = Task.Delay(TryStart() ? Patience : AfterFailure, clock.Provider, stoppingToken);
            await Task.WhenAny(call, wait);
        }
    }

    private bool TryStart()
    {
        if (!scheduler.IsRunning) return false;
        try
        {
            scheduler.Enqueue(JobNames.Delivery);
            return true;
        }
        catch (Exception error)
        {
            log.LogWarning("The delivery job could not be started; the sweep delivers meanwhile. ({Reason})", error.Message);
            return false;
        }
    }
}

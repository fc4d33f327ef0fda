using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Ecommerce.Core.Jobs;

/// <summary>
/// Starts the scheduler once the database is there (Quartz's own hosted service gives up when it is not yet), and stops it gracefully:
/// jobs that run are waited for as long as the host allows.
/// </summary>
internal sealed class JobScheduler(
    ISchedulerFactory schedulers, DatabaseReadiness database, StoreClock clock, ILogger<JobScheduler> log) : BackgroundService
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);
    private IScheduler? scheduler;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (scheduler is not null) await scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.WaitAsync(stoppingToken);
        while (!await TryStartAsync(stoppingToken)) await Task.Delay(RetryInterval, clock.Provider, stoppingToken);
    }

    private async Task<bool> TryStartAsync(CancellationToken cancellationToken)
    {
        try
        {
            scheduler ??= await schedulers.GetScheduler(cancellationToken);
            await scheduler.Start(cancellationToken);
            return true;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogError(error, "The scheduler could not start; trying again in {Seconds} s.", RetryInterval.TotalSeconds);
            return false;
        }
    }
}

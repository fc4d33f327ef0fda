using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;
using Hangfire;
using Hangfire.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Jobs.Hangfire;

/// <summary>
/// Has this instance run jobs once its database is there: makes Hangfire's tables, writes the schedule, makes up for a missed night, starts
/// the workers. When it stops, jobs that run have 20 s to end. (Hangfire's own hosted service needs the database when the host starts.)
/// Further processes of Hangfire's can be registered: tests add a scheduler with a clock of theirs.
/// </summary>
internal sealed class HangfireServer(
    DatabaseReadiness readiness,
    IDbContextFactory<ShopContext> contexts,
    Dialect dialect,
    IOptions<DatabaseOptions> database,
    JobStorage storage,
    IOptions<BackgroundJobServerOptions> options,
    HangfireScheduler scheduler,
    IEnumerable<IBackgroundProcess> processes,
    StoreClock clock,
    ILoggerFactory loggers) : BackgroundService
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);
    private readonly ILogger log = loggers.CreateLogger<HangfireServer>();
    private BackgroundJobServer? server;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        HangfireLog.Attach(loggers);
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        scheduler.IsRunning = false;
        if (Interlocked.Exchange(ref server, null) is { } stopping)
        {
            stopping.SendStop();
            // Waits for the jobs, and for longer than its own limit where the database is silent.
            var stopped = Task.Run(stopping.Dispose, CancellationToken.None);
            if (await Task.WhenAny(stopped, Task.Delay(options.Value.ShutdownTimeout, CancellationToken.None)) == stopped) await stopped;
            else log.LogWarning("Some jobs have not ended in time; another instance, or the next start, runs them again.");
        }

        HangfireLog.Detach(loggers);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.WaitAsync(stoppingToken);
        while (!await TryStartAsync(stoppingToken)) await Task.Delay(RetryInterval, clock.Provider, stoppingToken);
    }

    private async Task<bool> TryStartAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (Storages.IsShared(storage))
            {
                await using var db = await contexts.CreateDbContextAsync(cancellationToken);
                await dialect.RunExclusivelyAsync(
                    db, () => Storages.InstallSchemaAsync(database.Value, cancellationToken), cancellationToken);
            }

            scheduler.RegisterJobs();
            scheduler.Enqueue(JobNames.NightlyRanking); // what was missed while no instance ran
            server = new BackgroundJobServer(options.Value, storage, processes);
            scheduler.IsRunning = true;
            return true;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogError(error, "The scheduler could not start; trying again in {Seconds} s.", RetryInterval.TotalSeconds);
            return false;
        }
    }
}

using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Events;
using Ecommerce.Core.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Core.Operations;

/// <param name="RankingAge">Time since the end of the newest complete day that is ranked; null when none is.</param>
/// <param name="Discrepancies">What the last check of the books found, on whichever instance; null before one.</param>
/// <param name="FailingJobs">Jobs whose last run broke off with an error.</param>
public sealed record HealthSnapshot(DeliveryState Outbox, TimeSpan? RankingAge, int? Discrepancies, IReadOnlyList<string> FailingJobs);

/// <summary>
/// Reads the figures that metrics and health go by, every few seconds on every instance, so that asking for them costs nothing.
/// </summary>
public sealed class HealthSnapshotReader(
    OutboxAdmin outbox,
    IDbContextFactory<ShopContext> contexts,
    DatabaseReadiness database,
    ShopMetrics metrics,
    StoreClock clock,
    ILogger<HealthSnapshotReader> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    public async Task<HealthSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var today = clock.Today;
        var newest = await db.RankingDays.Where(d => d.Date < today).MaxAsync(d => (DateOnly?)d.Date, cancellationToken);
        var runs = await LastRunsAsync(db, cancellationToken);
        return metrics.Latest = new HealthSnapshot(
            await outbox.GetStateAsync(cancellationToken),
            newest is { } day ? clock.UtcNow - clock.StartOf(day.AddDays(1)) : null,
            runs.Find(r => r.Job == JobNames.Reconciliation) is { } check ? ReconciliationJob.ReadDiscrepancies(check) : null,
            runs.Where(r => r.Error is not null).Select(r => r.Job).ToList());
    }

    private static async Task<List<JobRunRecord>> LastRunsAsync(ShopContext db, CancellationToken cancellationToken)
    {
        var runs = new List<JobRunRecord>();
        foreach (var job in JobNames.All)
        {
            var last = await db.JobRuns.AsNoTracking()
                .Where(r => r.Job == job && r.EndedAt != null && r.Outcome != JobOutcome.Cancelled)
                .OrderByDescending(r => r.Id)
                .FirstOrDefaultAsync(cancellationToken);
            if (last is not null) runs.Add(last);
        }

        return runs;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, clock.Provider);
        do
        {
            try
            {
                await ReadAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("The vital signs could not be read: {Reason}", error.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

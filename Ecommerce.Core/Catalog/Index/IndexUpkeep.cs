using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Core.Catalog.Index;

/// <summary>
/// Brings the index up to date when much has changed: when the shop starts, and when whoever looks for products found too much that it does
/// not know. A shop that was just migrated builds it here. Stopped in the middle, it goes on where it was.
/// </summary>
internal sealed class IndexUpkeep(
    IndexFold fold,
    IndexNudge nudge,
    PreparedReads reads,
    IndexStatements statements,
    Dialect dialect,
    DatabaseReadiness readiness,
    StoreClock clock,
    ILogger<IndexUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);

    /// <summary>Products between two lines of the log.</summary>
    private const int LogEvery = 50_000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!dialect.HasProductIndex) return;
        await readiness.WaitAsync(stoppingToken);
        while (true)
        {
            try
            {
                if (await CountPendingAsync(stoppingToken) > ProductIndex.FoldFrom) await FoldAsync(stoppingToken);
            }
            catch (Exception error) when (error.FindDbException() is not null)
            {
                log.LogWarning("The index of products could not be brought up to date; trying again. ({Reason})", error.Message);
                await Task.Delay(RetryInterval, clock.Provider, stoppingToken);
                continue;
            }

            await nudge.WaitAsync(stoppingToken);
        }
    }

    private async Task<int> CountPendingAsync(CancellationToken cancellationToken)
    {
        var pending = 0;
        await reads.RunAsync([statements.Pending], (_, _) => pending++, cancellationToken);
        return pending;
    }

    private async Task FoldAsync(CancellationToken cancellationToken)
    {
        var (learned, next) = (0, LogEvery);
        while (await fold.RunOnceAsync(cancellationToken) is { Changes: > 0 } folded)
        {
            learned += folded.Changes;
            if (learned < next) continue;
            next += LogEvery;
            log.LogInformation("The index of products is being built: {Learned} products so far, up to id {UpTo}.", learned, folded.UpTo);
        }

        log.LogInformation("The index of products knows {Learned} more products or changes.", learned);
    }
}

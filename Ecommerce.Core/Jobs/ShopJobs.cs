using Ecommerce.Core.Books;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Operations;
using Ecommerce.Core.Ranking;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Ecommerce.Core.Jobs;

// The jobs say when and who; what is done is a service of the feature, which tests and operators call without a scheduler.
// Each tells the execution history what its run achieved, in figures (key=value) that a page can put into its reader's language.

/// <summary>Ranks the days that are due: at midnight, and at each start what was missed.</summary>
[DisallowConcurrentExecution]
[RetryPolicy(8, "00:00:30", 2.0, MaxDelay = "00:15:00")]
public sealed class NightlyRankingJob(NightlyRanking ranking) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var days = await ranking.RunAsync(cancellationToken);
        context.Result = days.Count == 0
            ? JobRunReport.Skipped("days=0")
            : JobRunReport.Succeeded($"days={days.Count} from={days[^1].Date:yyyy-MM-dd} to={days[0].Date:yyyy-MM-dd}");
    }
}

/// <summary>Delivers the events that no nudge came for: what a crash left, what is to be tried again.</summary>
[DisallowConcurrentExecution]
public sealed class OutboxSweepJob(OutboxDispatcher dispatcher) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var delivered = await dispatcher.DispatchDueAsync(cancellationToken);
        context.Result = delivered == 0 ? JobRunReport.Skipped("delivered=0") : JobRunReport.Succeeded($"delivered={delivered}");
    }
}

/// <summary>Removes what is too old to be of use.</summary>
[DisallowConcurrentExecution]
public sealed class CleanUpJob(CleanUp cleanUp) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var removed = await cleanUp.RunAsync(cancellationToken);
        context.Result = JobRunReport.Succeeded($"keys={removed.IdempotencyRecords} guest-carts={removed.GuestCarts}");
    }
}

/// <summary>Checks the books and raises the alarm when they do not balance.</summary>
[DisallowConcurrentExecution]
public sealed class ReconciliationJob(Reconciliation reconciliation, ShopMetrics metrics, ILogger<ReconciliationJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var books = await reconciliation.CheckAsync(cancellationToken);
        metrics.Discrepancies = books.Discrepancies.Count;
        foreach (var found in books.Discrepancies)
            log.LogError("The books do not balance: {Kind} of {Id} is {Actual} and should be {Expected}.", found.Kind, found.Id, found.Actual, found.Expected);
        context.Result = books.Balanced
            ? JobRunReport.Succeeded($"wallets={books.Wallets} orders={books.Orders} products={books.Products}")
            : JobRunReport.Failed($"discrepancies={books.Discrepancies.Count}");
    }
}

using System.Globalization;
using Ecommerce.Core.Catalog.LowStock;
using Ecommerce.Core.Catalog.Schedule;
using Ecommerce.Core.Reconciliation;
using Ecommerce.Core.Common;
using Ecommerce.Core.Events;
using Ecommerce.Core.Ranking;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Core.Jobs;

// What is done is a service of the feature, which tests and operators call without a scheduler; a job says what came of it.

/// <summary>Ranks the days that are due: at midnight, and at each start what was missed.</summary>
public sealed class NightlyRankingJob(NightlyRanking ranking, StoreClock clock) : IShopJob
{
    /// <summary>So long after midnight, orders whose last millisecond was before it are in the database.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken)
    {
        var early = clock.StartOf(clock.Today) + Settling - clock.UtcNow;
        if (early > TimeSpan.Zero) await Task.Delay(early, clock.Provider, cancellationToken);
        var days = await ranking.RunAsync(cancellationToken);
        return days.Count == 0
            ? JobReport.Skipped("days=0")
            : JobReport.Succeeded($"days={days.Count} from={days[^1].Date:yyyy-MM-dd} to={days[0].Date:yyyy-MM-dd}");
    }
}

/// <summary>Delivers the events that no nudge came for: what a crash left, what is to be tried again.</summary>
public sealed class OutboxSweepJob(EventDispatcher dispatcher, DeliveryQueue queue, IHostApplicationLifetime host) : IShopJob
{
    public Task<bool> HasWorkAsync(CancellationToken cancellationToken) => queue.HasWorkAsync(cancellationToken);

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken) =>
        DeliveryJob.Report(await dispatcher.DispatchDueAsync(host.ApplicationStopping));
}

/// <summary>Removes what is too old to be of use.</summary>
public sealed class CleanUpJob(CleanUp cleanUp) : IShopJob
{
    public async Task<JobReport> RunAsync(CancellationToken cancellationToken)
    {
        var removed = await cleanUp.RunAsync(cancellationToken);
        return JobReport.Succeeded(
            $"keys={removed.IdempotencyRecords} guest-carts={removed.GuestCarts} runs={removed.JobRuns} sessions={removed.Sessions} "
            + $"failed-log-ins={removed.LoginFailures}");
    }
}

/// <summary>Notices products that became low, and those that are not low any more.</summary>
public sealed class LowStockJob(LowStockWatch watch) : IShopJob
{
    public Task<bool> HasWorkAsync(CancellationToken cancellationToken) => watch.HasWorkAsync(cancellationToken);

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken)
    {
        var seen = await watch.RunAsync(cancellationToken);
        return JobReport.Succeeded($"low={seen.Low} restocked={seen.Restocked}");
    }
}

/// <summary>Publishes, takes down and prices products as it was planned.</summary>
public sealed class ScheduledChangesJob(ApplyChanges changes) : IShopJob
{
    public Task<bool> HasWorkAsync(CancellationToken cancellationToken) => changes.HasWorkAsync(cancellationToken);

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken) =>
        JobReport.Succeeded($"changes={await changes.RunAsync(cancellationToken)}");
}

/// <summary>Checks the books and raises the alarm when they do not balance.</summary>
public sealed class ReconciliationJob(ReconcileBooks reconciliation, ILogger<ReconciliationJob> log) : IShopJob
{
    private const string Discrepancies = "discrepancies=";

    /// <summary>What a run found; null when it broke off.</summary>
    public static int? ReadDiscrepancies(JobRunRecord run) => run switch
    {
        { Outcome: JobOutcome.Succeeded } => 0,
        { Figures: { } figures } when figures.StartsWith(Discrepancies, StringComparison.Ordinal) =>
            int.Parse(figures.AsSpan(Discrepancies.Length), CultureInfo.InvariantCulture),
        _ => null,
    };

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken)
    {
        var books = await reconciliation.CheckAsync(cancellationToken);
        foreach (var found in books.Discrepancies)
            log.LogError(
                "The books do not balance: {Kind} of {Id} is {Actual} and should be {Expected}.",
                found.Kind, found.Id, found.Actual, found.Expected);
        return books.Balanced
            ? JobReport.Succeeded($"wallets={books.Wallets} orders={books.Orders} products={books.Products}")
            : JobReport.Failed($"{Discrepancies}{books.Discrepancies.Count}");
    }
}

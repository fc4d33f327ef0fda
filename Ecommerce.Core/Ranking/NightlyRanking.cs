using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Core.Ranking;

/// <summary>
/// Brings the popular-products table up to date: at midnight, at start, whenever. Which days that takes follows from the table alone
/// (<see cref="RankingRule"/>), so a missed night is made up for and a second run finds nothing to do.
/// </summary>
public sealed class NightlyRanking(
    AggregateDay aggregate, IDbContextFactory<ShopContext> contexts, StoreClock clock, ILogger<NightlyRanking> log)
{
    /// <summary>Counts every day that is due, the newest first, for the top list shows those. Returns what this run counted.</summary>
    public async Task<IReadOnlyList<DaySales>> RunAsync(CancellationToken cancellationToken)
    {
        var counted = new List<DaySales>();
        foreach (var date in await ListDueDaysAsync(cancellationToken))
        {
            if (await aggregate.RunIfDueAsync(date, cancellationToken) is not { } sales) continue;
            counted.Add(sales);
            log.LogInformation(
                "Ranked {Date:yyyy-MM-dd}: {Quantity} pieces of {Products} products.", date, sales.QuantitySold, sales.Products);
        }

        return counted;
    }

    /// <summary>The complete days since the first order that are not counted, or not as late as they have to be; newest first.</summary>
    internal async Task<IReadOnlyList<DateOnly>> ListDueDaysAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var firstOrder = await db.Orders.MinAsync(o => (DateTime?)o.PlacedAt, cancellationToken);
        var (first, last) = RankingWindow.LastCompleteDays(clock.Today);
        if (firstOrder is { } placed && clock.DayOf(placed) < first) first = clock.DayOf(placed);

        var marks = await db.RankingDays.Where(d => d.Date >= first).ToDictionaryAsync(d => d.Date, cancellationToken);
        var due = new List<DateOnly>();
        for (var date = last; date >= first; date = date.AddDays(-1))
        {
            var mark = marks.GetValueOrDefault(date);
            if (clock.IsRankingDue(date, mark?.AggregatedAt, mark is { Outdated: true })) due.Add(date);
        }

        return due;
    }
}

public static class RankingRule
{
    /// <summary>A day is counted at the midnight that ends it and at the next two, so that later cancellations count.</summary>
    public const int Nights = 3;

    /// <summary>
    /// Whether a complete day has to be counted (again): it never was, or not since the last of its nights that is over, or not since one
    /// of its orders was refunded in part.
    /// </summary>
    public static bool IsRankingDue(this StoreClock clock, DateOnly date, DateTime? aggregatedAt, bool isOutdated)
    {
        var today = clock.Today;
        var lastNight = date.AddDays(Nights);
        return isOutdated || aggregatedAt is null || aggregatedAt < clock.StartOf(lastNight < today ? lastNight : today);
    }
}

using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Dialects;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Ranking;

/// <summary>What a business day sold: how many products, how many pieces.</summary>
public sealed record DaySales(DateOnly Date, int Products, long QuantitySold);

/// <summary>
/// Counts one business day's sales anew into the popular-products table. The day's mark (<see cref="RankingDay"/>) is written in the
/// same transaction as its rows: two instances on one day take turns at it, and a day is never there twice or by half.
/// </summary>
public sealed class AggregateDay(ShopTransaction transaction, StoreClock clock)
{
    /// <summary>No shop has sold anything before; earlier days are typing errors.</summary>
    public static readonly DateOnly Earliest = new(2000, 1, 1);

    /// <summary>
    /// Counts the day, however often it was counted before: the rows are replaced. The running day may be counted too; midnight replaces
    /// it. Refused: a day in the future or before <see cref="Earliest"/>.
    /// </summary>
    public async Task<Result<DaySales>> RunAsync(DateOnly date, CancellationToken cancellationToken)
    {
        if (date < Earliest || date > clock.Today)
            return new ValidationFailed("date", $"Must be a day from {Earliest:yyyy-MM-dd} to {clock.Today:yyyy-MM-dd}.");
        return await transaction.RunAsync<DaySales>(
            async (unit, token) => await CountAsync(unit, date, await unit.Lock.RankingDayAsync(date, token), token), cancellationToken);
    }

    /// <summary>Counts the day unless somebody else has done it since it became due; null when so.</summary>
    internal async Task<DaySales?> RunIfDueAsync(DateOnly date, CancellationToken cancellationToken)
    {
        var done = await transaction.RunAsync<DayRun>(
            async (unit, token) =>
            {
                var mark = await unit.Lock.RankingDayAsync(date, token);
                return new DayRun(clock.IsRankingDue(date, mark?.AggregatedAt) ? await CountAsync(unit, date, mark, token) : null);
            },
            cancellationToken);
        return done.Value!.Sales;
    }

    private async Task<DaySales> CountAsync(UnitOfWork unit, DateOnly date, RankingDay? mark, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        if (mark is null) unit.Db.Add(new RankingDay { Date = date, AggregatedAt = now });
        else mark.AggregatedAt = now;
        // Before the count: of two who mark a day for the first time, the slower one stops here, runs again and finds the mark.
        await unit.Db.SaveChangesAsync(cancellationToken);

        var rows = unit.Db.PopularProducts.Where(p => p.Date == date);
        await rows.ExecuteDeleteAsync(cancellationToken);
        var products = await unit.Db.InsertDaySalesAsync(date, clock.RangeOf(date, date), now, cancellationToken);
        return new DaySales(date, products, await rows.SumAsync(p => p.QuantitySold, cancellationToken));
    }

    private sealed record DayRun(DaySales? Sales);
}

using System.Globalization;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Ranking;

/// <summary>What a business day sold: how many products, how many pieces.</summary>
public sealed record DaySales(DateOnly Date, int Products, long QuantitySold);

/// <summary>
/// Counts one business day's sales anew into the popular-products table. The day's mark (<see cref="RankingDay"/>) is written in the
/// same transaction as its rows: two instances on one day take turns at it, and a day is never there twice or by half.
/// </summary>
public sealed class AggregateDay(ShopTransaction transaction, AdminTransaction admins, StoreClock clock)
{
    /// <summary>No shop has sold anything before; earlier days are typing errors.</summary>
    public static readonly DateOnly Earliest = new(2000, 1, 1);

    /// <summary>
    /// Counts the day, however often it was counted before: the rows are replaced. The running day may be counted too; midnight replaces
    /// it. Refused: an actor without the role, a day in the future or before <see cref="Earliest"/>.
    /// </summary>
    public Task<Result<DaySales>> RunAsync(Actor actor, DateOnly date, CancellationToken cancellationToken) =>
        admins.RunAsync<DaySales>(
            actor,
            async (unit, token) =>
            {
                if (date < Earliest || date > clock.Today)
                    return new ValidationFailed("date", $"Must be a day from {Earliest:yyyy-MM-dd} to {clock.Today:yyyy-MM-dd}.");
                var sales = await CountAsync(unit, date, await unit.Locks.RankingDayAsync(date, token), token);
                var subject = new AuditSubject(AuditSubjects.Ranking, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                return new Changed<DaySales>(
                    sales, AdminChange.Of(AdminActions.DayCounted, subject, after: new { sales.Products, sales.QuantitySold }));
            },
            cancellationToken);

    /// <summary>Counts the day unless somebody else has done it since it became due; null when so.</summary>
    internal async Task<DaySales?> RunIfDueAsync(DateOnly date, CancellationToken cancellationToken)
    {
        var done = await transaction.EditAsync<DayRun>(
            async (unit, token) =>
            {
                var mark = await unit.Locks.RankingDayAsync(date, token);
                var isDue = clock.IsRankingDue(date, mark?.AggregatedAt, mark is { Outdated: true });
                return new DayRun(isDue ? await CountAsync(unit, date, mark, token) : null);
            },
            cancellationToken);
        return done.Value!.Sales;
    }

    private async Task<DaySales> CountAsync(EditingUnit unit, DateOnly date, LockedRankingDay? mark, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        if (mark is null) unit.Db.Add(new RankingDay { Date = date, AggregatedAt = now });
        else await RenewAsync(unit.Db, date, now, cancellationToken);
        // Before the count: of two who mark a day for the first time, the slower one stops here, runs again and finds the mark.
        await unit.Db.SaveChangesAsync(cancellationToken);

        var rows = unit.Db.PopularProducts.Where(p => p.Date == date);
        await rows.ExecuteDeleteAsync(cancellationToken);
        var products = await unit.Db.InsertDaySalesAsync(date, clock.RangeOf(date, date), now, cancellationToken);
        return new DaySales(date, products, await rows.SumAsync(p => p.QuantitySold, cancellationToken));
    }

    private static async Task RenewAsync(ShopContext db, DateOnly date, DateTime now, CancellationToken cancellationToken)
    {
        var day = await db.RankingDays.SingleAsync(d => d.Date == date, cancellationToken);
        (day.AggregatedAt, day.Outdated) = (now, false);
    }

    private sealed record DayRun(DaySales? Sales);
}

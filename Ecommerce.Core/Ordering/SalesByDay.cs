using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Ordering;

/// <summary>What a business day sold: orders that are not cancelled, and their totals less their part refunds, in minor units.</summary>
public sealed record SoldDay(DateOnly Date, int Orders, long Revenue);

/// <summary>Sales by business day, counted from the orders themselves. For a few weeks at a time: it reads every order of them.</summary>
public sealed class SalesByDay(IDbContextFactory<ShopContext> contexts, StoreClock clock)
{
    /// <summary>
    /// The days from <paramref name="first"/> to <paramref name="last"/> (inclusive), oldest first, those without an order too.
    /// </summary>
    public async Task<IReadOnlyList<SoldDay>> ListAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var days = Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays).ToList();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        // One statement. Each day is a range of its own in the index on the orders' time, for a day's length depends on the store's zone.
        var sold = await days.Select(day => Sold(db, day)).Aggregate((earlier, later) => earlier.Concat(later))
            .ToDictionaryAsync(s => s.Day, cancellationToken);
        return days.ConvertAll(
            day => sold.GetValueOrDefault(day.DayNumber) is { } s ? new SoldDay(day, s.Orders, s.Revenue) : new SoldDay(day, 0, 0));
    }

    private IQueryable<Sums> Sold(ShopContext db, DateOnly day)
    {
        var (from, to) = clock.RangeOf(day, day);
        var number = day.DayNumber;
        return db.Orders
            .Where(o => o.PlacedAt >= from && o.PlacedAt < to && o.Status != OrderStatus.Cancelled)
            .GroupBy(_ => number)
            .Select(g => new Sums { Day = g.Key, Orders = g.Count(), Revenue = g.Sum(o => o.Total - o.Refunded) });
    }

    private sealed class Sums
    {
        public int Day { get; init; }

        public int Orders { get; init; }

        public long Revenue { get; init; }
    }
}

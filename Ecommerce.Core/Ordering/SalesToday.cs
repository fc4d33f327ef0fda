using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Ordering;

/// <summary>What the running business day has sold so far.</summary>
/// <param name="Orders">Those that were not cancelled.</param>
/// <param name="Revenue">Their totals less their part refunds, in minor units.</param>
/// <param name="Cancelled">Orders of today that were taken back.</param>
public sealed record DaySoFar(DateOnly Date, int Orders, long Revenue, int Cancelled);

/// <summary>Today's sales, counted from the orders themselves.</summary>
public sealed class SalesToday(IDbContextFactory<ShopContext> contexts, StoreClock clock)
{
    public async Task<DaySoFar> GetAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var (from, to) = clock.RangeOf(today, today);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var sums = await db.Orders
            .Where(o => o.PlacedAt >= from && o.PlacedAt < to)
            .GroupBy(o => o.Status)
            .Select(g => new { Status = g.Key, Count = g.Count(), Total = g.Sum(o => o.Total - o.Refunded) })
            .ToDictionaryAsync(s => s.Status, cancellationToken);
        var sold = sums.Where(s => s.Key != OrderStatus.Cancelled).Select(s => s.Value).ToList();
        var cancelled = sums.GetValueOrDefault(OrderStatus.Cancelled)?.Count ?? 0;
        return new DaySoFar(today, sold.Sum(s => s.Count), sold.Sum(s => s.Total), cancelled);
    }
}

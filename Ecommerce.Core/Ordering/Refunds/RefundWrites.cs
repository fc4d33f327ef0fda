using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Ordering.Refunds;

internal static class RefundWrites
{
    /// <summary>
    /// Writes what was decided about an order, and marks its business day: if it is counted already, the next night counts it again.
    /// </summary>
    public static async Task WriteRefundAsync(
        this EditingUnit unit, LockedOrder order, Facts facts, StoreClock clock, CancellationToken cancellationToken)
    {
        await unit.Locks.ProductsAsync(facts.Movements.Select(m => m.ProductId), cancellationToken);
        var day = clock.DayOf(order.PlacedAt);
        await unit.Locks.RankingDayAsync(day, cancellationToken);
        await unit.Db.RankingDays.Where(d => d.Date == day)
            .ExecuteUpdateAsync(d => d.SetProperty(x => x.Outdated, true), cancellationToken);
        await unit.WriteAsync(facts, cancellationToken);
    }
}

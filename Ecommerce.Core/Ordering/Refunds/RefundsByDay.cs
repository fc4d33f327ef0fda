using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Ordering.Refunds;

/// <summary>What part refunds gave back on a business day, whenever the orders were placed; the amount in minor units.</summary>
public sealed record RefundedDay(DateOnly Date, int Refunds, long Amount, long Pieces);

/// <summary>Part refunds by the business day on which they were made. For a few weeks at a time: it reads every refund of them.</summary>
public sealed class RefundsByDay(IDbContextFactory<ShopContext> contexts, StoreClock clock)
{
    /// <summary>
    /// The days from <paramref name="first"/> to <paramref name="last"/> (inclusive), oldest first, those without a refund too.
    /// </summary>
    public async Task<IReadOnlyList<RefundedDay>> ListAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var (from, to) = clock.RangeOf(first, last);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var made = await db.Refunds.Where(r => r.CreatedAt >= from && r.CreatedAt < to)
            .Select(r => new { r.CreatedAt, r.Amount, Pieces = r.Lines.Sum(l => l.Quantity) })
            .ToListAsync(cancellationToken);
        var byDay = made.ToLookup(r => clock.DayOf(r.CreatedAt));
        return Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays)
            .Select(day => new RefundedDay(day, byDay[day].Count(), byDay[day].Sum(r => r.Amount), byDay[day].Sum(r => (long)r.Pieces)))
            .ToList();
    }
}

using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Ordering;

internal static class OrderReads
{
    /// <summary>A page of orders with their lines and where they go: that by their numbers, for a join would read the table.</summary>
    public static async Task<List<Order>> ReadWholeAsync(
        this IQueryable<Order> orders, ShopContext db, CancellationToken cancellationToken)
    {
        var read = await orders.Include(o => o.Lines).AsSplitQuery().ToListAsync(cancellationToken);
        var ids = read.ConvertAll(o => o.Id);
        var deliveries = await db.OrderDeliveries.AsNoTracking().Where(d => ids.Contains(d.OrderId))
            .ToDictionaryAsync(d => d.OrderId, cancellationToken);
        foreach (var order in read) order.Delivery = deliveries.GetValueOrDefault(order.Id);
        return read;
    }
}

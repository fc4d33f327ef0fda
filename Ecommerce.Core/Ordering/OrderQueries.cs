using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Ordering;

public sealed class OrderQueries(IDbContextFactory<ShopContext> contexts)
{
    /// <summary>The shopper's orders, newest first.</summary>
    public async Task<Page<OrderView>> ListAsync(long shopperId, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var orders = db.Orders.AsNoTracking().Where(o => o.ShopperId == shopperId);
        var total = await orders.CountAsync(cancellationToken);
        var items = await orders
            .OrderByDescending(o => o.Id).Skip(page.Skip).Take(page.Limit)
            .ReadWholeAsync(db, cancellationToken);
        return page.Of(items.ConvertAll(OrderView.Of), total);
    }

    /// <summary>Refused: an order that does not exist or is somebody else's.</summary>
    public async Task<Result<OrderView>> FindAsync(long shopperId, long orderId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var order = await db.Orders
            .AsNoTracking()
            .Include(o => o.Delivery)
            .Include(o => o.Lines)
            .FirstOrDefaultAsync(o => o.Id == orderId && o.ShopperId == shopperId, cancellationToken);
        return order is null ? new OrderNotFound() : OrderView.Of(order);
    }
}

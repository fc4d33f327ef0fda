using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Ordering;

/// <summary>
/// What becomes of the addresses in orders when their owner's account is deleted: gone at once where the order is delivered or cancelled;
/// what is under way keeps its address until it is delivered (docs/decisions/0028-fulfilment.md).
/// </summary>
internal static class DeliveryPrivacy
{
    /// <summary>
    /// Forgets where the shopper's orders went that are over, and the carriers' numbers. To be called under their wallet's lock.
    /// </summary>
    public static async Task ForgetAsync(ShopContext db, long shopperId, CancellationToken cancellationToken)
    {
        var over = db.Orders.Where(
            o => o.ShopperId == shopperId && (o.Status == OrderStatus.Delivered || o.Status == OrderStatus.Cancelled));
        await db.OrderDeliveries.Where(d => over.Any(o => o.Id == d.OrderId)).ExecuteDeleteAsync(cancellationToken);
        await over.Where(o => o.TrackingNumber != null)
            .ExecuteUpdateAsync(o => o.SetProperty(x => x.TrackingNumber, (string?)null), cancellationToken);
    }
}

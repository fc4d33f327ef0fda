using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Ordering.Fulfilment;

internal static class OrderOwners
{
    /// <summary>Whose an order is, which never changes and so is read before the locks; null when there is no such order.</summary>
    public static Task<long?> FindAsync(ShopContext db, long orderId, CancellationToken cancellationToken) =>
        db.Orders.Where(o => o.Id == orderId).Select(o => (long?)o.ShopperId).FirstOrDefaultAsync(cancellationToken);
}

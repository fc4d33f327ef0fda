using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Ordering.Returns;

/// <summary>
/// What becomes of requests when their shopper's account is deleted: they go, open ones too, for nobody is left who could be refunded or
/// answered. Refunds that were made stay: they are the books.
/// </summary>
internal static class ReturnPrivacy
{
    /// <summary>To be called under the shopper's wallet's lock.</summary>
    public static async Task ForgetAsync(ShopContext db, long shopperId, CancellationToken cancellationToken)
    {
        var own = db.Returns.Where(r => db.Orders.Any(o => o.Id == r.OrderId && o.ShopperId == shopperId));
        await own.ExecuteDeleteAsync(cancellationToken);
    }
}

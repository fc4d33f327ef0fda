using System.Globalization;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Identity;

/// <summary>Narrows accounts down to those that an admin looks for.</summary>
internal static class ShopperSearch
{
    /// <summary>
    /// By part of the address, or of the name of somebody whom the account has things sent to (addresses it keeps, orders), in any case; by
    /// the account's number, or an order's. An account has no name of its own.
    /// </summary>
    public static async Task<IQueryable<Shopper>> FilterAsync(
        ShopContext db, IQueryable<Shopper> shoppers, string search, CancellationToken cancellationToken)
    {
        var (part, inDomain) = EmailAddress.NormalizePart(search);
        var number = long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
        var buyer = number == 0
            ? 0
            : await db.Orders.Where(o => o.Id == number).Select(o => o.ShopperId).FirstOrDefaultAsync(cancellationToken);
        var name = InvisibleText.Plain(search).ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // what the database makes of it
        // Each a set of its own, which the database makes once: asked for each account, they would be made as often as there are accounts.
        var keepers = db.Addresses.Where(a => a.Recipient.ToLower().Contains(name)).Select(a => a.ShopperId);
        var buyers = db.OrderDeliveries.Where(d => d.Recipient.ToLower().Contains(name))
            .Join(db.Orders, d => d.OrderId, o => o.Id, (d, o) => o.ShopperId);
#pragma warning restore CA1304, CA1311, CA1862
        return shoppers.Where(u => u.NormalizedEmail!.Contains(part) || u.NormalizedEmail!.Contains(inDomain)
            || u.Id == number || u.Id == buyer || keepers.Contains(u.Id) || buyers.Contains(u.Id));
    }
}

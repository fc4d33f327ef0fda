using System.Globalization;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Identity;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Ordering;

/// <summary>
/// Narrows everybody's orders down and sorts them, each way through an index: what is searched for becomes numbers of orders or of a
/// shopper first.
/// </summary>
internal static class OrderSearch
{
    /// <summary>Orders of one recipient's name that are looked at, the newest.</summary>
    private const int MaxFound = 1000;

    /// <summary>The orders that match; null when none can.</summary>
    public static async Task<IQueryable<Order>?> FilterAsync(ShopContext db, OrderFilter filter, CancellationToken cancellationToken)
    {
        var orders = db.Orders.AsNoTracking();
        var text = InvisibleText.Plain(filter.Search);
        if ((filter.Email ?? (text.Contains('@', StringComparison.Ordinal) ? text : null)) is { } email)
        {
            if (await FindShopperAsync(db, email, cancellationToken) is not { } shopperId) return null;
            orders = orders.Where(o => o.ShopperId == shopperId);
        }
        else if (text.Length > 0)
        {
            var ids = await FindOrdersAsync(db, text, cancellationToken);
            if (ids.Count == 0) return null;
            orders = orders.Where(o => ids.Contains(o.Id));
        }

        if (filter.ShopperId is { } owner) orders = orders.Where(o => o.ShopperId == owner);
        if (filter.OrderId is { } id) orders = orders.Where(o => o.Id == id);
        if (filter.Status is { } status) orders = orders.Where(o => o.Status == status);
        if (filter.PlacedIn is { } range) orders = orders.Where(o => o.PlacedAt >= range.From && o.PlacedAt < range.To);
        return orders;
    }

    /// <summary>By number; within days by time, for that is the index that finds them. An order's number follows its time.</summary>
    public static IQueryable<Order> Sort(IQueryable<Order> orders, OrderFilter filter) => (filter.PlacedIn, filter.OldestFirst) switch
    {
        (null, true) => orders.OrderBy(o => o.Id),
        (null, false) => orders.OrderByDescending(o => o.Id),
        (_, true) => orders.OrderBy(o => o.PlacedAt).ThenBy(o => o.Id),
        _ => orders.OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Id),
    };

    private static Task<long?> FindShopperAsync(ShopContext db, string email, CancellationToken cancellationToken)
    {
        var normalized = EmailAddress.Normalize(Validation.Cut(email, InvisibleText.MaxPlainLength));
        return db.Users.Where(u => u.NormalizedEmail == normalized).Select(u => (long?)u.Id).FirstOrDefaultAsync(cancellationToken);
    }

    private static async Task<List<long>> FindOrdersAsync(ShopContext db, string text, CancellationToken cancellationToken)
    {
        var ids = await db.Orders.Where(o => o.TrackingNumber == text).OrderByDescending(o => o.Id).Take(MaxFound)
            .Select(o => o.Id).ToListAsync(cancellationToken);
        ids.AddRange(await db.OrderDeliveries.Where(d => d.Recipient == text).OrderByDescending(d => d.OrderId).Take(MaxFound)
            .Select(d => d.OrderId).ToListAsync(cancellationToken));
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) ids.Add(id);
        return ids;
    }
}

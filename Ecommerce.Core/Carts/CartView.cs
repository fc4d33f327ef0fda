using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Carts;

/// <summary>A cart as its owner sees it; amounts in minor units of <paramref name="Currency"/>.</summary>
/// <param name="Total">Σ of all lines, also of those that can't be bought now.</param>
public sealed record CartView(IReadOnlyList<CartLine> Items, long Total, string Currency);

/// <param name="UnitPrice">Today's price.</param>
/// <param name="PriceSeen">The price when the line was last touched.</param>
public sealed record CartLine(
    long ItemId,
    long ProductId,
    string Name,
    string? NameEn,
    string? ImageUrl,
    long UnitPrice,
    long PriceSeen,
    int Quantity,
    int Stock,
    bool Published)
{
    public long LineTotal => UnitPrice * Quantity;

    /// <summary>Published, and in stock for the whole quantity.</summary>
    public bool Available => Published && Stock >= Quantity;
}

internal static class CartReads
{
    /// <summary>The lines in the order they were put in.</summary>
    public static async Task<CartView> ReadCartAsync(this ShopContext db, long cartId, string currency, CancellationToken cancellationToken)
    {
        var lines = await db.CartItems
            .AsNoTracking()
            .Where(i => i.CartId == cartId)
            .OrderBy(i => i.Id)
            .Select(i => new CartLine(
                i.Id,
                i.ProductId,
                i.Product.Name,
                i.Product.NameEn,
                i.Product.ImageUrl,
                i.Product.Price,
                i.PriceSeen,
                i.Quantity,
                i.Product.Stock,
                i.Product.Published))
            .ToListAsync(cancellationToken);
        return new CartView(lines, lines.Sum(l => l.LineTotal), currency);
    }

    public static IQueryable<Cart> OwnedBy(this IQueryable<Cart> carts, CartOwner owner) =>
        owner.ShopperId is { } shopperId
            ? carts.Where(c => c.ShopperId == shopperId)
            : carts.Where(c => c.GuestKey == owner.GuestKey);
}

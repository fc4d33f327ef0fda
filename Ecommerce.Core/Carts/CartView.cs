using Ecommerce.Core.Catalog;
using Ecommerce.Core.Catalog.Pictures;
using Ecommerce.Core.Data;
using Ecommerce.Core.Ordering;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Carts;

/// <summary>A cart as its owner sees it; amounts in minor units of <paramref name="Currency"/>.</summary>
/// <param name="Total">Σ of all lines, also of those that can't be bought now.</param>
public sealed record CartView(IReadOnlyList<CartLine> Items, long Total, string Currency)
{
    /// <summary>The lines with their prices and their total.</summary>
    public static CartView Of(IReadOnlyList<CartLine> lines, string currency)
    {
        var quote = OrderQuote.Of(lines.Select(l => new QuoteItem(l.ProductId, l.UnitPrice, l.Quantity)));
        return new(lines.Zip(quote.Lines, (line, priced) => line with { LineTotal = priced.Total }).ToList(), quote.Total, currency);
    }
}

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
    : IBilingualName
{
    /// <summary>What the line costs today, as <see cref="OrderQuote"/> says.</summary>
    public long LineTotal { get; init; }

    /// <summary>Published, and in stock for the whole quantity.</summary>
    public bool Available => Published && Stock >= Quantity;
}

internal static class CartRows
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
                PictureAddress.Of(i.Product.Picture, i.Product.ImageUrl),
                i.Product.Price,
                i.PriceSeen,
                i.Quantity,
                i.Product.Stock,
                i.Product.Published))
            .ToListAsync(cancellationToken);
        return CartView.Of(lines, currency);
    }

    /// <summary>
    /// A new cart, which is locked by being new. Two first ones of an owner at once meet at its unique key; the slower one's unit runs
    /// again and finds the other.
    /// </summary>
    public static async Task<LockedCart> OpenCartAsync(
        this ShopContext db, CartOwner owner, DateTime at, CancellationToken cancellationToken)
    {
        var cart = new Cart { ShopperId = owner.ShopperId, GuestKey = owner.GuestKey, UpdatedAt = at };
        db.Add(cart);
        await db.SaveChangesAsync(cancellationToken);
        return new LockedCart(cart.Id);
    }

    /// <summary>Notes when a locked cart was changed, without reading it.</summary>
    public static void TouchCart(this ShopContext db, LockedCart cart, DateTime at) =>
        (db.Carts.Local.FindEntry(cart.Id)?.Entity ?? db.Attach(new Cart { Id = cart.Id }).Entity).UpdatedAt = at;

    public static IQueryable<Cart> OwnedBy(this IQueryable<Cart> carts, CartOwner owner) =>
        owner.ShopperId is { } shopperId
            ? carts.Where(c => c.ShopperId == shopperId)
            : carts.Where(c => c.GuestKey == owner.GuestKey);
}

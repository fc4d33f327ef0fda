using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Ordering;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Carts;

/// <summary>
/// At log-in, moves what a guest collected into the shopper's cart and deletes the guest's. Quantities of a product in both add up,
/// capped at its stock and at what a cart may hold; what the shopper had already is never reduced.
/// </summary>
/// <remarks>
/// Locks: wallet, then the guest's cart, then the shopper's; nobody takes them in another order. Of two log-ins at once with one guest
/// cart the second waits for its row and finds it gone, so nothing is merged twice.
/// </remarks>
public sealed class MergeGuestCart(ShopTransaction transaction, StoreClock clock)
{
    /// <summary>Answers <see cref="CartMerge.Nothing"/> when the guest has no cart. Refused: an account that is gone.</summary>
    public Task<Result<CartMerge>> RunAsync(string guestKey, long shopperId, CancellationToken cancellationToken) =>
        transaction.EditAsync<CartMerge>(
            async (unit, token) =>
            {
                if (await unit.Locks.WalletAsync(shopperId, token) is null) return new AccountNotFound();
                var guest = await unit.Locks.CartAsync(CartOwner.Guest(guestKey), token);
                if (guest is null) return CartMerge.Nothing;

                var wanted = await ReadItemsAsync(unit.Db, guest, token);
                var lines = new List<MergedLine>();
                if (wanted.Count > 0)
                {
                    var owner = CartOwner.Shopper(shopperId);
                    var cart = await unit.Locks.CartAsync(owner, token) ?? await unit.Db.OpenCartAsync(owner, clock.UtcNow, token);
                    var items = (await ReadItemsAsync(unit.Db, cart, token)).ToDictionary(i => i.ProductId);
                    foreach (var item in wanted) lines.Add(Merge(unit.Db, cart, items, item));
                    unit.Db.TouchCart(cart, clock.UtcNow);
                }

                unit.Db.RemoveRange(wanted);
                unit.Db.Remove(await unit.Db.Carts.SingleAsync(c => c.Id == guest.Id, token));
                return new CartMerge(lines);
            },
            cancellationToken);

    private static Task<List<CartItem>> ReadItemsAsync(ShopContext db, LockedCart cart, CancellationToken cancellationToken) =>
        db.CartItems.Where(i => i.CartId == cart.Id).OrderBy(i => i.Id).Include(i => i.Product).ToListAsync(cancellationToken);

    private static MergedLine Merge(ShopContext db, LockedCart cart, Dictionary<long, CartItem> items, CartItem wanted)
    {
        var product = wanted.Product;
        var mine = items.GetValueOrDefault(wanted.ProductId);
        var before = mine?.Quantity ?? 0;
        if (!product.Published) return Line(0, MergeOutcome.NotForSale);
        if (product.Stock == 0) return Line(0, MergeOutcome.SoldOut);
        if (mine is null && items.Count >= OrderLimits.MaxLines) return Line(0, MergeOutcome.CartFull);

        var room = Math.Max(0, Math.Min(product.Stock, OrderLimits.MaxQuantity) - before);
        var added = Math.Min(wanted.Quantity, room);
        if (mine is null)
        {
            // The price the guest saw stays the price seen, so that a change since then is still told.
            mine = new CartItem { CartId = cart.Id, ProductId = wanted.ProductId, PriceSeen = wanted.PriceSeen };
            db.Add(mine);
            items.Add(wanted.ProductId, mine);
        }

        mine.Quantity += added;
        return Line(added, added < wanted.Quantity ? MergeOutcome.Capped : MergeOutcome.Added);

        MergedLine Line(int added, MergeOutcome outcome) =>
            new(product.Id, product.Name, product.NameEn, wanted.Quantity, added, before + added, outcome);
    }
}

using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Ordering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Carts;

/// <summary>
/// Puts products into a cart, changes and removes them. Edits of one cart take turns at its row lock. Stock is checked, not
/// reserved: the order decides.
/// </summary>
public sealed class CartService(
    ShopTransaction transaction, IDbContextFactory<ShopContext> contexts, PreparedReads reads, StoreClock clock,
    IOptions<StoreSettings> store)
{
    public async Task<CartView> GetAsync(CartOwner owner, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var cartId = await db.Carts.OwnedBy(owner).Select(c => (long?)c.Id).FirstOrDefaultAsync(cancellationToken);
        return cartId is { } id
            ? await db.ReadCartAsync(id, store.Value.Currency, cancellationToken)
            : new CartView([], 0, store.Value.Currency);
    }

    /// <summary>Whether the owner has a cart, be it an empty one.</summary>
    public async Task<bool> ExistsAsync(CartOwner owner, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Carts.OwnedBy(owner).AnyAsync(cancellationToken);
    }

    /// <summary>Pieces in the cart, over all lines.</summary>
    public async Task<int> CountAsync(CartOwner owner, CancellationToken cancellationToken)
    {
        var count = 0L;
        await reads.RunAsync([CartStatements.CountOf(owner)], (_, row) => count = row.GetInt64(0), cancellationToken);
        return checked((int)count);
    }

    /// <summary>
    /// Adds to what is in the cart already. Refused: a quantity out of range (alone or summed up), an unknown or unpublished product,
    /// more than there is in stock, more than <see cref="OrderLimits.MaxLines"/> products.
    /// </summary>
    public Task<Result<CartView>> AddAsync(CartOwner owner, long productId, int quantity, CancellationToken cancellationToken)
    {
        if (CheckQuantity(quantity) is { } wrong) return Task.FromResult<Result<CartView>>(wrong);
        return transaction.EditAsync(
            async (unit, token) =>
            {
                var cart = await FindOrOpenAsync(unit, owner, token);
                if (cart is null) return new AccountNotFound();
                var item = await unit.Db.CartItems.FirstOrDefaultAsync(i => i.CartId == cart.Id && i.ProductId == productId, token);
                var sum = quantity + (item?.Quantity ?? 0);
                if (CheckQuantity(sum) is { } tooMany) return tooMany;

                var product = await FindForSaleAsync(unit.Db, productId, token);
                if (product is null) return new ProductNotFound([productId]);
                if (sum > product.Stock) return new InsufficientStock(productId, sum, product.Stock);

                if (item is null)
                {
                    var lines = await unit.Db.CartItems.CountAsync(i => i.CartId == cart.Id, token);
                    if (lines >= OrderLimits.MaxLines)
                        return new ValidationFailed("productId", $"A cart holds at most {OrderLimits.MaxLines} different products.");
                    unit.Db.Add(item = new CartItem { CartId = cart.Id, ProductId = productId });
                }

                item.Quantity = sum;
                item.PriceSeen = product.Price;
                return await SaveAsync(unit, cart, token);
            },
            cancellationToken);
    }

    /// <summary>
    /// Sets an item's quantity. Less is always accepted; more is refused as in <see cref="AddAsync"/>. Refused as well: an item that is
    /// not in this cart.
    /// </summary>
    public Task<Result<CartView>> ChangeQuantityAsync(CartOwner owner, long itemId, int quantity, CancellationToken cancellationToken)
    {
        if (CheckQuantity(quantity) is { } wrong) return Task.FromResult<Result<CartView>>(wrong);
        return transaction.EditAsync(
            async (unit, token) =>
            {
                if (await FindItemAsync(unit, owner, itemId, token) is not var (cart, item)) return new CartItemNotFound();
                var product = await FindForSaleAsync(unit.Db, item.ProductId, token);
                if (quantity > item.Quantity)
                {
                    if (product is null) return new ProductNotFound([item.ProductId]);
                    if (quantity > product.Stock) return new InsufficientStock(item.ProductId, quantity, product.Stock);
                }

                item.Quantity = quantity;
                item.PriceSeen = product?.Price ?? item.PriceSeen;
                return await SaveAsync(unit, cart, token);
            },
            cancellationToken);
    }

    /// <summary>Takes an item out. Refused: an item that is not in this cart.</summary>
    public Task<Result<CartView>> RemoveAsync(CartOwner owner, long itemId, CancellationToken cancellationToken) =>
        transaction.EditAsync(
            async (unit, token) =>
            {
                if (await FindItemAsync(unit, owner, itemId, token) is not var (cart, item)) return new CartItemNotFound();
                unit.Db.Remove(item);
                return await SaveAsync(unit, cart, token);
            },
            cancellationToken);

    /// <summary>
    /// Makes the cart buyable: takes out what is not for sale or sold out, lowers quantities to what is in stock, and takes today's
    /// prices as seen.
    /// </summary>
    public Task<Result<CartView>> MendAsync(CartOwner owner, CancellationToken cancellationToken) =>
        transaction.EditAsync(
            async (unit, token) =>
            {
                var cart = await unit.Locks.CartAsync(owner, token);
                if (cart is null) return new CartEmpty();
                var items = await unit.Db.CartItems.Where(i => i.CartId == cart.Id).ToListAsync(token);
                var ids = items.Select(i => i.ProductId).ToArray();
                var products = await unit.Db.Products.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, token);
                foreach (var item in items)
                {
                    var product = products[item.ProductId];
                    if (!product.Published || product.Stock == 0)
                    {
                        unit.Db.Remove(item);
                        continue;
                    }

                    item.Quantity = Math.Min(item.Quantity, product.Stock);
                    item.PriceSeen = product.Price;
                }

                return await SaveAsync(unit, cart, token);
            },
            cancellationToken);

    private static ValidationFailed? CheckQuantity(int quantity) =>
        quantity is >= 1 and <= OrderLimits.MaxQuantity
            ? null
            : new ValidationFailed(
                "quantity", $"Must be an integer from 1 to {OrderLimits.MaxQuantity}, together with what is in the cart.");

    private static Task<Product?> FindForSaleAsync(ShopContext db, long productId, CancellationToken cancellationToken) =>
        db.Products.AsNoTracking().FirstOrDefaultAsync(p => p.Id == productId && p.Published, cancellationToken);

    private static async Task<(LockedCart Cart, CartItem Item)?> FindItemAsync(
        EditingUnit unit, CartOwner owner, long itemId, CancellationToken cancellationToken)
    {
        var cart = await unit.Locks.CartAsync(owner, cancellationToken);
        if (cart is null) return null;
        var item = await unit.Db.CartItems.FirstOrDefaultAsync(i => i.Id == itemId && i.CartId == cart.Id, cancellationToken);
        return item is null ? null : (cart, item);
    }

    /// <summary>The owner's cart, locked; null for a shopper who does not exist (any more).</summary>
    private async Task<LockedCart?> FindOrOpenAsync(EditingUnit unit, CartOwner owner, CancellationToken cancellationToken)
    {
        var locked = await unit.Locks.CartAsync(owner, cancellationToken);
        if (locked is not null) return locked;
        if (owner.ShopperId is { } shopperId && await unit.Locks.WalletAsync(shopperId, cancellationToken) is null)
            return null;
        return await unit.Db.OpenCartAsync(owner, clock.UtcNow, cancellationToken);
    }

    private async Task<Result<CartView>> SaveAsync(EditingUnit unit, LockedCart cart, CancellationToken cancellationToken)
    {
        unit.Db.TouchCart(cart, clock.UtcNow);
        await unit.Db.SaveChangesAsync(cancellationToken);
        return await unit.Db.ReadCartAsync(cart.Id, store.Value.Currency, cancellationToken);
    }
}

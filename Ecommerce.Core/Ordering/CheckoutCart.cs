using Ecommerce.Core.Carts;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Dialects;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Wallets;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Ordering;

/// <param name="ExpectedTotal">The cart's total as the shopper saw it, in minor units.</param>
public sealed record CheckoutRequest(long ShopperId, long? ExpectedTotal = null, IdempotencyKey? Key = null);

/// <summary>Orders and pays everything in the shopper's cart and empties it, in one transaction.</summary>
public sealed class CheckoutCart(ShopTransaction transaction, Purchase purchase, StoreClock clock)
{
    /// <summary>Refused: an empty cart, a reused key, and whatever <see cref="Purchase.BuyAsync"/> refuses; the cart is then left as it was.</summary>
    public Task<Result<Idempotent<OrderReceipt>>> RunAsync(CheckoutRequest request, CancellationToken cancellationToken) =>
        transaction.RunAsync<Idempotent<OrderReceipt>>(
            async (unit, token) =>
            {
                var wallet = await unit.LockWalletAsync(request.ShopperId, token);
                if (wallet is null) return new AccountNotFound();
                return await unit.RunOnceAsync(
                    request.ShopperId, "checkout-cart", request.Key, clock.UtcNow, () => BuyCartAsync(unit, wallet, request, token), token);
            },
            cancellationToken);

    private async Task<Result<OrderReceipt>> BuyCartAsync(
        UnitOfWork unit, Wallet wallet, CheckoutRequest request, CancellationToken cancellationToken)
    {
        var cart = await unit.Lock.CartAsync(CartOwner.Shopper(request.ShopperId), cancellationToken);
        if (cart is null) return new CartEmpty();
        var items = await unit.Db.CartItems.Where(i => i.CartId == cart.Id).OrderBy(i => i.Id).ToListAsync(cancellationToken);
        if (items.Count == 0) return new CartEmpty();

        unit.Db.RemoveRange(items);
        cart.UpdatedAt = clock.UtcNow;
        var lines = items.ConvertAll(i => new OrderItem(i.ProductId, i.Quantity));
        var products = await unit.Purchases.LockProductsAsync(lines.Select(l => l.ProductId), cancellationToken);
        return await purchase.BuyAsync(unit, wallet, products, lines, request.ExpectedTotal, cancellationToken);
    }
}

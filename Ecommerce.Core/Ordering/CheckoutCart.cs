using Ecommerce.Core.Carts;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Wallets;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Ordering;

/// <param name="ExpectedTotal">The cart's total as the shopper saw it, in minor units.</param>
public sealed record CheckoutRequest(long ShopperId, long? ExpectedTotal = null, IdempotencyKey? Key = null);

/// <summary>Orders and pays everything in the shopper's cart and empties it, in one transaction.</summary>
public sealed class CheckoutCart(ShopTransaction transaction, IOptions<StoreSettings> store, StoreClock clock)
{
    /// <summary>
    /// Refused: an empty cart, a reused key, and whatever <see cref="OrderPlacement.Decide"/> refuses; the cart is then left as it was.
    /// </summary>
    public Task<Result<Idempotent<OrderReceipt>>> RunAsync(CheckoutRequest request, CancellationToken cancellationToken) =>
        transaction.RunAsync<Idempotent<OrderReceipt>>(
            async (unit, token) =>
            {
                var wallet = await unit.Locks.WalletAsync(request.ShopperId, token);
                if (wallet is null) return new AccountNotFound();
                return await unit.RunOnceAsync(
                    request.ShopperId, "checkout-cart", request.Key, clock.UtcNow, () => BuyCartAsync(unit, wallet, request, token), token);
            },
            cancellationToken);

    private async Task<Result<OrderReceipt>> BuyCartAsync(
        UnitOfWork unit, LockedWallet wallet, CheckoutRequest request, CancellationToken cancellationToken)
    {
        var cart = await unit.Locks.CartAsync(CartOwner.Shopper(request.ShopperId), cancellationToken);
        if (cart is null) return new CartEmpty();
        var items = (await unit.Locks.ItemsOfAsync(cart, cancellationToken)).Select(i => new OrderItem(i.ProductId, i.Quantity)).ToList();
        if (items.Count == 0) return new CartEmpty();

        var locked = await unit.Locks.ForOrderAsync(wallet, items.Select(i => i.ProductId), cancellationToken);
        var now = clock.UtcNow;
        var placement = OrderPlacement.Decide(
            locked.OrderId, wallet, locked.Products, items, request.ExpectedTotal, store.Value.Currency, now);
        if (!placement.Succeeded) return placement.Refusal;
        await unit.WriteAsync(placement.Value.Facts with { CartsBought = [new CartBought(cart.Id, now)] }, cancellationToken);
        return placement.Value.Receipt;
    }
}

using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Batches;
using Ecommerce.Core.Idempotency;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Ordering;

/// <param name="ExpectedTotal">The cart's total as the shopper saw it, in minor units.</param>
public sealed record CheckoutRequest(long ShopperId, long? ExpectedTotal = null, IdempotencyKey? Key = null);

/// <summary>Orders and pays everything in the shopper's cart and empties it, in one transaction.</summary>
public sealed class CheckoutCart(OperationBatches batches, IOptions<StoreSettings> store, StoreClock clock)
{
    /// <summary>
    /// Refused: an empty cart, a reused key, and whatever <see cref="OrderPlacement.Decide"/> refuses; the cart is then left as it was.
    /// </summary>
    public Task<Result<Idempotent<OrderReceipt>>> RunAsync(CheckoutRequest request, CancellationToken cancellationToken) =>
        batches.RunAsync(
            new Operation<OrderReceipt>(
                "checkout-cart",
                new(request.ShopperId) { Cart = true, OrderNumber = true },
                request.Key,
                rows => Decide(rows, request.ExpectedTotal)),
            cancellationToken);

    private Result<Decision<OrderReceipt>> Decide(ShopperRows rows, long? expectedTotal)
    {
        if (rows.Cart is not { Items.Count: > 0 } cart) return new CartEmpty();
        var items = cart.Items.Select(i => new OrderItem(i.ProductId, i.Quantity)).ToList();
        var now = clock.UtcNow;
        var placement = OrderPlacement.Decide(
            rows.OrderNumber, rows.Wallet, rows.Products, items, expectedTotal, store.Value.Currency, now);
        if (!placement.Succeeded) return placement;
        var (facts, receipt) = placement.Value;
        return new Decision<OrderReceipt>(facts with { CartsBought = [new CartBought(cart.Id, now)] }, receipt);
    }
}

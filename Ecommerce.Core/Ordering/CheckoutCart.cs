using Ecommerce.Core.Addresses;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Batches;
using Ecommerce.Core.Idempotency;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Ordering;

/// <param name="ExpectedTotal">The cart's total as the shopper saw it, in minor units.</param>
/// <param name="Destination">Null for an order that is picked up.</param>
public sealed record CheckoutRequest(
    long ShopperId, long? ExpectedTotal = null, IdempotencyKey? Key = null, Destination? Destination = null);

/// <summary>Orders and pays everything in the shopper's cart and empties it, in one transaction.</summary>
public sealed class CheckoutCart(OperationBatches batches, IOptions<StoreSettings> store, StoreClock clock)
{
    /// <summary>
    /// Refused: a destination that can't be right, an address that is not the shopper's, an empty cart, a reused key, and whatever
    /// <see cref="OrderPlacement.Decide"/> refuses; the cart is then left as it was.
    /// </summary>
    public async Task<Result<Idempotent<OrderReceipt>>> RunAsync(CheckoutRequest request, CancellationToken cancellationToken)
    {
        var validation = new Validation();
        var destination = Destination.Check(request.Destination, validation);
        if (validation.Failure is { } failure) return failure;

        return await batches.RunAsync(
            new Operation<OrderReceipt>(
                "checkout-cart",
                new(request.ShopperId) { Cart = true, Address = destination.AddressId, OrderNumber = true },
                request.Key,
                rows => Decide(rows, request.ExpectedTotal, destination)),
            cancellationToken);
    }

    private Result<Decision<OrderReceipt>> Decide(ShopperRows rows, long? expectedTotal, CheckedDestination destination)
    {
        if (destination.IsMissing(rows)) return new AddressNotFound();
        if (rows.Cart is not { Items.Count: > 0 } cart) return new CartEmpty();
        var items = cart.Items.Select(i => new OrderItem(i.ProductId, i.Quantity)).ToList();
        var now = clock.UtcNow;
        var placement = OrderPlacement.Decide(
            rows.OrderNumber, rows.Wallet, rows.Products, items, expectedTotal, store.Value.Currency, now, destination.In(rows));
        if (!placement.Succeeded) return placement;
        var (facts, receipt) = placement.Value;
        return new Decision<OrderReceipt>(facts with { CartsBought = [new CartBought(cart.Id, now)] }, receipt);
    }
}

using Ecommerce.Core.Addresses;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data.Batches;
using Ecommerce.Core.Idempotency;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Ordering;

/// <param name="Items">1 to <see cref="OrderLimits.MaxLines"/> lines; a product's lines count as one with their sum.</param>
/// <param name="ExpectedTotal">What the shopper was told it costs, in minor units.</param>
/// <param name="Destination">Null for an order that is picked up.</param>
public sealed record PlaceOrderRequest(
    long ShopperId,
    IReadOnlyList<OrderItem> Items,
    long? ExpectedTotal = null,
    IdempotencyKey? Key = null,
    Destination? Destination = null);

/// <summary>Orders and pays a list of products.</summary>
public sealed class PlaceOrder(OperationBatches batches, IOptions<StoreSettings> store, StoreClock clock)
{
    /// <summary>
    /// Refused: lines, quantities or a destination that can't be right, an address that is not the shopper's, a reused key, and whatever
    /// <see cref="OrderPlacement.Decide"/> refuses.
    /// </summary>
    public async Task<Result<Idempotent<OrderReceipt>>> RunAsync(PlaceOrderRequest request, CancellationToken cancellationToken)
    {
        var validation = new Validation();
        var items = OrderItems.Check(request.Items, validation);
        var destination = Destination.Check(request.Destination, validation);
        if (validation.Failure is { } failure) return failure;

        return await batches.RunAsync(
            new Operation<OrderReceipt>(
                "place-order",
                new(request.ShopperId)
                {
                    Products = items.Select(i => i.ProductId).ToList(),
                    Address = destination.AddressId,
                    OrderNumber = true,
                },
                request.Key,
                rows => destination.IsMissing(rows)
                    ? new AddressNotFound()
                    : OrderPlacement.Decide(
                        rows.OrderNumber,
                        rows.Wallet,
                        rows.Products,
                        items,
                        request.ExpectedTotal,
                        store.Value.Currency,
                        clock.UtcNow,
                        destination.In(rows))),
            cancellationToken);
    }
}

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
        var items = Merge(request.Items);
        var validation = new Validation();
        Check(request.Items, items, validation);
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

    /// <summary>One line per product, in the order in which the products first appear.</summary>
    internal static IReadOnlyList<OrderItem> Merge(IReadOnlyList<OrderItem> items) =>
        items.GroupBy(i => i.ProductId).Select(g => new OrderItem(g.Key, Clamp(g.Sum(i => (long)i.Quantity)))).ToList();

    private static int Clamp(long quantity) => (int)Math.Clamp(quantity, int.MinValue, int.MaxValue);

    private static void Check(IReadOnlyList<OrderItem> items, IReadOnlyList<OrderItem> merged, Validation validation)
    {
        validation.Require(
            items.Count is >= 1 and <= OrderLimits.MaxLines, "items", $"Must hold 1 to {OrderLimits.MaxLines} lines.");
        for (var i = 0; i < Math.Min(items.Count, OrderLimits.MaxLines); i++)
            validation.Require(InRange(items[i]), $"items[{i}].quantity", $"Must be an integer from 1 to {OrderLimits.MaxQuantity}.");
        if (validation.Failure is null)
        {
            validation.Require(
                merged.All(InRange), "items", $"Must hold at most {OrderLimits.MaxQuantity} pieces of a product, over all its lines.");
        }
    }

    private static bool InRange(OrderItem item) => item.Quantity is >= 1 and <= OrderLimits.MaxQuantity;
}

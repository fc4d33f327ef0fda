using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Idempotency;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Ordering;

/// <param name="Items">1 to <see cref="OrderLimits.MaxLines"/> lines; a product's lines count as one with their sum.</param>
/// <param name="ExpectedTotal">What the shopper was told it costs, in minor units.</param>
public sealed record PlaceOrderRequest(
    long ShopperId, IReadOnlyList<OrderItem> Items, long? ExpectedTotal = null, IdempotencyKey? Key = null);

/// <summary>Orders and pays a list of products.</summary>
public sealed class PlaceOrder(ShopTransaction transaction, IOptions<StoreSettings> store, StoreClock clock)
{
    /// <summary>
    /// Refused: lines or quantities out of range, a reused key, and whatever <see cref="OrderPlacement.Decide"/> refuses.
    /// </summary>
    public async Task<Result<Idempotent<OrderReceipt>>> RunAsync(PlaceOrderRequest request, CancellationToken cancellationToken)
    {
        var items = Merge(request.Items);
        if (Check(request.Items, items) is { } failure) return failure;

        return await transaction.RunAsync<Idempotent<OrderReceipt>>(
            async (unit, token) =>
            {
                var locked = await unit.Locks.ForOrderAsync(request.ShopperId, items.Select(i => i.ProductId), token);
                if (locked.Wallet is null) return new AccountNotFound();
                return await unit.RunOnceAsync(
                    request.ShopperId,
                    "place-order",
                    request.Key,
                    clock.UtcNow,
                    () => PlaceAsync(unit, locked, items, request.ExpectedTotal, token),
                    token);
            },
            cancellationToken);
    }

    private async Task<Result<OrderReceipt>> PlaceAsync(
        UnitOfWork unit, OrderLocks locked, IReadOnlyList<OrderItem> items, long? expectedTotal, CancellationToken cancellationToken)
    {
        var placement = OrderPlacement.Decide(
            locked.OrderId, locked.Wallet!, locked.Products, items, expectedTotal, store.Value.Currency, clock.UtcNow);
        if (!placement.Succeeded) return placement.Refusal;
        await unit.WriteAsync(placement.Value.Facts, cancellationToken);
        return placement.Value.Receipt;
    }

    /// <summary>One line per product, in the order in which the products first appear.</summary>
    internal static IReadOnlyList<OrderItem> Merge(IReadOnlyList<OrderItem> items) =>
        items.GroupBy(i => i.ProductId).Select(g => new OrderItem(g.Key, Clamp(g.Sum(i => (long)i.Quantity)))).ToList();

    private static int Clamp(long quantity) => (int)Math.Clamp(quantity, int.MinValue, int.MaxValue);

    private static ValidationFailed? Check(IReadOnlyList<OrderItem> items, IReadOnlyList<OrderItem> merged)
    {
        var validation = new Validation();
        validation.Require(
            items.Count is >= 1 and <= OrderLimits.MaxLines, "items", $"Must hold 1 to {OrderLimits.MaxLines} lines.");
        for (var i = 0; i < Math.Min(items.Count, OrderLimits.MaxLines); i++)
            validation.Require(InRange(items[i]), $"items[{i}].quantity", $"Must be an integer from 1 to {OrderLimits.MaxQuantity}.");
        if (validation.Failure is null)
        {
            validation.Require(
                merged.All(InRange), "items", $"Must hold at most {OrderLimits.MaxQuantity} pieces of a product, over all its lines.");
        }

        return validation.Failure;
    }

    private static bool InRange(OrderItem item) => item.Quantity is >= 1 and <= OrderLimits.MaxQuantity;
}

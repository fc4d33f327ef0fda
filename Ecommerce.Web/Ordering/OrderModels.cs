using System.ComponentModel.DataAnnotations;
using Ecommerce.Core.Common;
using Ecommerce.Core.Ordering;

namespace Ecommerce.Web.Ordering;

/// <param name="Quantity">Pieces, 1 to 999.</param>
public sealed record OrderItemBody(
    [property: Required] long? ProductId, [property: Required, Range(1, OrderLimits.MaxQuantity)] int? Quantity);

/// <param name="Items">1 to 100 lines.</param>
/// <param name="ExpectedTotal">What the shopper was told it costs, in minor units; another total refuses the order.</param>
public sealed record PlaceOrderBody(
    [property: Required, MinLength(1), MaxLength(OrderLimits.MaxLines)] IReadOnlyList<OrderItemBody?>? Items, long? ExpectedTotal)
{
    /// <summary>The lines as Core wants them. Refused: lines without a product.</summary>
    public Result<IReadOnlyList<OrderItem>> ReadItems()
    {
        var lines = Items ?? [];
        var validation = new Validation();
        for (var i = 0; i < Math.Min(lines.Count, OrderLimits.MaxLines); i++)
            validation.Require(lines[i]?.ProductId is not null, $"items[{i}].productId", "Is missing.");
        if (validation.Failure is { } failure) return failure;
        return lines.Select(l => new OrderItem(l?.ProductId ?? 0, l?.Quantity ?? 0)).ToArray();
    }
}

/// <param name="ExpectedTotal">The cart's total as the shopper saw it, in minor units.</param>
public sealed record CheckoutBody(long? ExpectedTotal);

public sealed record OrderItemResponse(long ProductId, string Name, string? NameEn, long UnitPrice, int Quantity, long LineTotal)
{
    public static IReadOnlyList<OrderItemResponse> Of(OrderView order) =>
        order.Items.Select(i => new OrderItemResponse(i.ProductId, i.Name, i.NameEn, i.UnitPrice, i.Quantity, i.LineTotal)).ToList();
}

/// <param name="Total">In minor units.</param>
public sealed record OrderResponse(
    long Id, OrderStatus Status, IReadOnlyList<OrderItemResponse> Items, long Total, string Currency, DateTime PlacedAt,
    DateTime? CancelledAt)
{
    public static OrderResponse Of(OrderView order) =>
        new(order.Id, order.Status, OrderItemResponse.Of(order), order.Total, order.Currency, order.PlacedAt, order.CancelledAt);
}

/// <param name="Balance">The wallet after it, in minor units.</param>
public sealed record OrderReceiptResponse(
    long Id,
    OrderStatus Status,
    IReadOnlyList<OrderItemResponse> Items,
    long Total,
    string Currency,
    long Balance,
    DateTime PlacedAt,
    DateTime? CancelledAt)
{
    public static OrderReceiptResponse Of(OrderReceipt receipt) => new(
        receipt.Order.Id,
        receipt.Order.Status,
        OrderItemResponse.Of(receipt.Order),
        receipt.Order.Total,
        receipt.Order.Currency,
        receipt.Balance,
        receipt.Order.PlacedAt,
        receipt.Order.CancelledAt);
}

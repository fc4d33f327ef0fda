using System.ComponentModel.DataAnnotations;
using Ecommerce.Core.Common;
using Ecommerce.Core.Ordering;
using Ecommerce.Web.Addresses;

namespace Ecommerce.Web.Ordering;

/// <param name="Quantity">Pieces, 1 to 999.</param>
public sealed record OrderItemBody(
    [property: Required] long? ProductId, [property: Required, Range(1, OrderLimits.MaxQuantity)] int? Quantity);

/// <param name="Items">1 to 100 lines.</param>
/// <param name="ExpectedTotal">What the shopper was told it costs, in minor units; another total refuses the order.</param>
/// <param name="Delivery">Where it goes. Without it and an <paramref name="AddressId"/> the order is picked up.</param>
/// <param name="AddressId">One of the shopper's addresses, in place of <paramref name="Delivery"/>.</param>
public sealed record PlaceOrderBody(
    [property: Required, MinLength(1), MaxLength(OrderLimits.MaxLines)] IReadOnlyList<OrderItemBody?>? Items,
    long? ExpectedTotal,
    DeliveryBody? Delivery,
    long? AddressId)
{
    internal Destination? Destination => Destinations.Of(Delivery, AddressId);

    /// <summary>The lines as Core wants them. Refused: lines without a product.</summary>
    public Result<IReadOnlyList<OrderItem>> ReadItems()
    {
        var validation = new Validation();
        var items = OrderItemBodies.Read(Items, validation);
        return validation.Failure is { } failure ? failure : items;
    }
}

internal static class OrderItemBodies
{
    /// <summary>The lines as Core wants them. Refused: lines without a product.</summary>
    public static OrderItem[] Read(IReadOnlyList<OrderItemBody?>? items, Validation validation)
    {
        var lines = items ?? [];
        for (var i = 0; i < Math.Min(lines.Count, OrderLimits.MaxLines); i++)
            validation.Require(lines[i]?.ProductId is not null, $"items[{i}].productId", "Is missing.");
        return lines.Select(l => new OrderItem(l?.ProductId ?? 0, l?.Quantity ?? 0)).ToArray();
    }
}

/// <param name="ExpectedTotal">The cart's total as the shopper saw it, in minor units.</param>
/// <param name="Delivery">Where it goes. Without it and an <paramref name="AddressId"/> the order is picked up.</param>
/// <param name="AddressId">One of the shopper's addresses, in place of <paramref name="Delivery"/>.</param>
public sealed record CheckoutBody(long? ExpectedTotal, DeliveryBody? Delivery, long? AddressId)
{
    internal Destination? Destination => Destinations.Of(Delivery, AddressId);
}

internal static class Destinations
{
    public static Destination? Of(DeliveryBody? delivery, long? addressId) =>
        delivery is null && addressId is null ? null : new(delivery?.ToEdit(), addressId);
}

/// <param name="RefundedQuantity">Pieces that were given back by part refunds, of <paramref name="Quantity"/>.</param>
public sealed record OrderItemResponse(
    long ProductId, string Name, string? NameEn, long UnitPrice, int Quantity, long LineTotal, int RefundedQuantity)
{
    public static IReadOnlyList<OrderItemResponse> Of(OrderView order) => order.Items
        .Select(i => new OrderItemResponse(i.ProductId, i.Name, i.NameEn, i.UnitPrice, i.Quantity, i.LineTotal, i.RefundedQuantity))
        .ToList();
}

/// <param name="Total">In minor units.</param>
/// <param name="Delivery">Where it goes; null when it is picked up.</param>
/// <param name="Refunded">What was given back of a part of it, in minor units.</param>
public sealed record OrderResponse(
    long Id,
    OrderStatus Status,
    IReadOnlyList<OrderItemResponse> Items,
    long Total,
    string Currency,
    DateTime PlacedAt,
    DateTime? CancelledAt,
    DeliveryResponse? Delivery,
    DateTime? ShippedAt,
    DateTime? DeliveredAt,
    string? Carrier,
    string? TrackingNumber,
    long Refunded)
{
    public static OrderResponse Of(OrderView order) => new(
        order.Id,
        order.Status,
        OrderItemResponse.Of(order),
        order.Total,
        order.Currency,
        order.PlacedAt,
        order.CancelledAt,
        DeliveryResponse.Of(order.Delivery),
        order.ShippedAt,
        order.DeliveredAt,
        order.Carrier,
        order.TrackingNumber,
        order.Refunded);
}

/// <param name="Balance">The wallet after it, in minor units.</param>
/// <param name="Delivery">Where it goes; null when it is picked up.</param>
/// <param name="Refunded">What was given back of a part of it, in minor units.</param>
public sealed record OrderReceiptResponse(
    long Id,
    OrderStatus Status,
    IReadOnlyList<OrderItemResponse> Items,
    long Total,
    string Currency,
    long Balance,
    DateTime PlacedAt,
    DateTime? CancelledAt,
    DeliveryResponse? Delivery,
    DateTime? ShippedAt,
    DateTime? DeliveredAt,
    string? Carrier,
    string? TrackingNumber,
    long Refunded)
{
    public static OrderReceiptResponse Of(OrderReceipt receipt) => new(
        receipt.Order.Id,
        receipt.Order.Status,
        OrderItemResponse.Of(receipt.Order),
        receipt.Order.Total,
        receipt.Order.Currency,
        receipt.Balance,
        receipt.Order.PlacedAt,
        receipt.Order.CancelledAt,
        DeliveryResponse.Of(receipt.Order.Delivery),
        receipt.Order.ShippedAt,
        receipt.Order.DeliveredAt,
        receipt.Order.Carrier,
        receipt.Order.TrackingNumber,
        receipt.Order.Refunded);
}

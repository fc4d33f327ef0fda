using System.Text.Json.Serialization;
using Ecommerce.Core.Addresses;
using Ecommerce.Core.Catalog;

namespace Ecommerce.Core.Ordering;

/// <summary>An order as its owner sees it; amounts in minor units of <paramref name="Currency"/>.</summary>
/// <param name="Delivery">Where it goes; null when it is picked up.</param>
/// <param name="Refunded">What was given back of a part of it.</param>
public sealed record OrderView(
    long Id,
    OrderStatus Status,
    IReadOnlyList<OrderLineView> Items,
    long Total,
    string Currency,
    DateTime PlacedAt,
    DateTime? CancelledAt,
    PostalAddress? Delivery = null,
    DateTime? ShippedAt = null,
    DateTime? DeliveredAt = null,
    string? Carrier = null,
    string? TrackingNumber = null,
    long Refunded = 0)
{
    public static OrderView Of(Order order) => new(
        order.Id,
        order.Status,
        order.Lines.OrderBy(l => l.Id)
            .Select(l => new OrderLineView(l.ProductId, l.Name, l.NameEn, l.UnitPrice, l.Quantity, l.LineTotal, l.RefundedQuantity))
            .ToList(),
        order.Total,
        order.Currency,
        order.PlacedAt,
        order.CancelledAt,
        order.Delivery?.ToAddress(),
        order.ShippedAt,
        order.DeliveredAt,
        order.Carrier,
        order.TrackingNumber,
        order.Refunded);
}

/// <param name="RefundedQuantity">Pieces that were given back by part refunds, of <paramref name="Quantity"/>.</param>
public sealed record OrderLineView(
    long ProductId, string Name, string? NameEn, long UnitPrice, int Quantity, long LineTotal, int RefundedQuantity = 0)
    : IBilingualName
{
    /// <summary>Pieces that are still the shopper's.</summary>
    [JsonIgnore]
    public int Left => Quantity - RefundedQuantity;
}

/// <summary>An order that was just placed or cancelled, and the wallet's balance after it.</summary>
public sealed record OrderReceipt(OrderView Order, long Balance);

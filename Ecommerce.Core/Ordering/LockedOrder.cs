namespace Ecommerce.Core.Ordering;

/// <summary>An order as it was read under its lock. Its lines and where it goes never change, so they are read with it.</summary>
public sealed record LockedOrder(
    long Id,
    long ShopperId,
    OrderStatus Status,
    long Total,
    string Currency,
    DateTime PlacedAt,
    DateTime? ShippedAt = null,
    string? Carrier = null,
    string? TrackingNumber = null,
    long Refunded = 0)
{
    public IReadOnlyList<OrderLine> Lines { get; init; } = [];

    public OrderDelivery? Delivery { get; init; }

    /// <summary>The order as it is from now on.</summary>
    internal Order Become(OrderStatus status, DateTime now) => new()
    {
        Id = Id,
        ShopperId = ShopperId,
        Status = status,
        Total = Total,
        Currency = Currency,
        PlacedAt = PlacedAt,
        CancelledAt = status == OrderStatus.Cancelled ? now : null,
        ShippedAt = status == OrderStatus.Shipped ? now : ShippedAt,
        DeliveredAt = status == OrderStatus.Delivered ? now : null,
        Carrier = Carrier,
        TrackingNumber = TrackingNumber,
        Refunded = Refunded,
        Delivery = Delivery,
        Lines = [.. Lines],
    };
}

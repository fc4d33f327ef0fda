namespace Ecommerce.Core.Ordering;

/// <summary>
/// An order as it was read under its lock. Its lines change under that lock alone, and where it goes never does while it is under way, so
/// they are read with it.
/// </summary>
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
    long Refunded = 0,
    DateTime? DeliveredAt = null,
    int RefundCount = 0,
    DateTime? CancelledAt = null)
{
    public IReadOnlyList<OrderLine> Lines { get; init; } = [];

    public OrderDelivery? Delivery { get; init; }

    /// <summary>The order as it is from now on.</summary>
    internal Order Become(OrderStatus status, DateTime now) => (status switch
    {
        OrderStatus.Cancelled => this with { Status = status, CancelledAt = now },
        OrderStatus.Shipped => this with { Status = status, ShippedAt = now },
        OrderStatus.Delivered => this with { Status = status, DeliveredAt = now },
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "An order does not become that."),
    }).ToOrder();

    internal Order ToOrder() => new()
    {
        Id = Id,
        ShopperId = ShopperId,
        Status = Status,
        Total = Total,
        Currency = Currency,
        PlacedAt = PlacedAt,
        CancelledAt = CancelledAt,
        ShippedAt = ShippedAt,
        DeliveredAt = DeliveredAt,
        Carrier = Carrier,
        TrackingNumber = TrackingNumber,
        Refunded = Refunded,
        RefundCount = RefundCount,
        Delivery = Delivery,
        Lines = [.. Lines],
    };
}

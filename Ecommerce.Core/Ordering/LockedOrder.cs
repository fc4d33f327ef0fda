namespace Ecommerce.Core.Ordering;

/// <summary>An order as it was read under its lock. Its lines never change, so they are read with it.</summary>
public sealed record LockedOrder(long Id, long ShopperId, OrderStatus Status, long Total, string Currency, DateTime PlacedAt)
{
    public IReadOnlyList<OrderLine> Lines { get; init; } = [];
}

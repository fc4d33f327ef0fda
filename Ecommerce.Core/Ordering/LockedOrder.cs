namespace Ecommerce.Core.Ordering;

/// <summary>An order as it was read under its lock. Its lines never change, so they are read with it.</summary>
public sealed record LockedOrder(long Id, long ShopperId, OrderStatus Status, long Total, string Currency, DateTime PlacedAt)
{
    public IReadOnlyList<OrderLine> Lines { get; init; } = [];
}

/// <summary>
/// What placing an order works on: the shopper's wallet, null when there is none; the products that exist; the order's id.
/// </summary>
public sealed record OrderLocks(Wallets.LockedWallet? Wallet, IReadOnlyList<Catalog.LockedProduct> Products, long OrderId);

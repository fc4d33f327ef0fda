namespace Ecommerce.Core.Carts;

/// <summary>A cart whose row is locked: nobody else edits or buys it until the transaction ends.</summary>
public sealed record LockedCart(long Id);

/// <summary>A line of a locked cart.</summary>
public sealed record LockedCartItem(long Id, long ProductId, int Quantity);

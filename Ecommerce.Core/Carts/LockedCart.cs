namespace Ecommerce.Core.Carts;

/// <summary>A cart whose row is locked: nobody else edits or buys it until the transaction ends.</summary>
public sealed record LockedCart(long Id)
{
    /// <summary>Its lines, in the order in which they were put in, where the cart was read to be bought.</summary>
    public IReadOnlyList<LockedCartItem> Items { get; init; } = [];
}

/// <summary>A line of a locked cart.</summary>
public sealed record LockedCartItem(long Id, long ProductId, int Quantity);

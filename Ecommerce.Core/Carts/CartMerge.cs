using Ecommerce.Core.Catalog;

namespace Ecommerce.Core.Carts;

/// <summary>What became of a guest's cart when the guest logged in, line by line. Empty when there was nothing to merge.</summary>
public sealed record CartMerge(IReadOnlyList<MergedLine> Lines)
{
    public static readonly CartMerge Nothing = new([]);

    /// <summary>The lines that are not in the shopper's cart as the guest left them.</summary>
    public IEnumerable<MergedLine> Changes => Lines.Where(l => l.Outcome != MergeOutcome.Added);
}

/// <param name="Wanted">Pieces in the guest's cart.</param>
/// <param name="Added">Pieces that joined the shopper's cart: all of the wanted, some, or none.</param>
/// <param name="InCart">Pieces in the shopper's cart now.</param>
public sealed record MergedLine(long ProductId, string Name, string? NameEn, int Wanted, int Added, int InCart, MergeOutcome Outcome)
    : IBilingualName;

public enum MergeOutcome
{
    Added,

    /// <summary>Fewer than wanted: stock, or the most pieces a cart takes of one product, allow no more.</summary>
    Capped,

    /// <summary>Dropped: no longer for sale.</summary>
    NotForSale,

    /// <summary>Dropped: nothing left in stock.</summary>
    SoldOut,

    /// <summary>Dropped: the cart holds as many different products as it can.</summary>
    CartFull,
}

using Ecommerce.Core.Common;

namespace Ecommerce.Core.Catalog;

/// <param name="Requested">Pieces asked for; in a cart, together with what is in it already.</param>
/// <param name="Available">Pieces there are.</param>
public sealed record StockShortage(long ProductId, int Requested, int Available);

/// <summary>Not enough pieces: every line that is short.</summary>
public sealed record InsufficientStock(IReadOnlyList<StockShortage> Items) : Refusal("insufficient-stock")
{
    public InsufficientStock(long productId, int requested, int available)
        : this([new StockShortage(productId, requested, available)])
    {
    }

    public bool Equals(InsufficientStock? other) => other is not null && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => Items.Count;
}

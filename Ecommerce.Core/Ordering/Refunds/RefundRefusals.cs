using Ecommerce.Core.Common;

namespace Ecommerce.Core.Ordering.Refunds;

/// <param name="Available">Pieces that were not given back yet; 0 when the product is not in the order.</param>
public sealed record RefundExcess(long ProductId, int Requested, int Available);

/// <summary>More is asked back than is left of the order; every such line.</summary>
public sealed record RefundExceedsOrder(IReadOnlyList<RefundExcess> Items) : Refusal("refund-exceeds-order")
{
    /// <summary>Null when all of it is left.</summary>
    internal static RefundExceedsOrder? Check(IReadOnlyList<OrderLine> lines, IReadOnlyList<OrderItem> items)
    {
        var left = lines.ToDictionary(l => l.ProductId, l => l.Quantity - l.RefundedQuantity);
        var excess = items.Where(i => i.Quantity > left.GetValueOrDefault(i.ProductId))
            .Select(i => new RefundExcess(i.ProductId, i.Quantity, left.GetValueOrDefault(i.ProductId))).ToList();
        return excess.Count > 0 ? new(excess) : null;
    }
}

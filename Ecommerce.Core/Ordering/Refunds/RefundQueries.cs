using Ecommerce.Core.Catalog;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Ordering.Refunds;

/// <summary>A part of an order that was given back; amounts in minor units of the order's currency.</summary>
/// <param name="Number">1, 2, 3 … in the order.</param>
/// <param name="Reason"><see cref="RefundReason.Return"/>, or an admin's own words, which are not for the shopper.</param>
public sealed record RefundView(
    int Number, long Amount, string Reason, bool Restocked, DateTime CreatedAt, IReadOnlyList<RefundLineView> Items);

/// <param name="Amount">In minor units.</param>
public sealed record RefundLineView(long ProductId, string Name, string? NameEn, int Quantity, long Amount) : IBilingualName;

/// <summary>What was given back of an order.</summary>
public sealed class RefundQueries(IDbContextFactory<ShopContext> contexts)
{
    /// <summary>The order's part refunds, the first first. Whose order it is, the caller has asked before.</summary>
    public async Task<IReadOnlyList<RefundView>> ListAsync(long orderId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var refunds = await db.Refunds.AsNoTracking().Include(r => r.Lines)
            .Where(r => r.OrderId == orderId).OrderBy(r => r.Number).ToListAsync(cancellationToken);
        if (refunds.Count == 0) return [];
        var lines = await db.OrderLines.AsNoTracking().Where(l => l.OrderId == orderId).ToDictionaryAsync(l => l.Id, cancellationToken);
        return refunds.ConvertAll(r => new RefundView(
            r.Number,
            r.Amount,
            r.Reason,
            r.Restocked,
            r.CreatedAt,
            r.Lines.OrderBy(l => l.OrderLineId).Select(l => Of(l, lines[l.OrderLineId])).ToList()));
    }

    private static RefundLineView Of(RefundLine refunded, OrderLine line) =>
        new(line.ProductId, line.Name, line.NameEn, refunded.Quantity, refunded.Amount);
}

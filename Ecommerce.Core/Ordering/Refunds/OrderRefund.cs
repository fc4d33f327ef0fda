using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Batches;
using Ecommerce.Core.Wallets;

namespace Ecommerce.Core.Ordering.Refunds;

/// <summary>What an admin gives back of an order, and how.</summary>
/// <param name="Items">Each product once.</param>
/// <param name="Restock">Whether the pieces are for sale again.</param>
/// <param name="Reason"><see cref="RefundReason.Return"/>, or the admin's own words.</param>
/// <param name="By">The admin's account; null where none acts.</param>
public sealed record RefundTerms(IReadOnlyList<OrderItem> Items, bool Restock, string Reason, long? By);

/// <summary>Whether a part of an order can be given back, and what that changes. Decided over locked rows, without a database.</summary>
public static class OrderRefund
{
    /// <summary>
    /// Answers the refund, its entry in the wallet, its movements and its event, and the order as it is then. Refused, in this order: a
    /// cancelled order, one whose owner's account was deleted, more pieces than are left of a line (every such line).
    /// </summary>
    /// <param name="wallet">The owner's; null when the account was deleted.</param>
    public static Result<Decision<OrderView>> Decide(LockedOrder locked, LockedWallet? wallet, RefundTerms terms, DateTime now)
    {
        if (locked.Status == OrderStatus.Cancelled) return new OrderStatusConflict(locked.Status);
        if (wallet is null) return new OrderOwnerGone();
        if (RefundExceedsOrder.Check(locked.Lines, terms.Items) is { } excess) return excess;

        var pieces = terms.Items.ToDictionary(i => i.ProductId, i => i.Quantity);
        var refund = RefundOf(locked, pieces, terms, now);
        var order = (locked with
        {
            Refunded = locked.Refunded + refund.Amount,
            RefundCount = refund.Number,
            Lines = [.. locked.Lines.Select(l => RefundShare.After(l, pieces.GetValueOrDefault(l.ProductId)))],
        }).ToOrder();
        var facts = new Facts
        {
            Refunds = [refund],
            // Pieces that cost nothing are given back without an entry: none is of 0.
            Entries = refund.Amount == 0
                ? []
                : [wallet.Book(WalletEntryKind.Refund, refund.Amount, locked.Id, now, refundNumber: refund.Number)],
            Movements = terms.Restock
                ? [.. terms.Items.Select(i =>
                    StockMovement.OfOrder(locked.Id, i.ProductId, i.Quantity, StockReason.Refund, now, refund.Number))]
                : [],
            Events = [OrderEvents.OfRefund(order, refund, terms.Items, now)],
        };
        return new Decision<OrderView>(facts, OrderView.Of(order));
    }

    private static Refund RefundOf(LockedOrder order, Dictionary<long, int> pieces, RefundTerms terms, DateTime now)
    {
        var number = order.RefundCount + 1;
        var lines = order.Lines.Where(l => pieces.ContainsKey(l.ProductId)).Select(l => new RefundLine
        {
            OrderId = order.Id,
            Number = number,
            OrderLineId = l.Id,
            Quantity = pieces[l.ProductId],
            Amount = RefundShare.Of(l, pieces[l.ProductId]),
        }).ToList();
        return new Refund
        {
            OrderId = order.Id,
            Number = number,
            Amount = lines.Sum(l => l.Amount),
            Reason = terms.Reason,
            Restocked = terms.Restock,
            RefundedBy = terms.By,
            CreatedAt = now,
            Lines = lines,
        };
    }
}

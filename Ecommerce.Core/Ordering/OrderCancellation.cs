using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Batches;
using Ecommerce.Core.Wallets;

namespace Ecommerce.Core.Ordering;

/// <summary>Whether an order can be taken back, and what that changes. Decided over locked rows, without a database.</summary>
public static class OrderCancellation
{
    /// <summary>
    /// Answers the order's new status, its stock movements back, the refund and the event. What part refunds gave back is not given back
    /// again: money and pieces are the rest. Refused: an order that is not paid (any more).
    /// </summary>
    public static Result<Decision<OrderReceipt>> Decide(LockedOrder locked, LockedWallet wallet, DateTime now)
    {
        if (locked.Status != OrderStatus.Paid) return new OrderNotCancellable(locked.Status);

        var order = locked.Become(OrderStatus.Cancelled, now);
        var rest = order.Total - order.Refunded;
        // Nothing is left when all of it was given back in parts; no entry is of 0.
        WalletEntry[] refund = rest > 0 ? [wallet.Book(WalletEntryKind.Refund, rest, order.Id, now)] : [];
        var facts = new Facts
        {
            Cancellations = [new OrderCancelled(order.Id, now)],
            Movements = order.Lines.Where(l => l.Quantity > l.RefundedQuantity)
                .Select(l => StockMovement.OfOrder(
                    order.Id, l.ProductId, l.Quantity - l.RefundedQuantity, StockReason.Cancellation, now))
                .ToList(),
            Entries = refund,
            Events = [OrderEvents.Of(OrderEvents.Cancelled, order, now)],
        };
        return new Decision<OrderReceipt>(facts, new OrderReceipt(OrderView.Of(order), wallet.Balance + rest));
    }
}

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
    /// Answers the order's new status, its stock movements back, the refund and the event. Refused: an order that is not paid (any more).
    /// </summary>
    public static Result<Decision<OrderReceipt>> Decide(LockedOrder locked, LockedWallet wallet, DateTime now)
    {
        if (locked.Status != OrderStatus.Paid) return new OrderNotCancellable(locked.Status);

        var order = locked.Become(OrderStatus.Cancelled, now);
        var refund = wallet.Book(WalletEntryKind.Refund, order.Total, order.Id, now);
        var facts = new Facts
        {
            Cancellations = [new OrderCancelled(order.Id, now)],
            Movements = order.Lines.ConvertAll(
                l => StockMovement.OfOrder(order.Id, l.ProductId, l.Quantity, StockReason.Cancellation, now)),
            Entries = [refund],
            Events = [OrderEvents.Of(OrderEvents.Cancelled, order, now)],
        };
        return new Decision<OrderReceipt>(facts, new OrderReceipt(OrderView.Of(order), refund.BalanceAfter));
    }
}

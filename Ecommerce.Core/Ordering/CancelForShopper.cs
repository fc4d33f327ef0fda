using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;

namespace Ecommerce.Core.Ordering;

/// <summary>An admin cancels an order for its shopper: the shopper's own cancellation, who did it, and why.</summary>
public sealed class CancelForShopper(AdminTransaction transaction, StoreClock clock)
{
    /// <summary>
    /// Refused: an actor without the role, a reason that is missing or longer than <see cref="OrderLimits.MaxReasonLength"/>, an order
    /// that does not exist, one that is not paid (any more), one of an account that was deleted. It needs no key: an order can be
    /// cancelled once, whoever asks how often.
    /// </summary>
    /// <param name="reason">In the admin's words; kept in the audit.</param>
    public async Task<Result<OrderReceipt>> RunAsync(Actor actor, long orderId, string? reason, CancellationToken cancellationToken)
    {
        var validation = new Validation();
        var why = validation.Text(reason, "reason", 1, OrderLimits.MaxReasonLength);
        if (validation.Failure is { } failure) return failure;

        return await transaction.RunAsync<OrderReceipt>(
            actor,
            async (unit, token) =>
            {
                var rows = await OrderRows.LockAsync(unit, orderId, token);
                if (!rows.Succeeded) return rows.Refusal;
                var (order, wallet) = rows.Value;
                if (order.Status != OrderStatus.Paid) return new OrderStatusConflict(order.Status);
                if (wallet is null) return new OrderOwnerGone();
                var cancellation = OrderCancellation.Decide(order, wallet, clock.UtcNow);
                if (!cancellation.Succeeded) return cancellation.Refusal;
                await unit.Locks.ProductsAsync(order.Lines.Select(l => l.ProductId), token);
                var (facts, receipt) = cancellation.Value;
                await unit.WriteAsync(facts, token);
                return new Changed<OrderReceipt>(
                    receipt,
                    AdminChange.Of(
                        AdminActions.OrderCancelled,
                        new(AuditSubjects.Order, orderId),
                        new { order.Status },
                        new { receipt.Order.Status, Reason = why }));
            },
            cancellationToken);
    }
}

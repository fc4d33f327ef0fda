using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Idempotency;

namespace Ecommerce.Core.Ordering.Refunds;

/// <param name="Items">What is given back; the same product twice counts as one line with the sum.</param>
/// <param name="Restock">Whether the pieces are for sale again.</param>
/// <param name="Reason">In the admin's words; kept with the refund and in the audit.</param>
public sealed record RefundOrderRequest(
    long OrderId, IReadOnlyList<OrderItem> Items, bool Restock, string? Reason, IdempotencyKey? Key = null);

/// <summary>An admin gives a part of an order back: the money goes to the wallet, and the pieces to stock if they are good.</summary>
public sealed class RefundOrder(AdminTransaction transaction, StoreClock clock)
{
    /// <summary>
    /// Answers the order without what is personal in it, for the answer is kept under the key. Refused: an actor without the role, lines or
    /// a reason that can't be right, an order that does not exist, a reused key, and whatever <see cref="OrderRefund.Decide"/> refuses.
    /// </summary>
    public async Task<Result<Idempotent<OrderView>>> RunAsync(
        Actor actor, RefundOrderRequest request, CancellationToken cancellationToken)
    {
        var validation = new Validation();
        var items = OrderItems.Check(request.Items, validation);
        var reason = validation.Text(request.Reason, "reason", 1, OrderLimits.MaxReasonLength);
        if (validation.Failure is { } failure) return failure;

        return await transaction.RunOnceAsync<OrderRows, OrderView>(
            actor,
            $"refund-order/{request.OrderId}",
            request.Key,
            (unit, token) => OrderRows.LockAsync(unit, request.OrderId, token),
            async (unit, rows, token) =>
            {
                var terms = new RefundTerms(items, request.Restock, reason, actor.AccountId);
                var decided = OrderRefund.Decide(rows.Order, rows.Wallet, terms, clock.UtcNow);
                if (!decided.Succeeded) return decided.Refusal;
                var (facts, order) = decided.Value;
                await unit.WriteRefundAsync(rows.Order, facts, clock, token);
                return new Changed<OrderView>(
                    order with { Delivery = null, TrackingNumber = null },
                    AdminChange.Of(
                        AdminActions.OrderRefunded,
                        new(AuditSubjects.Order, order.Id),
                        new { rows.Order.Refunded },
                        new { order.Refunded, Items = items, request.Restock, Reason = reason }));
            },
            cancellationToken);
    }
}

using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Ordering;

/// <summary>An admin cancels an order for its shopper: the shopper's own cancellation, and who did it.</summary>
public sealed class CancelForShopper(AdminTransaction transaction, StoreClock clock)
{
    /// <summary>
    /// Refused: an actor without the role, an order that does not exist, one that is cancelled already, one of an account that was
    /// deleted. It needs no key: an order can be cancelled once, whoever asks how often.
    /// </summary>
    public Task<Result<OrderReceipt>> RunAsync(Actor actor, long orderId, CancellationToken cancellationToken) =>
        transaction.RunAsync<OrderReceipt>(
            actor,
            async (unit, token) =>
            {
                // Whose an order is never changes, so it may be read before the wallet is locked.
                var owner = await unit.Db.Orders.Where(o => o.Id == orderId).Select(o => (long?)o.ShopperId).FirstOrDefaultAsync(token);
                if (owner is not { } shopper) return new OrderNotFound();
                if (await unit.Locks.WalletAsync(shopper, token) is not { } wallet) return new AccountNotFound();
                if (await unit.Locks.OrderAsync(orderId, shopper, token) is not { } order) return new OrderNotFound();
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
                        new { Status = OrderStatus.Paid }, // no other can be cancelled
                        new { receipt.Order.Status }));
            },
            cancellationToken);
}

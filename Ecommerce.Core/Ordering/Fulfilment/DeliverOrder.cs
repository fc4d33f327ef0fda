using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;

namespace Ecommerce.Core.Ordering.Fulfilment;

/// <summary>An order has reached whoever it is for: one that was shipped, or a paid one that is picked up.</summary>
public sealed class DeliverOrder(AdminTransaction transaction, StoreClock clock)
{
    /// <summary>
    /// Forgets where it went when its owner's account was deleted meanwhile. Refused: an actor without the role, an order that does not
    /// exist, one that is cancelled or delivered already, a paid one that is to be sent and was not shipped.
    /// </summary>
    public Task<Result<OrderView>> RunAsync(Actor actor, long orderId, CancellationToken cancellationToken) =>
        transaction.RunAsync<OrderView>(
            actor,
            async (unit, token) =>
            {
                if (await OrderOwners.FindAsync(unit.Db, orderId, token) is not { } owner) return new OrderNotFound();
                // A deletion of the account holds the wallet: either it sees the order delivered, or this sees the account gone.
                var isForgotten = await unit.Locks.WalletAsync(owner, token) is null;
                if (await unit.Locks.OrderAsync(orderId, owner, token) is not { } locked) return new OrderNotFound();
                if (!CanArrive(locked)) return new OrderStatusConflict(locked.Status);

                var now = clock.UtcNow;
                var order = locked.Become(OrderStatus.Delivered, now);
                await unit.WriteAsync(
                    new Facts { Arrivals = [new(orderId, now)], Events = [OrderEvents.Of(OrderEvents.Delivered, order, now)] }, token);
                if (isForgotten) await DeliveryPrivacy.ForgetAsync(unit.Db, owner, token);
                return new Changed<OrderView>(
                    OrderView.Of(order),
                    AdminChange.Of(
                        AdminActions.OrderDelivered, new(AuditSubjects.Order, orderId), new { locked.Status }, new { order.Status }));
            },
            cancellationToken);

    private static bool CanArrive(LockedOrder order) =>
        order.Status == OrderStatus.Shipped || (order.Status == OrderStatus.Paid && order.Delivery is null);
}

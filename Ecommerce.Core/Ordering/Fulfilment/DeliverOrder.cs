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
                // A deletion of the account holds the wallet: either it sees the order delivered, or this sees the account gone.
                var rows = await OrderRows.LockAsync(unit, orderId, token);
                if (!rows.Succeeded) return rows.Refusal;
                var (locked, wallet) = rows.Value;
                if (!CanArrive(locked.Status, isPickedUp: locked.Delivery is null)) return new OrderStatusConflict(locked.Status);

                var now = clock.UtcNow;
                var order = locked.Become(OrderStatus.Delivered, now);
                await unit.WriteAsync(
                    new Facts { Arrivals = [new(orderId, now)], Events = [OrderEvents.Of(OrderEvents.Delivered, order, now)] }, token);
                if (wallet is null) await DeliveryPrivacy.ForgetAsync(unit.Db, locked.ShopperId, token);
                return new Changed<OrderView>(
                    OrderView.Of(order),
                    AdminChange.Of(
                        AdminActions.OrderDelivered, new(AuditSubjects.Order, orderId), new { locked.Status }, new { order.Status }));
            },
            cancellationToken);

    /// <summary>What is sent has to be shipped first; what is picked up is handed over at once.</summary>
    public static bool CanArrive(OrderStatus status, bool isPickedUp) =>
        status == OrderStatus.Shipped || (status == OrderStatus.Paid && isPickedUp);
}

using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;

namespace Ecommerce.Core.Ordering.Fulfilment;

/// <param name="Carrier">Who brings it: 1 to 50 characters, one of <see cref="FulfilmentOptions"/> or any other.</param>
/// <param name="TrackingNumber">The carrier's number of the parcel: 1 to 50 characters.</param>
public sealed record ShipOrderRequest(long OrderId, string? Carrier, string? TrackingNumber);

/// <summary>A paid order has left the shop. From then on nobody cancels it.</summary>
public sealed class ShipOrder(AdminTransaction transaction, StoreClock clock)
{
    /// <summary>
    /// Refused: an actor without the role, a carrier or a number that is missing or too long, an order that does not exist, one that is
    /// not paid (any more).
    /// </summary>
    public async Task<Result<OrderView>> RunAsync(Actor actor, ShipOrderRequest request, CancellationToken cancellationToken)
    {
        var validation = new Validation();
        var carrier = validation.Text(request.Carrier, "carrier", 1, OrderLimits.MaxCarrierLength);
        var number = validation.Text(request.TrackingNumber, "trackingNumber", 1, OrderLimits.MaxTrackingLength);
        if (validation.Failure is { } failure) return failure;

        return await transaction.RunAsync<OrderView>(
            actor,
            async (unit, token) =>
            {
                if (await OrderRows.FindOwnerAsync(unit.Db, request.OrderId, token) is not { } owner) return new OrderNotFound();
                if (await unit.Locks.OrderAsync(request.OrderId, owner, token) is not { } locked) return new OrderNotFound();
                if (locked.Status != OrderStatus.Paid) return new OrderStatusConflict(locked.Status);

                var now = clock.UtcNow;
                var order = (locked with { Carrier = carrier, TrackingNumber = number }).Become(OrderStatus.Shipped, now);
                await unit.WriteAsync(
                    new Facts
                    {
                        Shipments = [new(order.Id, carrier, number, now)],
                        Events = [OrderEvents.Of(OrderEvents.Shipped, order, now)],
                    },
                    token);
                return new Changed<OrderView>(
                    OrderView.Of(order),
                    // The number leads to a person, and the audit's rows can't be blanked: it stands in the order alone.
                    AdminChange.Of(
                        AdminActions.OrderShipped,
                        new(AuditSubjects.Order, order.Id),
                        new { locked.Status },
                        new { order.Status, order.Carrier }));
            },
            cancellationToken);
    }
}

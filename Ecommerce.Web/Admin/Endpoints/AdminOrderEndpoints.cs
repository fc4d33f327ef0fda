using System.ComponentModel.DataAnnotations;
using Ecommerce.Core.Common;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ordering.Fulfilment;
using Ecommerce.Core.Ordering.Refunds;
using Ecommerce.Web.Addresses;
using Ecommerce.Web.Api;
using Ecommerce.Web.Ordering;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Web.Admin.Endpoints;

/// <param name="Carrier">Who brings it.</param>
/// <param name="TrackingNumber">The carrier's number of the parcel.</param>
public sealed record ShipBody(
    [property: Required, MaxLength(OrderLimits.MaxCarrierLength)] string? Carrier,
    [property: Required, MaxLength(OrderLimits.MaxTrackingLength)] string? TrackingNumber);

/// <param name="Reason">Why, in the admin's words; kept in the audit.</param>
public sealed record CancelBody([property: Required, MaxLength(OrderLimits.MaxReasonLength)] string? Reason);

/// <param name="Items">Products with the pieces that are given back: 1 to 100 lines.</param>
/// <param name="Restock">Whether the pieces are for sale again.</param>
/// <param name="Reason">Why, in the admin's words; kept with the refund and in the audit.</param>
public sealed record RefundBody(
    [property: Required, MinLength(1), MaxLength(OrderLimits.MaxLines)] IReadOnlyList<OrderItemBody?>? Items,
    [property: Required] bool? Restock,
    [property: Required, MaxLength(OrderLimits.MaxReasonLength)] string? Reason)
{
    internal Result<RefundOrderRequest> Read(long orderId, IdempotencyKey? key)
    {
        var validation = new Validation();
        var items = OrderItemBodies.Read(Items, validation);
        validation.Require(Restock is not null, "restock", "Is missing.");
        return validation.Failure is { } failure
            ? failure
            : new RefundOrderRequest(orderId, items, Restock ?? false, Reason, key);
    }
}

/// <param name="Total">In minor units.</param>
/// <param name="Delivery">Where it goes; null when it is picked up, or when it is over and its owner's account was deleted.</param>
/// <param name="Refunded">What was given back of a part of it, in minor units.</param>
/// <param name="Email">The owner's address; null when the account was deleted.</param>
public sealed record AdminOrderResponse(
    long Id,
    OrderStatus Status,
    IReadOnlyList<OrderItemResponse> Items,
    long Total,
    string Currency,
    DateTime PlacedAt,
    DateTime? CancelledAt,
    DeliveryResponse? Delivery,
    DateTime? ShippedAt,
    DateTime? DeliveredAt,
    string? Carrier,
    string? TrackingNumber,
    long Refunded,
    long ShopperId,
    string? Email)
{
    public static AdminOrderResponse Of(OwnedOrder owned)
    {
        var order = owned.Order;
        return new(
            order.Id,
            order.Status,
            OrderItemResponse.Of(order),
            order.Total,
            order.Currency,
            order.PlacedAt,
            order.CancelledAt,
            DeliveryResponse.Of(order.Delivery),
            order.ShippedAt,
            order.DeliveredAt,
            order.Carrier,
            order.TrackingNumber,
            order.Refunded,
            owned.ShopperId,
            owned.Email);
    }
}

public static class AdminOrderEndpoints
{
    public static void MapAdminOrders(this IEndpointRouteBuilder admin)
    {
        var orders = admin.MapGroup("/orders");
        orders.MapGet("", List).WithSummary("List everybody's orders, newest first");
        orders.MapGet("/{id}", Find).WithSummary("Get anybody's order").Refuses(ProblemKind.OrderNotFound);
        orders.MapPost("/{id}/ship", Ship).WithSummary("Mark a paid order as shipped")
            .Refuses(ProblemKind.OrderNotFound, ProblemKind.OrderStatusConflict);
        orders.MapPost("/{id}/deliver", Deliver).WithSummary("Mark a shipped order, or one that is picked up, as delivered")
            .Refuses(ProblemKind.OrderNotFound, ProblemKind.OrderStatusConflict);
        orders.MapPost("/{id}/cancel", Cancel).WithSummary("Cancel a paid order for its shopper: refund and restock, once")
            .Refuses(ProblemKind.OrderNotFound, ProblemKind.OrderStatusConflict, ProblemKind.OrderOwnerGone);
        orders.MapPost("/{id}/refund", Refund).WithSummary("Give pieces of an order back: to the wallet, and to stock if they are good")
            .Refuses(
                ProblemKind.OrderNotFound, ProblemKind.OrderStatusConflict, ProblemKind.OrderOwnerGone, ProblemKind.RefundExceedsOrder);
    }

    private static async Task<Ok<PageResponse<AdminOrderResponse>>> List(
        [AsParameters] AdminOrderQuery query,
        PageQuery page,
        OrderAdmin orders,
        StoreClock clock,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var list = await orders.ListWholeAsync(query.Read(clock), page.Request, cancellationToken);
        response.AddLinks(list);
        return TypedResults.Ok(list.ToResponse(AdminOrderResponse.Of));
    }

    private static async Task<Results<Ok<AdminOrderResponse>, ProblemHttpResult>> Find(
        ResourceId id, OrderAdmin orders, CancellationToken cancellationToken)
    {
        var found = await orders.FindWholeAsync(id, cancellationToken);
        return found.Succeeded ? TypedResults.Ok(AdminOrderResponse.Of(found.Value)) : found.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<AdminOrderResponse>, ProblemHttpResult>> Ship(
        ResourceId id,
        JsonBody<ShipBody> body,
        CurrentActor admin,
        ShipOrder ship,
        OrderAdmin orders,
        CancellationToken cancellationToken)
    {
        var request = new ShipOrderRequest(id, body.Value.Carrier, body.Value.TrackingNumber);
        var shipped = await ship.RunAsync(admin.Actor, request, cancellationToken);
        return shipped.Succeeded ? await Find(id, orders, cancellationToken) : shipped.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<AdminOrderResponse>, ProblemHttpResult>> Deliver(
        ResourceId id, CurrentActor admin, DeliverOrder deliver, OrderAdmin orders, CancellationToken cancellationToken)
    {
        var delivered = await deliver.RunAsync(admin.Actor, id, cancellationToken);
        return delivered.Succeeded ? await Find(id, orders, cancellationToken) : delivered.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<AdminOrderResponse>, ProblemHttpResult>> Cancel(
        ResourceId id,
        JsonBody<CancelBody> body,
        CurrentActor admin,
        CancelForShopper cancel,
        OrderAdmin orders,
        CancellationToken cancellationToken)
    {
        var cancelled = await cancel.RunAsync(admin.Actor, id, body.Value.Reason, cancellationToken);
        return cancelled.Succeeded ? await Find(id, orders, cancellationToken) : cancelled.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<AdminOrderResponse>, ProblemHttpResult>> Refund(
        ResourceId id,
        JsonBody<RefundBody> body,
        IdempotencyHeader key,
        CurrentActor admin,
        RefundOrder refund,
        OrderAdmin orders,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var request = body.Value.Read(id, key.For(body));
        if (!request.Succeeded) return request.Refusal.ToProblem();
        var refunded = await refund.RunAsync(admin.Actor, request.Value, cancellationToken);
        if (!refunded.Succeeded) return refunded.Refusal.ToProblem();
        response.MarkReplay(refunded.Value.Replayed);
        var found = await orders.FindWholeAsync(id, cancellationToken);
        if (!found.Succeeded) return found.Refusal.ToProblem();
        // What is personal is read anew: the answer that is kept under the key has none of it.
        var personal = found.Value.Order;
        var order = refunded.Value.Value with { Delivery = personal.Delivery, TrackingNumber = personal.TrackingNumber };
        return TypedResults.Ok(AdminOrderResponse.Of(found.Value with { Order = order }));
    }
}

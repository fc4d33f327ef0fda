using System.ComponentModel.DataAnnotations;
using Ecommerce.Core.Common;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ordering.Fulfilment;
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
}

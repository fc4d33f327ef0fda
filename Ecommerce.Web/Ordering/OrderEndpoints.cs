using Ecommerce.Core.Common;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Ordering;
using Ecommerce.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Web.Ordering;

public static class OrderEndpoints
{
    private static readonly ProblemKind[] PurchaseRefusals =
        [
            ProblemKind.AddressNotFound, ProblemKind.ProductNotFound, ProblemKind.InsufficientStock, ProblemKind.OrderTotalChanged,
            ProblemKind.InsufficientBalance,
        ];

    public static void MapOrders(this IEndpointRouteBuilder api)
    {
        var orders = api.MapGroup("/orders").WithTags("Orders").RequireAuthorization();
        orders.MapPost("", Place).WithSummary("Place an order for products and pay it from the wallet").Refuses(PurchaseRefusals);
        orders.MapPost("/cart/checkout", Checkout).WithSummary("Place an order for the cart and pay it from the wallet")
            .Refuses([.. PurchaseRefusals, ProblemKind.CartEmpty]);
        orders.MapGet("", List).WithSummary("List the shopper's orders, newest first");
        orders.MapGet("/{id}", Find).WithSummary("Get one order").Refuses(ProblemKind.OrderNotFound);
        orders.MapPost("/{id}/cancel", Cancel).WithSummary("Cancel an order: refund and restock, once")
            .Refuses(ProblemKind.OrderNotFound, ProblemKind.OrderNotCancellable);
    }

    private static async Task<Results<Created<OrderReceiptResponse>, ProblemHttpResult>> Place(
        CurrentShopper shopper,
        JsonBody<PlaceOrderBody> body,
        IdempotencyHeader key,
        PlaceOrder placeOrder,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var items = body.Value.ReadItems();
        if (!items.Succeeded) return items.Refusal.ToProblem();
        var request = new PlaceOrderRequest(
            shopper.Id, items.Value, body.Value.ExpectedTotal, key.For(body), body.Value.Destination);
        return Created(await placeOrder.RunAsync(request, cancellationToken), response);
    }

    private static async Task<Results<Created<OrderReceiptResponse>, ProblemHttpResult>> Checkout(
        CurrentShopper shopper,
        JsonBody<CheckoutBody>? body,
        IdempotencyHeader key,
        CheckoutCart checkout,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var request = new CheckoutRequest(shopper.Id, body?.Value.ExpectedTotal, key.For(body), body?.Value.Destination);
        return Created(await checkout.RunAsync(request, cancellationToken), response);
    }

    private static async Task<Results<Ok<OrderReceiptResponse>, ProblemHttpResult>> Cancel(
        CurrentShopper shopper,
        ResourceId id,
        IdempotencyHeader key,
        CancelOrder cancel,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var cancelled = await cancel.RunAsync(new CancelOrderRequest(shopper.Id, id, key.For("")), cancellationToken);
        if (!cancelled.Succeeded) return cancelled.Refusal.ToProblem();
        response.MarkReplay(cancelled.Value.Replayed);
        return TypedResults.Ok(OrderReceiptResponse.Of(cancelled.Value.Value));
    }

    private static async Task<Ok<PageResponse<OrderResponse>>> List(
        CurrentShopper shopper, PageQuery page, OrderQueries orders, HttpResponse response, CancellationToken cancellationToken)
    {
        var list = await orders.ListAsync(shopper.Id, page.Request, cancellationToken);
        response.AddLinks(list);
        return TypedResults.Ok(list.ToResponse(OrderResponse.Of));
    }

    private static async Task<Results<Ok<OrderResponse>, ProblemHttpResult>> Find(
        CurrentShopper shopper, ResourceId id, OrderQueries orders, CancellationToken cancellationToken)
    {
        var order = await orders.FindAsync(shopper.Id, id, cancellationToken);
        return order.Succeeded ? TypedResults.Ok(OrderResponse.Of(order.Value)) : order.Refusal.ToProblem();
    }

    private static Results<Created<OrderReceiptResponse>, ProblemHttpResult> Created(
        Result<Idempotent<OrderReceipt>> placed, HttpResponse response)
    {
        if (!placed.Succeeded) return placed.Refusal.ToProblem();
        response.MarkReplay(placed.Value.Replayed);
        var receipt = placed.Value.Value;
        return TypedResults.Created($"/orders/{receipt.Order.Id}", OrderReceiptResponse.Of(receipt));
    }
}

using System.ComponentModel.DataAnnotations;
using Ecommerce.Core.Carts;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Common;
using Ecommerce.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Web.Carts;

/// <param name="Total">Σ of all lines, in minor units.</param>
public sealed record CartResponse(IReadOnlyList<CartItemResponse> Items, long Total, string Currency)
{
    public static CartResponse Of(CartView cart) => new(
        cart.Items.Select(i => new CartItemResponse(
            i.ItemId, i.ProductId, i.Name, i.NameEn, i.ImageUrl, i.UnitPrice, i.Quantity, i.LineTotal, i.Stock, i.Available)).ToList(),
        cart.Total,
        cart.Currency);
}

/// <param name="Available">Published, and in stock for the whole quantity.</param>
public sealed record CartItemResponse(
    long ItemId,
    long ProductId,
    string Name,
    string? NameEn,
    string? ImageUrl,
    long UnitPrice,
    int Quantity,
    long LineTotal,
    int Stock,
    bool Available);

/// <param name="Quantity">Pieces, 1 to 999.</param>
public sealed record AddCartItemBody(
    [property: Required] long? ProductId, [property: Required, Range(1, OrderLimits.MaxQuantity)] int? Quantity);

/// <param name="Quantity">Pieces, 1 to 999.</param>
public sealed record ChangeCartItemBody([property: Required, Range(1, OrderLimits.MaxQuantity)] int? Quantity);

public static class CartEndpoints
{
    public static void MapCart(this IEndpointRouteBuilder api)
    {
        var cart = api.MapGroup("/orders/cart").WithTags("Cart").RequireAuthorization();
        cart.MapGet("", Get).WithSummary("Get the cart");
        cart.MapPost("", Add).WithSummary("Add a product to the cart")
            .Refuses(ProblemKind.ProductNotFound, ProblemKind.InsufficientStock);
        cart.MapPatch("/{itemId}", ChangeQuantity).WithSummary("Change the quantity of a cart item")
            .Refuses(ProblemKind.CartItemNotFound, ProblemKind.ProductNotFound, ProblemKind.InsufficientStock);
        cart.MapDelete("/{itemId}", Remove).WithSummary("Remove an item from the cart")
            .Refuses(ProblemKind.CartItemNotFound);
    }

    private static async Task<Ok<CartResponse>> Get(CurrentShopper shopper, CartService carts, CancellationToken cancellationToken) =>
        TypedResults.Ok(CartResponse.Of(await carts.GetAsync(CartOwner.Shopper(shopper.Id), cancellationToken)));

    private static async Task<Results<Ok<CartResponse>, ProblemHttpResult>> Add(
        CurrentShopper shopper, JsonBody<AddCartItemBody> body, CartService carts, CancellationToken cancellationToken)
    {
        if (body.Value.ProductId is not { } productId) return new ValidationFailed("productId", "Is missing.").ToProblem();
        return Answer(await carts.AddAsync(CartOwner.Shopper(shopper.Id), productId, body.Value.Quantity ?? 0, cancellationToken));
    }

    private static async Task<Results<Ok<CartResponse>, ProblemHttpResult>> ChangeQuantity(
        CurrentShopper shopper, ResourceId itemId, JsonBody<ChangeCartItemBody> body, CartService carts,
        CancellationToken cancellationToken) =>
        Answer(await carts.ChangeQuantityAsync(CartOwner.Shopper(shopper.Id), itemId, body.Value.Quantity ?? 0, cancellationToken));

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        CurrentShopper shopper, ResourceId itemId, CartService carts, CancellationToken cancellationToken)
    {
        var removed = await carts.RemoveAsync(CartOwner.Shopper(shopper.Id), itemId, cancellationToken);
        return removed.Succeeded ? TypedResults.NoContent() : removed.Refusal.ToProblem();
    }

    private static Results<Ok<CartResponse>, ProblemHttpResult> Answer(Result<CartView> cart) =>
        cart.Succeeded ? TypedResults.Ok(CartResponse.Of(cart.Value)) : cart.Refusal.ToProblem();
}

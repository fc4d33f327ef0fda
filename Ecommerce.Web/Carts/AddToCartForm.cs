using System.Globalization;
using Ecommerce.Core.Carts;
using Ecommerce.Core.Common;
using Ecommerce.Core.Ordering;
using Ecommerce.Web.Catalog;
using Ecommerce.Web.Identity;
using Ecommerce.Web.Shared;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Ecommerce.Web.Carts;

/// <summary>
/// Answers the pages' "add to cart" forms, of shoppers and guests: puts the product into the cart and leads back to the page, which tells
/// what became of it (<see cref="CartNotice"/>). The framework refuses a form without the page's antiforgery token.
/// </summary>
public static class AddToCartForm
{
    public const string Route = "/cart/add";

    public static void Map(IEndpointRouteBuilder app) => app.MapPost(Route, AddAsync).ExcludeFromDescription();

    private static async Task<RedirectHttpResult> AddAsync(
        [FromForm] string? productId,
        [FromForm] string? quantity,
        [FromForm] string? returnUrl,
        HttpContext http,
        GuestCarts carts,
        AddToCartNotices notices,
        RefusalMessages refusals,
        IStringLocalizer<CatalogText> text,
        CancellationToken cancellationToken)
    {
        var id = (long)Api.ResourceId.Parse(productId ?? "", CultureInfo.InvariantCulture);
        var added = await PutAsync(http, id, quantity, carts, cancellationToken);
        if (added.Succeeded) notices.Set(http, true, text["Added", added.Value.Items.First(l => l.ProductId == id).DisplayName()]);
        else
            notices.Set(
                http,
                false,
                added.Refusal is ValidationFailed ? text["QuantityRange", OrderLimits.MaxQuantity] : refusals.For(added.Refusal));
        return TypedResults.LocalRedirect(LocalUrls.OrHome(returnUrl) + PlaceOnPage(http, id));
    }

    /// <summary>Refused as the cart refuses it. A form without a quantity means one; a visitor without cookies has no cart.</summary>
    private static async Task<Result<CartView>> PutAsync(
        HttpContext http, long productId, string? quantity, GuestCarts carts, CancellationToken cancellationToken)
    {
        if (http.User.CartOwner() is not { } owner) return new AccountNotFound();
        var pieces = quantity is null ? 1 : TypedNumber.Whole(quantity) is >= 1 and <= OrderLimits.MaxQuantity and var n ? (int)n : 0;
        return await carts.AddAsync(http, owner, productId, pieces, cancellationToken);
    }

    /// <summary>A page that is loaded anew begins at the card that was clicked. With a script it stays where it is by itself.</summary>
    private static string PlaceOnPage(HttpContext http, long productId) =>
        http.Request.Headers.Accept.ToString().Contains("blazor-enhanced-nav", StringComparison.Ordinal) ? "" : $"#product-{productId}";
}

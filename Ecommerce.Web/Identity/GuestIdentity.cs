using System.Security.Claims;
using System.Security.Cryptography;
using Ecommerce.Core.Carts;
using Ecommerce.Web.Api;
using Ecommerce.Web.Shared;

namespace Ecommerce.Web.Identity;

/// <summary>
/// A visitor without an account is known by a random key in a cookie, so that a guest's cart can live in the database. The key
/// travels as a claim, so pages and circuits find it where they find the shopper's id.
/// </summary>
public static class GuestIdentity
{
    public const string Cookie = "guest";
    private const string Claim = "guest_key";

    /// <summary>Whose cart a visitor's is; null for a request without a page's cookie.</summary>
    public static CartOwner? CartOwner(this ClaimsPrincipal visitor)
    {
        if (visitor.ShopperId() is { } id) return Core.Carts.CartOwner.Shopper(id);
        return visitor.FindFirstValue(Claim) is { } key ? Core.Carts.CartOwner.Guest(key) : null;
    }

    public static long? ShopperId(this ClaimsPrincipal visitor) =>
        visitor.Identity?.IsAuthenticated == true ? CurrentShopper.Of(visitor).Id : null;

    public static void UseGuestIdentity(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.User.Identity?.IsAuthenticated != true && !ApiPaths.IsApi(context)) Recognize(context);
        return next(context);
    });

    /// <summary>The guest is a shopper now.</summary>
    public static void Forget(HttpContext context) => context.Response.Cookies.Delete(Cookie);

    private static void Recognize(HttpContext context)
    {
        var key = context.Request.Cookies[Cookie];
        if (key is not { Length: Cart.GuestKeyLength } || !key.All(char.IsAsciiHexDigitLower))
        {
            if (!IsPage(context)) return;
            key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Cart.GuestKeyLength / 2));
            context.Response.Cookies.Keep(context.Request, Cookie, key, TimeSpan.FromDays(30));
        }

        context.User = new ClaimsPrincipal(new ClaimsIdentity([new System.Security.Claims.Claim(Claim, key)]));
    }

    private static bool IsPage(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is not null;
}

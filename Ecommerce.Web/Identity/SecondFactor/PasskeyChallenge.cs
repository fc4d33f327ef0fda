using System.Globalization;
using Ecommerce.Core.Identity;
using Ecommerce.Web.Identity.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Web.Identity.SecondFactor;

/// <summary>
/// What a browser is asked to sign, for the script of a page's passkey form (<c>js/account.js</c>). A cookie keeps the challenge for five
/// minutes. The framework refuses a request without the page's antiforgery token.
/// </summary>
public static class PasskeyChallenge
{
    public const string Address = "/account/passkey-challenge";

    /// <summary>Makes a passkey, for whoever is logged in and proved lately who they are.</summary>
    public const string Create = "create";

    /// <summary>Shows one: that of whoever is logged in, or of anybody, who is logged in by it.</summary>
    public const string Get = "get";

    public static void Map(IEndpointRouteBuilder app) => app.MapPost(Address, MakeAsync).ExcludeFromDescription();

    private static async Task<Results<ContentHttpResult, BadRequest>> MakeAsync(
        [FromForm] string? ceremony, ShopSignInManager signIn, FreshProof proof, HttpContext http)
    {
        var shopper = http.User.ShopperId() is null ? null : await signIn.UserManager.GetUserAsync(http.User);
        http.Response.Headers.CacheControl = "no-store";
        return ceremony switch
        {
            Get => Json(await signIn.MakePasskeyRequestOptionsAsync(shopper)),
            Create when shopper is not null && proof.IsGiven => Json(await signIn.MakePasskeyCreationOptionsAsync(EntityOf(shopper))),
            _ => TypedResults.BadRequest(),
        };
    }

    private static PasskeyUserEntity EntityOf(Shopper shopper) => new()
    {
        Id = shopper.Id.ToString(CultureInfo.InvariantCulture),
        Name = shopper.Email!,
        DisplayName = shopper.Email!,
    };

    private static ContentHttpResult Json(string options) => TypedResults.Content(options, "application/json");
}

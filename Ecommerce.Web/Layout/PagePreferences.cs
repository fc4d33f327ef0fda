using System.Globalization;
using Ecommerce.Core.Identity;
using Ecommerce.Web.Identity;
using Ecommerce.Web.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Web.Layout;

/// <summary>How a visitor likes the pages: language and theme, kept in cookies.</summary>
public sealed class PagePreferences(IHttpContextAccessor http)
{
    /// <summary>The theme that follows the visitor's system.</summary>
    public const string Auto = "auto";

    private const string ThemeCookie = "theme";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    public static readonly CultureInfo[] Cultures = [new("ko-KR"), new("en-US")];

    public static readonly string[] Themes = [Auto, "light", "dark"];

    /// <summary>Null follows the system.</summary>
    public string? Theme =>
        http.HttpContext?.Request.Cookies[ThemeCookie] is "light" or "dark" ? http.HttpContext.Request.Cookies[ThemeCookie] : null;

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/preferences", Change).ExcludeFromDescription();

    private static async Task<Results<RedirectHttpResult, BadRequest>> Change(
        [FromForm] string? culture,
        [FromForm] string? theme,
        [FromForm] string? returnUrl,
        HttpContext context,
        IAntiforgery antiforgery,
        ShopperLanguage language)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return TypedResults.BadRequest();
        if (Array.Exists(Cultures, c => c.Name == culture))
        {
            var value = CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture!));
            context.Response.Cookies.Keep(context.Request, CookieRequestCultureProvider.DefaultCookieName, value, Lifetime);
            if (context.User.ShopperId() is { } shopper) await language.SetAsync(shopper, culture!, context.RequestAborted);
        }

        if (Array.IndexOf(Themes, theme) >= 0) context.Response.Cookies.Keep(context.Request, ThemeCookie, theme!, Lifetime);
        return TypedResults.LocalRedirect(LocalUrls.OrHome(returnUrl));
    }
}

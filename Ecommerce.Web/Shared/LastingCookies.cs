namespace Ecommerce.Web.Shared;

/// <summary>Cookies that outlast the browser's session. No script reads them, and other sites' forms don't bring them.</summary>
public static class LastingCookies
{
    public static void Keep(this IResponseCookies cookies, HttpRequest request, string name, string value, TimeSpan lifetime) =>
        cookies.Append(name, value, new CookieOptions
        {
            MaxAge = lifetime,
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = request.IsHttps,
            IsEssential = true,
        });
}

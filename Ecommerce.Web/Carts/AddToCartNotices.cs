using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Ecommerce.Web.Carts;

/// <param name="Id">Of this one: the same text twice is two messages.</param>
/// <param name="Added">False for a refusal.</param>
public sealed record AddToCartNotice(string Id, bool Added, string Text);

/// <summary>
/// Carries what became of "add to cart" to the page that follows, in a cookie, as <see cref="CartMergeNotice"/> does. Read once.
/// </summary>
public sealed class AddToCartNotices(IDataProtectionProvider protection)
{
    private const string Cookie = "cart-added";
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);
    private readonly ITimeLimitedDataProtector protector =
        protection.CreateProtector(nameof(AddToCartNotices)).ToTimeLimitedDataProtector();

    public void Set(HttpContext http, bool added, string text)
    {
        var notice = new AddToCartNotice(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), added, text);
        http.Response.Cookies.Append(
            Cookie, protector.Protect(JsonSerializer.Serialize(notice, Compact), Lifetime), Options(http, Lifetime));
    }

    /// <summary>What is to be told, once; null when there is nothing. Call it before the response starts.</summary>
    public AddToCartNotice? Take(HttpContext http)
    {
        if (http.Response.HasStarted || http.Request.Cookies[Cookie] is not { Length: > 0 } value) return null;
        http.Response.Cookies.Delete(Cookie, Options(http, null));
        try
        {
            return JsonSerializer.Deserialize<AddToCartNotice>(protector.Unprotect(value), Compact);
        }
        catch (Exception error) when (error is CryptographicException or JsonException)
        {
            return null; // too old, not ours, or written by another version
        }
    }

    private static CookieOptions Options(HttpContext http, TimeSpan? lifetime) => new()
    {
        MaxAge = lifetime,
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        IsEssential = true,
    };
}

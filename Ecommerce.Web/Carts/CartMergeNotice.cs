using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ecommerce.Core.Carts;
using Microsoft.AspNetCore.DataProtection;

namespace Ecommerce.Web.Carts;

/// <summary>
/// Carries what a log-in's merge changed to the next page that shows the cart: in a cookie, since that page may be served by another
/// instance. Read once, and only for a while.
/// </summary>
public sealed class CartMergeNotice(IDataProtectionProvider protection)
{
    private const string Cookie = "cart-merge";

    /// <summary>A cookie takes 4 KB: of more lines than these the first are told, of longer names the beginning.</summary>
    private const int MaxLines = 8;

    private const int MaxNameLength = 30;
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector(nameof(CartMergeNotice)).ToTimeLimitedDataProtector();

    /// <summary>Keeps the lines that changed. Without any there is nothing to tell, and nothing is kept.</summary>
    public void Set(HttpContext http, CartMerge merge)
    {
        var told = merge.Changes.Take(MaxLines).Select(l => l with { Name = Cut(l.Name)!, NameEn = Cut(l.NameEn) }).ToList();
        if (told.Count == 0) return;
        var value = protector.Protect(JsonSerializer.Serialize(told, Compact), Lifetime);
        http.Response.Cookies.Append(Cookie, value, Options(http, Lifetime));
    }

    /// <summary>What is to be told, once; null when there is nothing. Call it before the response starts.</summary>
    public CartMerge? Take(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 } value) return null;
        http.Response.Cookies.Delete(Cookie, Options(http, null));
        try
        {
            return new CartMerge(JsonSerializer.Deserialize<List<MergedLine>>(protector.Unprotect(value), Compact)!);
        }
        catch (Exception error) when (error is CryptographicException or JsonException)
        {
            return null; // too old, not ours, or written by another version
        }
    }

    private static string? Cut(string? name) => name is { Length: > MaxNameLength } ? name[..(MaxNameLength - 1)].TrimEnd() + "…" : name;

    private static CookieOptions Options(HttpContext http, TimeSpan? lifetime) => new()
    {
        MaxAge = lifetime,
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        IsEssential = true,
    };
}

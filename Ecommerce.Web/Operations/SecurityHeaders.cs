using System.Security.Cryptography;
using Ecommerce.Core.Common;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Operations;

public static class SecurityHeaders
{
    /// <summary>What other sites may show.</summary>
    private const string Pictures = "/images";

    private const string NonceItem = "style-nonce";

    public static void AddSecurityHeaders(this WebApplicationBuilder builder)
    {
        builder.AddCheckedOptions<HstsSettings>(HstsSettings.Section);
        builder.Services.AddOptions<HstsOptions>().Configure<IOptions<HstsSettings>>((hsts, settings) =>
        {
            hsts.MaxAge = TimeSpan.FromDays(settings.Value.Days);
            hsts.IncludeSubDomains = settings.Value.IncludeSubDomains;
        });
    }

    public static void UseSecurityHeaders(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment()) app.UseHsts();
        app.Use((context, next) =>
        {
            // As late as possible: an exception handler starts from an empty response.
            context.Response.OnStarting(AddHeaders, context);
            return next(context);
        });
    }

    /// <summary>
    /// What a style element of this answer has to carry to be applied (https://www.w3.org/TR/CSP3/#framework-directive-source-list).
    /// </summary>
    public static string StyleNonce(this HttpContext context)
    {
        if (context.Items[NonceItem] is not string nonce)
            context.Items[NonceItem] = nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        return nonce;
    }

    private static Task AddHeaders(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy(context.Items[NonceItem] is string nonce ? $" 'nonce-{nonce}'" : "")
            + (context.Request.IsHttps ? "; upgrade-insecure-requests" : "");
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = context.Request.Path.StartsWithSegments(Pictures) ? "cross-origin" : "same-origin";
        return Task.CompletedTask;
    }

    /// <summary>
    /// Everything comes from this site but product pictures, which may come from any https address. The component library writes style
    /// attributes, and a style element for each message, which <c>js/shop.js</c> gives the nonce; other style elements and inline scripts
    /// are not applied.
    /// </summary>
    private static string ContentSecurityPolicy(string styleElements) =>
        $"default-src 'self'; img-src 'self' https: data:; style-src 'self'{styleElements}; style-src-attr 'unsafe-inline'; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
}

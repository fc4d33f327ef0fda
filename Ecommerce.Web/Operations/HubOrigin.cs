using Ecommerce.Web.Shared;
using Ecommerce.Web.Strangers;

namespace Ecommerce.Web.Operations;

/// <summary>
/// Refuses whoever comes from another site to where the pages' circuits are: a page anywhere may open a web socket to the shop, and the
/// browser sends the shopper's cookies along (cross-site WebSocket hijacking).
/// </summary>
public static class HubOrigin
{
    /// <summary>Answers 403 to a foreign <c>Origin</c>.</summary>
    public static void RefuseForeignOrigins(this WebApplication app)
    {
        var site = app.Services.GetRequiredService<PublicAddress>();
        var security = app.Services.GetRequiredService<SecurityLog>();
        app.UseWhen(context => context.Request.Path.StartsWithSegments(HubGate.Path), hub => hub.Use((context, next) =>
        {
            if (IsOwn(context.Request, site)) return next(context);
            security.OriginRefused();
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }));
    }

    /// <summary>
    /// The public address, or the host that the request was sent to. Browsers name the origin with every web socket and every POST, so
    /// without one it is no browser, which has no cookies but its own, or a read of the same site.
    /// </summary>
    private static bool IsOwn(HttpRequest request, PublicAddress site)
    {
        if (request.Headers.Origin.Count == 0) return true;
        if (!Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)) return false;
        if (site.IsSet && origin == new Uri(site.Origin)) return true;
        if (request.IsHttps && origin.Scheme != Uri.UriSchemeHttps) return false;
        return IsAt(origin, request.Host.Value) || IsAt(origin, ForwardedHost(request));
    }

    /// <summary>What a proxy that puts its own name into <c>Host</c> was asked for. No page sets it: web sockets take no headers.</summary>
    private static string ForwardedHost(HttpRequest request) => request.Headers["X-Forwarded-Host"].ToString().Split(',')[0].Trim();

    private static bool IsAt(Uri origin, string? host) => string.Equals(origin.Authority, host, StringComparison.OrdinalIgnoreCase);
}

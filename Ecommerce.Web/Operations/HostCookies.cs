using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Ecommerce.Web.Operations;

/// <summary>
/// Under https all cookies of the shop are called <c>__Host-…</c>: browsers take such a cookie from this host alone, over https, so that
/// neither another name of the same domain nor somebody on the line can set one
/// (https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#name-the-__host-prefix). Within the shop they keep their names.
/// </summary>
public static class HostCookies
{
    public const string Prefix = "__Host-";

    /// <summary>Stands before everything that reads or sets a cookie.</summary>
    public static void UseHostCookies(this WebApplication app) => app.Use((context, next) =>
    {
        if (!context.Request.IsHttps) return next(context);
        if (context.Request.Headers.Cookie.Count > 0) context.Request.Headers.Cookie = Own(context.Request.Headers.Cookie);
        context.Response.OnStarting(Rename, context.Response.Headers);
        return next(context);
    });

    /// <summary>Without the prefix. What has none was set by somebody else, or before the shop had https.</summary>
    private static StringValues Own(StringValues header) => string.Join(
        "; ",
        header.SelectMany(line => line!.Split(';', StringSplitOptions.TrimEntries))
            .Where(cookie => cookie.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(cookie => cookie[Prefix.Length..]));

    private static Task Rename(object state)
    {
        var headers = (IHeaderDictionary)state;
        if (headers.SetCookie.Count > 0) headers.SetCookie = headers.SetCookie.Select(Renamed).ToArray();
        return Task.CompletedTask;
    }

    private static string? Renamed(string? cookie)
    {
        if (!SetCookieHeaderValue.TryParse(cookie, out var renamed)) return cookie;
        renamed.Name = Prefix + renamed.Name;
        // What a browser asks of the prefix.
        (renamed.Secure, renamed.Path, renamed.Domain) = (true, "/", default);
        return renamed.ToString();
    }
}

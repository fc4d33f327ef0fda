using Ecommerce.Core.Common;
using Ecommerce.Web.Api;
using Ecommerce.Web.Shared;

namespace Ecommerce.Web.Layout;

/// <summary>
/// Pages for moments when a drawn one would cost what a limit is to save: their HTML is remembered, one for each reason and language
/// (<see cref="RefusedDocument"/>).
/// </summary>
public static class PlainPage
{
    public const string TooManyRequests = "TooManyRequests";
    public const string Unavailable = "Unavailable";

    /// <summary>A page that asked for more than the shop works out at once: nothing is wrong, and nothing is logged as an error.</summary>
    public static async Task AnswerOverloadAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (OverloadedException) when (!ApiPaths.IsApi(context) && !context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "2";
            await WriteAsync(context, Unavailable, context.RequestAborted);
        }
    }

    /// <summary>Writes the whole answer but its status and headers.</summary>
    public static async Task WriteAsync(HttpContext context, string reason, CancellationToken cancellationToken)
    {
        var fragments = context.RequestServices.GetRequiredService<FragmentCache>();
        var html = await fragments.GetAsync<RefusedDocument, string>(reason);
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsync(html.Value, cancellationToken);
    }
}

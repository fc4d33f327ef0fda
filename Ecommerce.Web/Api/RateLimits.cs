using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Ecommerce.Core.Catalog.Pictures;
using Ecommerce.Core.Common;
using Ecommerce.Web.Layout;
using Ecommerce.Web.Operations;
using Ecommerce.Web.Strangers;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Api;

/// <summary>
/// How many requests an address or a shopper may send in a while. Past that: 429 with Retry-After, as a problem or a page.
/// </summary>
public static class RateLimits
{
    private static readonly string[] RegistrationPaths = ["/auth/register", "/account/register"];
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static void AddShopRateLimits(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddCheckedOptions<RateLimitSettings>(RateLimitSettings.Section);
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimitSettings>>((limiter, settings) =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(context => Registrations(context, settings.Value)),
                PartitionedRateLimiter.Create<HttpContext, string>(context => Partition(context, settings.Value)));
            limiter.OnRejected = async (rejected, cancellationToken) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : Minute;
                await RefuseAsync(rejected.HttpContext, wait, cancellationToken);
            };
        });
    }

    /// <summary>429: a problem for the API (by the status code pages), a page that costs next to nothing for people.</summary>
    public static Task RefuseAsync(HttpContext context, TimeSpan wait, CancellationToken cancellationToken)
    {
        context.RequestServices.GetRequiredService<SecurityLog>().RateLimited("requests");
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return ApiPaths.IsApi(context) ? Task.CompletedTask : PlainPage.WriteAsync(context, PlainPage.TooManyRequests, cancellationToken);
    }

    private static RateLimitPartition<string> Partition(HttpContext context, RateLimitSettings settings)
    {
        if (!settings.Enabled || IsFree(context)) return RateLimitPartition.GetNoLimiter("off");
        var address = CallerAddress.Of(context);
        var caller = context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } id ? $"shopper {id}" : address;
        return context.Request switch
        {
            { Path: var path } when path.StartsWithSegments("/auth") => Window("auth", address, settings.AuthPerMinute, Minute),
            { Path: var path, Method: "POST" } when path.StartsWithSegments("/account")
                => Window("auth", address, settings.AuthPerMinute, Minute),
            { Path: var path } when path.StartsWithSegments(PictureAddress.Root)
                => Window("pictures", address, settings.PicturesPerMinute, Minute),
            { Method: "GET" or "HEAD" or "OPTIONS" } => Window("reads", address, settings.ReadsPerMinute, Minute),
            _ => Window("writes", caller, settings.WritesPerMinute, Minute),
        };
    }

    /// <summary>Beside the limit for all that takes passwords: whoever registers slowly leaves accounts behind as well.</summary>
    private static RateLimitPartition<string> Registrations(HttpContext context, RateLimitSettings settings) =>
        settings.Enabled && HttpMethods.IsPost(context.Request.Method)
        && RegistrationPaths.Any(path => context.Request.Path.StartsWithSegments(path))
            ? Window("registrations", CallerAddress.Of(context), settings.RegistrationsPerHour, TimeSpan.FromHours(1))
            : RateLimitPartition.GetNoLimiter("off");

    /// <summary>
    /// What costs nothing (files), what must always be answered (health), what has limits of its own (circuits), and a page that stands in
    /// for an answer that was counted already.
    /// </summary>
    private static bool IsFree(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null
        || context.Request.Path.StartsWithSegments(HealthEndpoints.Prefix)
        || context.Request.Path.StartsWithSegments(HubGate.Path)
        || context.Features.Get<IStatusCodeReExecuteFeature>() is not null
        || context.Features.Get<IExceptionHandlerFeature>() is not null;

    private static RateLimitPartition<string> Window(string kind, string who, int limit, TimeSpan window) => limit == 0
        ? RateLimitPartition.GetNoLimiter("off")
        : RateLimitPartition.GetFixedWindowLimiter($"{kind} {who}", _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = limit,
            Window = window,
        });
}

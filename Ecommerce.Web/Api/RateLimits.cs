using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Ecommerce.Core.Common;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Api;

/// <summary>Section <c>RateLimits</c>: requests a minute, counted by each instance on its own; 0 means no limit.</summary>
public sealed class RateLimitSettings
{
    public const string Section = "RateLimits";

    public bool Enabled { get; set; } = true;

    /// <summary>GET requests of a shopper (or an address, when anonymous).</summary>
    [Range(0, int.MaxValue, ErrorMessage = "RateLimits:ReadsPerMinute must be 0 (no limit) or more.")]
    public int ReadsPerMinute { get; set; }

    /// <summary>All other requests of a shopper (or an address, when anonymous).</summary>
    [Range(0, int.MaxValue, ErrorMessage = "RateLimits:WritesPerMinute must be 0 (no limit) or more.")]
    public int WritesPerMinute { get; set; } = 120;

    /// <summary>Requests of an address to what takes passwords.</summary>
    [Range(0, int.MaxValue, ErrorMessage = "RateLimits:AuthPerMinute must be 0 (no limit) or more.")]
    public int AuthPerMinute { get; set; } = 20;
}

public static class RateLimits
{
    public static void AddShopRateLimits(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddCheckedOptions<RateLimitSettings>(RateLimitSettings.Section);
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimitSettings>>((limiter, settings) =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Partition(context, settings.Value));
            limiter.OnRejected = (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter)
                    ? retryAfter
                    : TimeSpan.FromMinutes(1);
                rejected.HttpContext.Response.Headers.RetryAfter =
                    Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask; // the body comes from the status code pages
            };
        });
    }

    private static RateLimitPartition<string> Partition(HttpContext context, RateLimitSettings settings)
    {
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "unknown";
        var caller = context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } id ? $"shopper {id}" : address;
        var (kind, who, limit) = context.Request switch
        {
            _ when !settings.Enabled => ("off", "", 0),
            { Path: var path } when path.StartsWithSegments("/auth") => ("auth", address, settings.AuthPerMinute),
            { Path: var path, Method: "POST" } when path.StartsWithSegments("/account") => ("auth", address, settings.AuthPerMinute),
            _ when !ApiPaths.IsApi(context) => ("off", "", 0),
            { Method: "GET" or "HEAD" or "OPTIONS" } => ("reads", caller, settings.ReadsPerMinute),
            _ => ("writes", caller, settings.WritesPerMinute),
        };
        return limit == 0
            ? RateLimitPartition.GetNoLimiter("off")
            : RateLimitPartition.GetFixedWindowLimiter($"{kind} {who}", _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = limit,
                Window = TimeSpan.FromMinutes(1),
            });
    }
}

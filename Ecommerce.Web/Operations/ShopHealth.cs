using Ecommerce.Core.Operations;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Operations;

/// <summary>Degraded, never unhealthy: a slow data platform or a late ranking is no reason to take an instance out of service.</summary>
internal sealed class ShopHealth(ShopMetrics metrics, IOptions<AlarmOptions> alarms) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var amiss = metrics.Latest is { } vitals ? alarms.Value.Check(vitals) : [];
        return Task.FromResult(amiss.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join(' ', amiss)));
    }
}

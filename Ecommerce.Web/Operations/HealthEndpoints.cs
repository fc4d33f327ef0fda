using Ecommerce.Core.Data;
using Ecommerce.Core.Jobs;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ecommerce.Web.Operations;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it can serve. Neither tells any details.</summary>
public static class HealthEndpoints
{
    public const string Prefix = "/health";

    private const string Ready = "ready";

    public static void AddShopHealth(this WebApplicationBuilder builder)
    {
        var checks = builder.Services.AddHealthChecks()
            .AddCheck<DatabaseHealth>("database", tags: [Ready])
            .AddCheck<ShopHealth>("shop", tags: [Ready]);
        if (builder.RunsJobs()) checks.AddCheck<SchedulerHealth>("scheduler", tags: [Ready]);
    }

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks($"{Prefix}/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks($"{Prefix}/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous();
    }

    private sealed class DatabaseHealth(DatabaseReadiness readiness, IDbContextFactory<ShopContext> contexts) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            if (!readiness.IsReady) return HealthCheckResult.Unhealthy();
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            return await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
        }
    }

    private sealed class SchedulerHealth(IJobScheduler scheduler) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(scheduler.IsRunning ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
    }
}

using Ecommerce.Core.Common;
using Ecommerce.Core.Events;
using Ecommerce.Core.Jobs.Hangfire;
using Ecommerce.Core.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ecommerce.Core.Jobs;

public static class JobServices
{
    public static void AddJobs(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddCheckedOptions<JobsOptions>(JobsOptions.Section);
        builder.AddCheckedOptions<AlarmOptions>(AlarmOptions.Section);
        services.AddMetrics();
        services.AddSingleton<ShopMetrics>();
        services.AddSingleton<HealthSnapshotReader>();
        services.AddSingleton<CleanUp>();
        services.AddSingleton<JobMonitor>();
        services.AddSingleton<JobInstance>();
        services.AddSingleton<JobHistory>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<DeliveryJob>();
        services.AddKeyedSingleton<IShopJob>(JobNames.Delivery, (provider, _) => provider.GetRequiredService<DeliveryJob>());
        services.AddKeyedSingleton<IShopJob, NightlyRankingJob>(JobNames.NightlyRanking);
        services.AddKeyedSingleton<IShopJob, OutboxSweepJob>(JobNames.OutboxSweep);
        services.AddKeyedSingleton<IShopJob, CleanUpJob>(JobNames.CleanUp);
        services.AddKeyedSingleton<IShopJob, ReconciliationJob>(JobNames.Reconciliation);
        services.AddKeyedSingleton<IShopJob, LowStockJob>(JobNames.LowStock);
        services.AddKeyedSingleton<IShopJob, ScheduledChangesJob>(JobNames.ScheduledChanges);
        if (!builder.RunsJobs()) return;

        services.AddHangfireScheduler();
        services.AddHostedService(provider => provider.GetRequiredService<HealthSnapshotReader>());
    }
}

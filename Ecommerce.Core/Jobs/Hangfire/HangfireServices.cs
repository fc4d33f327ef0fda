using Ecommerce.Core.Data;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Jobs.Hangfire;

/// <summary>
/// Hangfire as the shop's scheduler. This folder and the dashboard's (Web/Admin/Hangfire) are all that knows it. Nothing here goes through
/// Hangfire's static members, so that several hosts in one process stay apart.
/// </summary>
internal static class HangfireServices
{
    public static void AddHangfireScheduler(this IServiceCollection services)
    {
        services.AddSingleton<JobStorage>(provider => Storages.Create(
            provider.GetRequiredService<IOptions<DatabaseOptions>>().Value, provider.GetRequiredService<IOptions<JobsOptions>>().Value));
        services.AddSingleton<JobActivator, ServiceActivator>();
        services.AddSingleton<HangfireScheduler>();
        services.AddSingleton<IJobScheduler>(provider => provider.GetRequiredService<HangfireScheduler>());
        services.AddOptions<BackgroundJobServerOptions>().Configure<JobInstance, JobActivator, JobStorage>(Configure);
        services.AddHostedService<HangfireServer>();
    }

    private static void Configure(BackgroundJobServerOptions server, JobInstance instance, JobActivator activator, JobStorage storage)
    {
        server.ServerName = instance.Name;
        server.Activator = activator;
        // One for each job: an instance runs no job twice at once, so none ever waits for another.
        server.WorkerCount = JobNames.All.Count;
        server.SchedulePollingInterval = TimeSpan.FromSeconds(Storages.IsShared(storage) ? 5 : 1);
        server.HeartbeatInterval = TimeSpan.FromSeconds(10);
        server.ServerTimeout = HangfireScheduler.SilenceOfTheDead;
        server.ServerCheckInterval = HangfireScheduler.SilenceOfTheDead;
        // Within the 30 s that a host has to stop in: a job has 20 s to end by itself, and is cancelled then.
        server.StopTimeout = TimeSpan.FromSeconds(20);
        server.ShutdownTimeout = TimeSpan.FromSeconds(24);
    }
}

/// <summary>Jobs are made from the shop's own services.</summary>
internal sealed class ServiceActivator(IServiceProvider services) : JobActivator
{
    public override object ActivateJob(Type jobType) => ActivatorUtilities.GetServiceOrCreateInstance(services, jobType);
}

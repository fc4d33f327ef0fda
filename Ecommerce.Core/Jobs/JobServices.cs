using Ecommerce.Core.Common;
using Ecommerce.Core.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Quartz;

namespace Ecommerce.Core.Jobs;

public static class JobServices
{
    /// <summary>Rows kept of each job's successful runs; failures stay for their whole time.</summary>
    private const int RunsKeptPerJob = 500;

    public static void AddJobs(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddCheckedOptions<JobsOptions>(JobsOptions.Section);
        builder.AddCheckedOptions<AlarmOptions>(AlarmOptions.Section);
        services.AddMetrics();
        services.AddSingleton<ShopMetrics>();
        services.AddSingleton<VitalSignsReader>();
        services.AddSingleton<CleanUp>();
        services.AddSingleton<JobBoard>();
        if (!builder.RunsJobs()) return;

        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = JobBoard.SchedulerName);
            quartz.UseDefaultThreadPool(maxConcurrency: 4);
            quartz.UseShopDatabase(builder);
            quartz.AddJobMiddleware<JobTimes>();
            quartz.AddCronJob<NightlyRankingJob>(JobNames.NightlyRanking, jobs => jobs.RankingCron);
            quartz.RunAtStartup(new JobKey(JobNames.NightlyRanking)); // what was missed while no instance ran
            quartz.AddCronJob<CleanUpJob>(JobNames.CleanUp, jobs => jobs.CleanUpCron);
            quartz.AddCronJob<ReconciliationJob>(JobNames.Reconciliation, jobs => jobs.ReconciliationCron);
            quartz.AddJob<OutboxSweepJob>(job => job.WithIdentity(JobNames.OutboxSweep).StoreDurably());
            quartz.AddTrigger((provider, trigger) => trigger
                .WithIdentity(JobNames.OutboxSweep)
                .ForJob(JobNames.OutboxSweep)
                .WithSimpleSchedule(every => every
                    .WithInterval(TimeSpan.FromSeconds(Options(provider).OutboxSweepSeconds))
                    .RepeatForever()
                    .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)));
        });
        services.AddQuartzExecutionHistory(history =>
        {
            history.MaxEntriesPerJob = RunsKeptPerJob;
            history.MaxEntriesPerScheduler = 20 * RunsKeptPerJob;
        });
        services.AddOptions<ExecutionHistoryOptions>()
            .Configure<IOptions<JobsOptions>>((history, jobs) => history.Retention = TimeSpan.FromDays(jobs.Value.HistoryDays));
        services.AddHostedService<JobScheduler>();
        services.AddHostedService(provider => provider.GetRequiredService<VitalSignsReader>());
    }

    /// <summary>
    /// A job that follows the store's clock on the wall. A firing that was missed happens once when it can; one that a crash
    /// cut short is run again by another instance.
    /// </summary>
    private static void AddCronJob<T>(this IQuartzBuilder quartz, string name, Func<JobsOptions, string> cron)
        where T : class, IJob
    {
        quartz.AddJob<T>(job => job.WithIdentity(name).StoreDurably().RequestRecovery());
        quartz.AddTrigger((provider, trigger) => trigger
            .WithIdentity(name)
            .ForJob(name)
            .WithCronSchedule(cron(Options(provider)), schedule => schedule
                .InTimeZone(provider.GetRequiredService<StoreClock>().Zone)
                .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)));
    }

    private static JobsOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<JobsOptions>>().Value;
}

public static class JobNames
{
    public const string NightlyRanking = "nightly-ranking";
    public const string OutboxSweep = "outbox-sweep";
    public const string CleanUp = "clean-up";
    public const string Reconciliation = "reconciliation";

    public static readonly IReadOnlyList<string> All = [NightlyRanking, OutboxSweep, CleanUp, Reconciliation];
}

using Ecommerce.Core.Common;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Jobs.Hangfire;

/// <summary>Registers and enqueues the shop's jobs, and tells what Hangfire knows of them.</summary>
internal sealed class HangfireScheduler(JobStorage storage, IOptions<JobsOptions> options, StoreClock clock) : IJobScheduler
{
    /// <summary>An instance that has not been heard of for so long is dead. (It says that it lives every 10 s.)</summary>
    public static readonly TimeSpan SilenceOfTheDead = TimeSpan.FromSeconds(60);

    private volatile bool isRunning;

    public bool IsRunning
    {
        get => isRunning;
        set => isRunning = value;
    }

    public void Enqueue(string job, bool byHand = false) =>
        new BackgroundJobClient(storage).Create(CallOf(job, byHand), new EnqueuedState());

    public IReadOnlyDictionary<string, DateTime?> NextRuns()
    {
        using var connection = storage.GetConnection();
        return connection.GetRecurringJobs().ToDictionary(job => job.Id, job => job.NextExecution);
    }

    /// <summary>
    /// Hangfire's name of a server is the one it was given, which has no colon, and behind colons the process and a number.
    /// </summary>
    public IReadOnlySet<string> LiveInstances()
    {
        var heardOf = clock.UtcNow - SilenceOfTheDead;
        return storage.GetMonitoringApi().Servers()
            .Where(server => server.Heartbeat is null || server.Heartbeat > heardOf)
            .Select(server => server.Name.Split(':')[0])
            .ToHashSet();
    }

    /// <summary>
    /// Writes the schedule. A time that was missed comes once, however often it was missed, as soon as an instance runs; several instances
    /// have one schedule between them.
    /// </summary>
    public void RegisterJobs()
    {
        var recurring = new RecurringJobManager(storage, JobFilterProviders.Providers, new DefaultTimeZoneResolver(), () => clock.UtcNow);
        var rule = new RecurringJobOptions { TimeZone = clock.Zone, MisfireHandling = MisfireHandlingMode.Relaxed };
        foreach (var job in JobNames.All)
            if (ScheduleOf(job) is { } cron) recurring.AddOrUpdate(job, CallOf(job, byHand: false), cron, rule);
    }

    /// <summary>Intervals are shorter than what five fields can say: Hangfire takes a sixth in front, for the seconds.</summary>
    private string? ScheduleOf(string job) => options.Value.IntervalOf(job) is not { } interval
        ? options.Value.CronOf(job)
        : interval.TotalSeconds < 60 ? $"*/{interval.TotalSeconds} * * * * *" : "* * * * *";

    private static Job CallOf(string job, bool byHand) => job == JobNames.NightlyRanking
        ? Job.FromExpression<HangfireEntry>(entry => entry.RunUntilDoneAsync(job, byHand, CancellationToken.None))
        : Job.FromExpression<HangfireEntry>(entry => entry.RunOnceAsync(job, byHand, CancellationToken.None));
}

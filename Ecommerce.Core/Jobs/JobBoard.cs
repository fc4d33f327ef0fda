using Ecommerce.Core.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Quartz;
using Quartz.Extensibility;

namespace Ecommerce.Core.Jobs;

/// <param name="Cron">When, in the store's zone; null for a job that comes at intervals.</param>
/// <param name="NextRunAt">In UTC; null when it is not scheduled.</param>
public sealed record JobView(string Name, string? Cron, TimeSpan? Interval, DateTime? NextRunAt, JobStatus? Last);

/// <summary>What the history says of a job, all instances together.</summary>
/// <param name="Outcome">succeeded, failed, cancelled or skipped (nothing to do).</param>
public sealed record JobStatus(
    DateTime RanAt, TimeSpan Duration, string Outcome, string? Summary, string? Instance, DateTime? SucceededAt, int ConsecutiveFailures, string? LastError);

/// <summary>One run of a job, on whichever instance.</summary>
/// <param name="Summary">What it achieved, as <c>key=value</c> figures.</param>
public sealed record JobRun(
    string Job, DateTime RanAt, TimeSpan Duration, string Outcome, string? Summary, string? Error, bool ByHand, string? Instance);

/// <summary>There is no such job, or this instance runs none.</summary>
public sealed record JobNotFound : Refusal;

/// <summary>The background jobs as admins see them. On an instance with <c>Jobs:Enabled=false</c> there are none.</summary>
public sealed class JobBoard(IServiceProvider services, IOptions<JobsOptions> options)
{
    public const string SchedulerName = "shop";

    public bool IsAvailable => options.Value.Enabled && services.GetService<ISchedulerFactory>() is not null;

    public async Task<IReadOnlyList<JobView>> ListAsync(CancellationToken cancellationToken)
    {
        if (await SchedulerAsync(cancellationToken) is not { } scheduler) return [];
        var jobs = new List<JobView>();
        foreach (var name in JobNames.All)
        {
            var trigger = await scheduler.GetTrigger(new TriggerKey(name), cancellationToken);
            var last = await FindStatusAsync(name, cancellationToken);
            jobs.Add(new JobView(
                name, (trigger as ICronTrigger)?.CronExpressionString, (trigger as ISimpleTrigger)?.RepeatInterval, trigger?.NextFireTimeUtc?.UtcDateTime, last));
        }

        return jobs;
    }

    /// <summary>What the history says of one job; null when it never ran, or this instance runs none.</summary>
    public async Task<JobStatus?> FindStatusAsync(string job, CancellationToken cancellationToken) =>
        IsAvailable && await History.GetJobRunStatus(SchedulerName, new JobKey(job), cancellationToken) is { } status ? ToStatus(status) : null;

    /// <summary>The runs of one job, or of all; newest first.</summary>
    public async Task<Page<JobRun>> ListRunsAsync(string? job, PageRequest page, CancellationToken cancellationToken)
    {
        if (!IsAvailable) return page.Of<JobRun>([], 0);
        var runs = await History.QueryExecutions(
            new ExecutionHistoryQuery
            {
                SchedulerName = SchedulerName,
                Job = job is null ? null : new JobKey(job),
                Skip = page.Skip,
                Take = page.Limit,
                IncludeTotalCount = true,
            },
            cancellationToken);
        return page.Of(runs.Items.Select(ToRun).ToList(), (int)(runs.TotalCount ?? runs.Items.Count));
    }

    /// <summary>Has a job run now, on whichever instance is free. Refused: a job that does not exist.</summary>
    public async Task<Result<bool>> RunNowAsync(string job, CancellationToken cancellationToken)
    {
        if (!JobNames.All.Contains(job) || await SchedulerAsync(cancellationToken) is not { } scheduler) return new JobNotFound();
        await scheduler.TriggerJob(new JobKey(job), cancellationToken: cancellationToken);
        return true;
    }

    private IExecutionHistoryStore History => services.GetRequiredService<IExecutionHistoryStore>();

    private async Task<IScheduler?> SchedulerAsync(CancellationToken cancellationToken) =>
        IsAvailable ? await services.GetRequiredService<ISchedulerFactory>().GetScheduler(cancellationToken) : null;

    private static JobStatus ToStatus(JobRunStatus status) => new(
        status.LastFiredAtUtc.UtcDateTime,
        status.LastDuration,
        Outcome(status.LastResult),
        status.LastSummary,
        status.LastSchedulerInstanceId,
        status.LastSucceededAtUtc?.UtcDateTime,
        (int)status.ConsecutiveFailures,
        status.LastFailureMessage);

    private static JobRun ToRun(ExecutionHistoryEntry run) => new(
        run.JobName,
        run.FiredAtUtc.UtcDateTime,
        run.Duration,
        Outcome(run.EffectiveResult),
        run.Summary,
        run.ExceptionMessage,
        run.Manual,
        run.SchedulerInstanceId);

    private static string Outcome(JobRunResult result) => result.ToString().ToLowerInvariant();
}

using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Jobs;

/// <param name="Cron">When, in the store's zone; null for a job that comes at intervals, or when there is something to do.</param>
/// <param name="NextRunAt">In UTC; null when it is not scheduled.</param>
public sealed record JobView(string Name, string? Cron, TimeSpan? Interval, DateTime? NextRunAt, JobStatus? Last);

/// <summary>What the history says of a job's last run, all instances together.</summary>
/// <param name="Outcome">As in <see cref="JobRun"/>.</param>
public sealed record JobStatus(DateTime RanAt, TimeSpan Duration, string Outcome, string? Summary, string? Instance, string? Error);

/// <summary>One run of a job, on whichever instance.</summary>
/// <param name="Duration">So far, for one that is running; zero for one that was killed, of which nobody knows when.</param>
/// <param name="Outcome">succeeded, failed, cancelled, skipped (nothing to do), running or killed.</param>
/// <param name="Summary">What it achieved, as <c>key=value</c> figures.</param>
public sealed record JobRun(
    string Job, DateTime RanAt, TimeSpan Duration, string Outcome, string? Summary, string? Error, bool ByHand, string? Instance);

/// <summary>The background jobs as admins see them. On an instance with <c>Jobs:Enabled=false</c> there are none.</summary>
public sealed class JobMonitor(
    IDbContextFactory<ShopContext> contexts,
    AdminTransaction transaction,
    IOptions<JobsOptions> options,
    StoreClock clock,
    IJobScheduler? scheduler = null)
{
    public const string Running = "running";
    public const string Killed = "killed";

    public bool IsAvailable => scheduler is not null;

    public async Task<IReadOnlyList<JobView>> ListAsync(CancellationToken cancellationToken)
    {
        if (scheduler is not { IsRunning: true }) return [];
        var next = scheduler.NextRuns();
        var jobs = new List<JobView>();
        foreach (var name in JobNames.All)
        {
            var last = await FindStatusAsync(name, cancellationToken);
            jobs.Add(new JobView(name, options.Value.CronOf(name), options.Value.IntervalOf(name), next.GetValueOrDefault(name), last));
        }

        return jobs;
    }

    /// <summary>The last run of one job; null when it never ran, or this instance runs none.</summary>
    public async Task<JobStatus?> FindStatusAsync(string job, CancellationToken cancellationToken) =>
        (await ListRunsAsync(job, new PageRequest(1, 1), cancellationToken)).Items is [var run]
            ? new JobStatus(run.RanAt, run.Duration, run.Outcome, run.Summary, run.Instance, run.Error)
            : null;

    /// <summary>The runs of one job, or of all; newest first.</summary>
    public async Task<Page<JobRun>> ListRunsAsync(string? job, PageRequest page, CancellationToken cancellationToken)
    {
        if (scheduler is not { IsRunning: true }) return page.Of<JobRun>([], 0);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var runs = db.JobRuns.AsNoTracking();
        if (job is not null) runs = runs.Where(r => r.Job == job);
        var total = await runs.CountAsync(cancellationToken);
        var items = await runs.OrderByDescending(r => r.Id).Skip(page.Skip).Take(page.Limit).ToListAsync(cancellationToken);
        var live = items.Exists(r => r.EndedAt is null) ? scheduler.LiveInstances() : new HashSet<string>();
        return page.Of(items.ConvertAll(r => ToRun(r, live)), total);
    }

    /// <summary>
    /// Has a job run now, on whichever instance is free. Refused: an actor without the role, a job that does not exist. The scheduler has a
    /// storage of its own, so the action is written down first: there is no run by hand that nobody answers for.
    /// </summary>
    public async Task<Result<bool>> RunNowAsync(Actor actor, string job, CancellationToken cancellationToken)
    {
        if (!JobNames.All.Contains(job) || scheduler is not { IsRunning: true }) return new JobNotFound();
        var change = AdminChange.Of(AdminActions.JobStarted, new(AuditSubjects.Job, job));
        var recorded = await transaction.RecordAsync(actor, change, cancellationToken);
        if (!recorded.Succeeded) return recorded.Refusal;
        await Task.Run(() => scheduler.Enqueue(job, byHand: true), CancellationToken.None);
        return true;
    }

    private JobRun ToRun(JobRunRecord run, IReadOnlySet<string> live)
    {
        var isRunning = run.EndedAt is null && live.Contains(run.Instance);
        var outcome = run.Outcome is { } known ? ModelConventions.EnumText(known) : isRunning ? Running : Killed;
        var duration = (run.EndedAt ?? (isRunning ? clock.UtcNow : run.BegunAt)) - run.BegunAt;
        return new JobRun(run.Job, run.BegunAt, duration, outcome, run.Figures, run.Error, run.ByHand, run.Instance);
    }
}

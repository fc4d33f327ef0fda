using Ecommerce.Core.Common;
using Ecommerce.Core.Jobs;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Jobs;

/// <summary>The one place that all jobs pass, and the history that it writes, without a scheduler.</summary>
public sealed class JobRunnerTests(TestDatabases databases)
{
    private const string Name = JobNames.CleanUp;

    private readonly ScriptedJob job = new();
    private readonly FakeScheduler scheduler = new();

    [Fact]
    public async Task A_run_that_succeeds_leaves_its_figures()
    {
        await using var shop = await StartAsync();
        await shop.Get<JobRunner>().RunAsync(Name, byHand: true, default);

        var run = await shop.ReadAsync(db => db.JobRuns.SingleAsync());
        Assert.Equal((Name, JobOutcome.Succeeded, "done=1", null, true), (run.Job, run.Outcome, run.Figures, run.Error, run.ByHand));
        Assert.Equal(shop.Get<JobInstance>().Name, run.Instance);
        Assert.NotNull(run.EndedAt);
    }

    [Fact]
    public async Task A_run_that_breaks_off_says_why_and_throws_on()
    {
        await using var shop = await StartAsync();
        job.Work = _ => throw new InvalidOperationException(new string('x', 600));

        await Assert.ThrowsAsync<InvalidOperationException>(() => shop.Get<JobRunner>().RunAsync(Name, byHand: false, default));

        var run = await shop.ReadAsync(db => db.JobRuns.SingleAsync());
        Assert.Equal((JobOutcome.Failed, 500), (run.Outcome, run.Error?.Length));
    }

    [Fact]
    public async Task A_run_that_is_stopped_is_told_from_one_that_failed()
    {
        await using var shop = await StartAsync();
        using var stop = new CancellationTokenSource();
        job.Work = async token =>
        {
            await stop.CancelAsync();
            token.ThrowIfCancellationRequested();
            return JobReport.Succeeded("");
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => shop.Get<JobRunner>().RunAsync(Name, byHand: false, stop.Token));

        Assert.Equal(JobOutcome.Cancelled, await shop.ReadAsync(db => db.JobRuns.Select(r => r.Outcome).SingleAsync()));
    }

    [Fact]
    public async Task A_run_that_gave_up_by_itself_has_failed()
    {
        await using var shop = await StartAsync();
        job.Work = _ => throw new OperationCanceledException("Nobody answered.");

        await Assert.ThrowsAsync<OperationCanceledException>(() => shop.Get<JobRunner>().RunAsync(Name, byHand: false, default));

        var run = await shop.ReadAsync(db => db.JobRuns.SingleAsync());
        Assert.Equal((JobOutcome.Failed, "Nobody answered."), (run.Outcome, run.Error));
    }

    [Fact]
    public async Task A_run_that_broke_off_is_not_in_the_way_of_the_next()
    {
        await using var shop = await StartAsync();
        var work = job.Work;
        job.Work = _ => throw new InvalidOperationException();
        await Assert.ThrowsAsync<InvalidOperationException>(() => shop.Get<JobRunner>().RunAsync(Name, byHand: false, default));

        job.Work = work;
        await shop.Get<JobRunner>().RunAsync(Name, byHand: false, default);

        Assert.Equal([("succeeded", false), ("failed", false)], await ShownAsync(shop));
    }

    [Fact]
    public async Task A_run_whose_end_cannot_be_written_is_done_all_the_same()
    {
        await using var shop = await StartAsync();
        job.Work = async _ =>
        {
            await shop.ReadAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE job_runs RENAME TO away"));
            return JobReport.Succeeded("done=1");
        };

        await shop.Get<JobRunner>().RunAsync(Name, byHand: false, default); // it does not throw, so nobody runs the job again

        await shop.ReadAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE away RENAME TO job_runs"));
        Assert.Null((await shop.ReadAsync(db => db.JobRuns.SingleAsync())).EndedAt);
    }

    [Fact]
    public async Task Nothing_to_do_leaves_no_trace_unless_somebody_asked()
    {
        await using var shop = await StartAsync();
        job.HasWork = false;

        await shop.Get<JobRunner>().RunAsync(Name, byHand: false, default);
        Assert.Equal(0, await shop.ReadAsync(db => db.JobRuns.CountAsync()));

        await shop.Get<JobRunner>().RunAsync(Name, byHand: true, default);
        Assert.Equal(1, await shop.ReadAsync(db => db.JobRuns.CountAsync()));
        Assert.Equal(2, job.TimesAsked); // a job may take note of having been called
    }

    [Fact]
    public async Task A_job_runs_once_at_a_time_and_who_asked_meanwhile_is_told()
    {
        await using var shop = await StartAsync();
        var (begun, end, runs) = (new TaskCompletionSource(), new TaskCompletionSource<JobReport>(), 0);
        job.Work = _ =>
        {
            Interlocked.Increment(ref runs);
            begun.SetResult();
            return end.Task;
        };
        var first = shop.Get<JobRunner>().RunAsync(Name, byHand: false, default);
        await begun.Task;

        await shop.Get<JobRunner>().RunAsync(Name, byHand: false, default);
        await shop.Get<JobRunner>().RunAsync(Name, byHand: true, default);
        Assert.Equal([("skipped", true), ("running", false)], await ShownAsync(shop));
        end.SetResult(JobReport.Succeeded("done=1"));
        await first;

        Assert.Equal(1, runs);
        Assert.Equal([("skipped", true), ("succeeded", false)], await ShownAsync(shop));
    }

    [Fact]
    public async Task A_run_without_an_end_was_killed_when_its_instance_is_gone()
    {
        await using var shop = await StartAsync();
        await shop.Get<JobHistory>().BeginAsync(Name, byHand: false, default);
        await shop.ReadAsync(db => db.JobRuns.ExecuteUpdateAsync(r => r.SetProperty(x => x.Instance, "gone/1/abc")));

        Assert.Equal([("killed", false)], await ShownAsync(shop));
        var killed = (await shop.Get<JobMonitor>().FindStatusAsync(Name, default))!;
        Assert.Equal(("killed", TimeSpan.Zero), (killed.Outcome, killed.Duration)); // nobody knows how long it ran
        scheduler.Live.Add("gone/1/abc");
        Assert.Equal([("running", false)], await ShownAsync(shop));
    }

    private static async Task<IEnumerable<(string Outcome, bool ByHand)>> ShownAsync(TestShop shop) =>
        (await shop.Get<JobMonitor>().ListRunsAsync(Name, new PageRequest(), default)).Items.Select(r => (r.Outcome, r.ByHand));

    private async Task<TestShop> StartAsync()
    {
        var shop = await TestShop.StartAsync(databases, configure: services =>
        {
            services.AddKeyedSingleton<IShopJob>(Name, job);
            services.AddSingleton<IJobScheduler>(scheduler);
        });
        scheduler.Live.Add(shop.Get<JobInstance>().Name);
        return shop;
    }

    private sealed class ScriptedJob : IShopJob
    {
        public bool HasWork { get; set; } = true;

        public Func<CancellationToken, Task<JobReport>> Work { get; set; } = _ => Task.FromResult(JobReport.Succeeded("done=1"));

        public int TimesAsked { get; private set; }

        public Task<bool> HasWorkAsync(CancellationToken cancellationToken)
        {
            TimesAsked++;
            return Task.FromResult(HasWork);
        }

        public Task<JobReport> RunAsync(CancellationToken cancellationToken) => Work(cancellationToken);
    }
}

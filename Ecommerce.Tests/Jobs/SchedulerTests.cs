using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases.Postgres;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Events;
using Ecommerce.Core.Jobs;
using Ecommerce.Core.Jobs.Hangfire;
using Ecommerce.Tests.DataPlatform;
using Ecommerce.Tests.Infrastructure;
using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.Tests.Jobs;

/// <summary>The jobs on their real scheduler: what it registers, how it starts and how it stops.</summary>
public sealed class SchedulerTests(TestDatabases databases)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly (string, string?) Enabled = ("Jobs:Enabled", "true");

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, typeof(InMemoryStorage))]
    [InlineData(DatabaseProvider.Postgres, typeof(PostgreSqlStorage))]
    public async Task It_ranks_at_start_and_knows_when_each_job_comes_next(DatabaseProvider provider, Type storage)
    {
        await using var shop = await TestShop.StartAsync(databases, provider, settings: Enabled);
        var ranked = (await shop.WaitForEndsAsync(JobNames.NightlyRanking))[0];

        Assert.Equal((JobOutcome.Succeeded, false, shop.Get<JobInstance>().Name), (ranked.Outcome, ranked.ByHand, ranked.Instance));
        Assert.StartsWith("days=3 ", ranked.Figures, StringComparison.Ordinal);
        Assert.Equal(3, await shop.ReadAsync(db => db.RankingDays.CountAsync()));
        Assert.IsType(storage, shop.Get<JobStorage>());
        var jobs = await shop.Get<JobMonitor>().ListAsync(default);
        Assert.Equal(JobNames.All, jobs.Select(j => j.Name));
        Assert.Equal("0 0 * * *", jobs[0].Cron);
        Assert.Equal(shop.Get<StoreClock>().StartOf(shop.Get<StoreClock>().Today.AddDays(1)), jobs[0].NextRunAt);
        Assert.Equal("succeeded", jobs[0].Last!.Outcome);
        Assert.Equal((null, null), (jobs[1].Cron, jobs[1].NextRunAt)); // the delivery comes when there is something to deliver
        Assert.Equal(TimeSpan.FromSeconds(15), jobs[2].Interval);
        Assert.All(jobs.Where(j => j.Name != JobNames.Delivery), j => Assert.NotNull(j.NextRunAt));
    }

    [Fact]
    public async Task Every_recurring_job_keeps_the_stores_time_and_comes_once_when_it_was_missed()
    {
        await using var shop = await TestShop.StartAsync(
            databases, settings: [Enabled, ("Store:TimeZone", "America/New_York"), ("Jobs:OutboxSweepSeconds", "20")]);
        await shop.WaitForEndsAsync(JobNames.NightlyRanking);
        using var connection = shop.Get<JobStorage>().GetConnection();

        var jobs = connection.GetRecurringJobs().ToDictionary(j => j.Id, j => j.Cron);

        Assert.Equal(
            new()
            {
                ["nightly-ranking"] = "0 0 * * *",
                ["outbox-sweep"] = "*/20 * * * * *",
                ["clean-up"] = "10 4 * * *",
                ["reconciliation"] = "20 * * * *",
                ["low-stock"] = "* * * * *",
                ["scheduled-changes"] = "*/10 * * * * *",
            },
            jobs);
        Assert.All(jobs.Keys, job =>
        {
            var hash = connection.GetAllEntriesFromHash($"recurring-job:{job}");
            Assert.Equal("America/New_York", hash["TimeZoneId"]);
            var misfire = hash.GetValueOrDefault("Misfire", "0");
            Assert.Equal(0, int.Parse(misfire, System.Globalization.CultureInfo.InvariantCulture)); // relaxed
        });
    }

    [Fact]
    public async Task Run_now_is_a_run_by_hand()
    {
        await using var shop = await TestShop.StartAsync(databases, settings: Enabled);
        await shop.WaitForEndsAsync(JobNames.NightlyRanking);
        var monitor = shop.Get<JobMonitor>();

        Assert.IsType<JobNotFound>((await monitor.RunNowAsync(Actor.System, "tidy", default)).Refusal);
        var stranger = Actor.OnPage(await shop.AddShopperAsync());
        Assert.IsType<RoleNotHeld>((await monitor.RunNowAsync(stranger, JobNames.CleanUp, default)).Refusal);
        (await monitor.RunNowAsync(Actor.System, JobNames.CleanUp, default)).Granted();

        var written = await shop.Get<AuditQueries>().ListAsync(new(Action: AdminActions.JobStarted), new PageRequest(), default);
        Assert.Equal(new AuditSubject("job", JobNames.CleanUp), Assert.Single(written.Items).Subject);
        var run = Assert.Single(await shop.WaitForEndsAsync(JobNames.CleanUp));
        Assert.Equal(
            (JobOutcome.Succeeded, true, "keys=0 guest-carts=0 runs=0 sessions=0 failed-log-ins=0"),
            (run.Outcome, run.ByHand, run.Figures));
    }

    [Fact]
    public async Task Stopping_waits_for_the_job_that_runs()
    {
        var sink = new RecordingSink();
        var (begun, answer) = (new TaskCompletionSource(), new TaskCompletionSource<DeliveryResult>());
        sink.Answer = (_, _) =>
        {
            begun.SetResult();
            return answer.Task;
        };
        var connectionString = await databases.CreateAsync(DatabaseProvider.Sqlite);
        await using (var before = await TestShop.StartOnAsync(connectionString, DatabaseProvider.Sqlite))
            await before.OrderAsync(await before.AddShopperAsync(1000), (await before.AddProductAsync(), 1));

        // The sweep finds it, for nobody nudges.
        await using (var shop = await TestShop.StartOnAsync(
            connectionString,
            DatabaseProvider.Sqlite,
            configure: services => services.AddSingleton<IDataPlatformSink>(sink),
            settings: [Enabled, ("Jobs:OutboxSweepSeconds", "1")]))
        {
            await begun.Task.WaitAsync(Limit);
            shop.Get<IHostApplicationLifetime>().StopApplication();
            var stop = ServerOf(shop).StopAsync(default);
            Assert.False(stop.IsCompleted); // nothing but the job keeps it from that
            answer.SetResult(DeliveryResult.Delivered);
            await stop.WaitAsync(Limit);
            Assert.Equal(
                "delivered=1",
                await shop.ReadAsync(db => db.JobRuns.Where(r => r.Job == JobNames.OutboxSweep).Select(r => r.Figures).SingleAsync()));
        }

        await using var after = await TestShop.StartOnAsync(connectionString, DatabaseProvider.Sqlite);
        Assert.Equal(DeliveryStatus.Sent, await after.ReadAsync(db => db.Deliveries.Select(m => m.Status).SingleAsync()));
    }

    [Fact]
    public async Task A_job_has_time_to_end_and_the_host_to_wait_for_it()
    {
        await using var shop = await TestShop.StartAsync(databases, settings: Enabled);
        var server = shop.Get<IOptions<BackgroundJobServerOptions>>().Value;

        // A cancelled job writes its end.
        Assert.InRange(server.StopTimeout, TimeSpan.FromSeconds(20), server.ShutdownTimeout - TimeSpan.FromSeconds(3));
        Assert.InRange(
            server.ShutdownTimeout, server.StopTimeout, shop.Get<IOptions<HostOptions>>().Value.ShutdownTimeout - TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_start_that_failed_is_tried_again()
    {
        var storage = new LateStorage();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 3, 0, 0, TimeSpan.Zero));
        await using var shop = await TestShop.StartAsync(
            databases, time: clock, configure: services => services.AddSingleton<JobStorage>(storage), settings: Enabled);
        await storage.Refused.WaitAsync(Limit);

        await shop.WaitUntilJobsRunAsync(() => clock.Advance(TimeSpan.FromSeconds(5)));

        await shop.WaitForEndsAsync(JobNames.NightlyRanking);
    }

    [Fact]
    public async Task Its_tables_are_made_under_the_lock_of_the_migrations()
    {
        await using var shop = await TestShop.StartAsync(databases, DatabaseProvider.Postgres, settings: Enabled);
        await shop.WaitForEndsAsync(JobNames.NightlyRanking);
        var server = ServerOf(shop);
        await server.StopAsync(default);
        await using var other = new NpgsqlConnection(shop.ConnectionString); // an instance that migrates
        await other.OpenAsync();
        await ExecuteAsync("DROP SCHEMA hangfire CASCADE");
        await ExecuteAsync($"SELECT pg_advisory_lock({PostgresDialect.SchemaLock})");

        await server.StartAsync(default);
        var running = shop.WaitUntilJobsRunAsync();
        await shop.UntilSomebodyWaitsAsync(DatabaseProvider.Postgres, running);
        Assert.Equal("0", (await shop.QuerySqlAsync("SELECT COUNT(*) FROM pg_namespace WHERE nspname = 'hangfire'")).Single());

        await ExecuteAsync($"SELECT pg_advisory_unlock({PostgresDialect.SchemaLock})");
        await running;

        async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, other);
            await command.ExecuteNonQueryAsync();
        }
    }

    [Fact]
    public async Task Shops_in_one_process_stay_apart()
    {
        var first = await TestShop.StartAsync(databases, settings: Enabled);
        await using var second = await TestShop.StartAsync(databases, settings: Enabled);
        await first.WaitForEndsAsync(JobNames.NightlyRanking);
        await first.DisposeAsync();
        await using var third = await TestShop.StartAsync(databases, settings: Enabled);

        foreach (var shop in new[] { second, third })
        {
            await shop.WaitForEndsAsync(JobNames.NightlyRanking);
            (await shop.Get<JobMonitor>().RunNowAsync(Actor.System, JobNames.CleanUp, default)).Granted();
            var run = Assert.Single(await shop.WaitForEndsAsync(JobNames.CleanUp));
            Assert.Equal(shop.Get<JobInstance>().Name, run.Instance);
        }
    }

    [Fact]
    public async Task Without_jobs_an_instance_has_none_to_show_or_run()
    {
        await using var shop = await TestShop.StartAsync(databases);
        var monitor = shop.Get<JobMonitor>();

        Assert.False(monitor.IsAvailable);
        Assert.Null(shop.Services.GetService<JobStorage>());
        Assert.Empty(await monitor.ListAsync(default));
        Assert.Equal(0, (await monitor.ListRunsAsync(null, new PageRequest(), default)).Total);
        Assert.IsType<JobNotFound>((await monitor.RunNowAsync(Actor.System, JobNames.CleanUp, default)).Refusal);
    }

    private static HangfireServer ServerOf(TestShop shop) => shop.Services.GetServices<IHostedService>().OfType<HangfireServer>().Single();

    /// <summary>A storage that is away when it is asked for the first time.</summary>
    private sealed class LateStorage : JobStorage
    {
        private readonly JobStorage storage = new InMemoryStorage();
        private readonly TaskCompletionSource refused = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Refused => refused.Task;

        public override IMonitoringApi GetMonitoringApi() => storage.GetMonitoringApi();

        public override IStorageConnection GetConnection() =>
            refused.TrySetResult() ? throw new InvalidOperationException("The storage is away.") : storage.GetConnection();

        public override bool HasFeature(string featureId) => storage.HasFeature(featureId);
    }
}

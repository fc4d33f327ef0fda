using System.Threading.Channels;
using Ecommerce.Core.Data;
using Ecommerce.Core.Jobs;
using Ecommerce.Tests.Infrastructure;
using Hangfire;
using Hangfire.Client;
using Hangfire.Server;
using Hangfire.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Jobs;

/// <summary>Midnight on two instances with one PostgreSQL database, on Hangfire's own scheduler with the test's clock.</summary>
public sealed class MidnightTests(TestDatabases databases)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>23:00 in Seoul, days ahead: the scheduler that goes by the system's clock finds nothing due meanwhile.</summary>
    private static readonly DateTimeOffset Evening = new(TimeProvider.System.GetUtcNow().Date.AddDays(10).AddHours(14), TimeSpan.Zero);

    [Fact]
    public async Task Two_instances_count_each_day_once()
    {
        var clock = new FakeTimeProvider(Evening);
        var connectionString = await databases.CreateAsync(DatabaseProvider.Postgres);
        var (one, other) = (new WatchedTime(clock), new WatchedTime(clock));
        await using var first = await StartAsync(connectionString, one);
        await first.WaitForEndsAsync(JobNames.NightlyRanking); // it ranks at its start
        await using var second = await StartAsync(connectionString, other);
        foreach (var time in new[] { one, other }) await time.WaitForLookAsync(Evening);
        var product = await first.AddProductAsync();
        await first.OrderAsync(await first.AddShopperAsync(10_000), (product, 3));

        clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(6));
        var midnight = clock.GetUtcNow();
        foreach (var time in new[] { one, other })
            for (var looks = 0; looks < 2; looks++) await time.WaitForLookAsync(midnight);

        var runs = await first.WaitForRunsAsync(all => all.Exists(r => r.BegunAt == midnight && r.Outcome == JobOutcome.Succeeded));
        var run = Assert.Single(runs, r => r.BegunAt == midnight && r.Job == JobNames.NightlyRanking);
        var today = DateOnly.FromDateTime(Evening.Date);
        Assert.Equal($"days=3 from={today.AddDays(-2):yyyy-MM-dd} to={today:yyyy-MM-dd}", run.Figures);
        Assert.Equal(3, await first.ReadAsync(db => db.PopularProducts.Where(p => p.ProductId == product).SumAsync(p => p.QuantitySold)));
        Assert.Equal(3, NightsIn(first.Get<JobStorage>())); // one for each start, and one at midnight
    }

    [Fact]
    public async Task Instances_keep_one_schedule_between_them()
    {
        var connectionString = await databases.CreateAsync(DatabaseProvider.Postgres);
        await using var first = await StartAsync(connectionString);
        await using var second = await StartAsync(connectionString);
        await first.WaitForEndsAsync(JobNames.NightlyRanking); // by then the scheduler's tables are there
        await first.Get<IJobScheduler>().WaitForInstancesAsync(2);
        Assert.Equal( // by the names that stand in the history of runs: whoever is not among them was killed
            new[] { first, second }.Select(shop => shop.Get<JobInstance>().Name).ToHashSet(), first.Get<IJobScheduler>().LiveInstances());

        using var connection = second.Get<JobStorage>().GetConnection();
        Assert.Equal(
            JobNames.All.Where(j => j != JobNames.Delivery).Order(StringComparer.Ordinal),
            connection.GetRecurringJobs().Select(j => j.Id).Order(StringComparer.Ordinal));
    }

    private static Task<TestShop> StartAsync(string connectionString, WatchedTime? time = null) => TestShop.StartOnAsync(
        connectionString,
        DatabaseProvider.Postgres,
        time?.Clock ?? TimeProvider.System,
        services =>
        {
            services.Configure<BackgroundJobServerOptions>(server => server.SchedulePollingInterval = TimeSpan.FromMilliseconds(100));
            if (time is not null) services.AddSingleton<IBackgroundProcess>(time.Scheduler());
        },
        ("Jobs:Enabled", "true"),
        ("Jobs:OutboxSweepSeconds", "60"));

    /// <summary>How often the nightly ranking was asked for.</summary>
    private static int NightsIn(JobStorage storage)
    {
        var jobs = storage.GetMonitoringApi();
        return jobs.SucceededJobs(0, 100).Count(j => IsNight(j.Value.Job)) + jobs.ProcessingJobs(0, 100).Count(j => IsNight(j.Value.Job))
            + jobs.EnqueuedJobs("default", 0, 100).Count(j => IsNight(j.Value.Job));
    }

    private static bool IsNight(Hangfire.Common.Job? job) => job?.Args[0] is JobNames.NightlyRanking;

    /// <summary>A clock, and who looks at it: Hangfire's scheduler does whenever it searches for what is due.</summary>
    private sealed class WatchedTime(FakeTimeProvider clock)
    {
        private readonly Channel<DateTimeOffset> looks = Channel.CreateUnbounded<DateTimeOffset>();

        public FakeTimeProvider Clock => clock;

        public RecurringJobScheduler Scheduler() =>
            new(new BackgroundJobFactory(), TimeSpan.FromMilliseconds(100), new DefaultTimeZoneResolver(), Look);

        public async Task WaitForLookAsync(DateTimeOffset at)
        {
            using var deadline = new CancellationTokenSource(Limit);
            while (await looks.Reader.ReadAsync(deadline.Token) < at)
            {
            }
        }

        private DateTime Look()
        {
            var now = clock.GetUtcNow();
            looks.Writer.TryWrite(now);
            return now.UtcDateTime;
        }
    }
}

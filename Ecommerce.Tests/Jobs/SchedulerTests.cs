using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Jobs;
using Ecommerce.Tests.DataPlatform;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Jobs;

/// <summary>The jobs on their real scheduler: what it keeps in the database, how it starts and how it stops.</summary>
public sealed class SchedulerTests(TestDatabases databases)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly (string, string?) Enabled = ("Jobs:Enabled", "true");

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task It_ranks_at_start_on_a_schedule_that_instances_share_and_remembers_its_runs(DatabaseProvider provider)
    {
        var connectionString = await databases.CreateAsync(provider);
        var ranked = await RankAtStartAsync(connectionString, provider);
        Assert.Equal(3, ranked);

        await using var second = await TestShop.StartOnAsync(connectionString, provider, settings: Enabled);
        var board = second.Get<JobBoard>();
        var jobs = await board.ListAsync(default);
        Assert.Equal(JobNames.All, jobs.Select(j => j.Name));
        Assert.Equal("5 0 0 * * ?", jobs[0].Cron);
        var midnight = second.Get<StoreClock>().StartOf(second.Get<StoreClock>().Today.AddDays(1));
        Assert.Equal(midnight.AddSeconds(5), jobs[0].NextRunAt);
        var runs = await board.ListRunsAsync(JobNames.NightlyRanking, new PageRequest(), default);
        Assert.Contains(runs.Items, r => r.Outcome == "succeeded" && r.Summary!.StartsWith("days=3 ", StringComparison.Ordinal));
        Assert.Equal(0, jobs[0].Last!.ConsecutiveFailures);
    }

    [Fact]
    public async Task Instances_keep_one_schedule_in_the_shops_database()
    {
        var connectionString = await databases.CreateAsync(DatabaseProvider.Postgres);
        await RankAtStartAsync(connectionString, DatabaseProvider.Postgres);
        await RankAtStartAsync(connectionString, DatabaseProvider.Postgres);

        await using var reader = await TestShop.StartOnAsync(connectionString, DatabaseProvider.Postgres);
        var triggers = await reader.ReadAsync(db =>
            db.Database.SqlQueryRaw<string>("SELECT trigger_name AS \"Value\" FROM qrtz_triggers WHERE trigger_group = 'DEFAULT'").ToListAsync());
        Assert.Equal(JobNames.All.Order(StringComparer.Ordinal), triggers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Stopping_waits_for_the_job_that_runs()
    {
        var sink = new RecordingSink();
        var (begun, answer) = (new TaskCompletionSource(), new TaskCompletionSource<Delivery>());
        sink.Answer = (_, _) =>
        {
            begun.SetResult();
            return answer.Task;
        };
        var connectionString = await databases.CreateAsync(DatabaseProvider.Sqlite);
        await using (var before = await TestShop.StartOnAsync(connectionString, DatabaseProvider.Sqlite))
            await before.OrderAsync(await before.AddShopperAsync(1000), (await before.AddProductAsync(), 1));

        var shop = await TestShop.StartOnAsync(
            connectionString,
            DatabaseProvider.Sqlite,
            configure: services =>
            {
                services.AddSingleton<IDataPlatformSink>(sink);
                services.Remove(services.Single(s => s.ImplementationType == typeof(OutboxNudgedDispatch))); // the sweep shall find it
            },
            settings: Enabled);
        await begun.Task.WaitAsync(Limit);
        var stop = shop.DisposeAsync().AsTask();
        Assert.False(stop.IsCompleted);
        answer.SetResult(Delivery.Delivered);
        await stop.WaitAsync(Limit);

        await using var after = await TestShop.StartOnAsync(connectionString, DatabaseProvider.Sqlite);
        Assert.Equal(OutboxStatus.Sent, await after.ReadAsync(db => db.OutboxMessages.Select(m => m.Status).SingleAsync()));
    }

    [Fact]
    public async Task Without_jobs_an_instance_has_none_to_show_or_run()
    {
        await using var shop = await TestShop.StartAsync(databases);
        var board = shop.Get<JobBoard>();

        Assert.False(board.IsAvailable);
        Assert.Empty(await board.ListAsync(default));
        Assert.Equal(0, (await board.ListRunsAsync(null, new PageRequest(), default)).Total);
        Assert.IsType<JobNotFound>((await board.RunNowAsync(JobNames.CleanUp, default)).Refusal);
    }

    /// <summary>Starts an instance, waits for its first ranking, stops it. Returns how many days are ranked.</summary>
    private static async Task<int> RankAtStartAsync(string connectionString, DatabaseProvider provider)
    {
        using var durations = new JobRunsSeen(JobNames.NightlyRanking);
        await using (var shop = await TestShop.StartOnAsync(connectionString, provider, settings: Enabled))
        {
            await durations.FirstAsync.WaitAsync(Limit);
            return await shop.ReadAsync(db => db.RankingDays.CountAsync());
        }
    }
}

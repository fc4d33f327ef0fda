using System.Globalization;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Jobs;
using Ecommerce.Core.Jobs.Hangfire;
using Ecommerce.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.Tests.Jobs;

/// <summary>
/// Jobs in operating-system processes of their own: one that is killed, and ones whose database is away when they are to stop.
/// </summary>
public sealed class JobProcessTests(TestDatabases databases)
{
    /// <summary>What a host has to stop in.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_job_of_an_instance_that_was_killed_is_taken_over_by_another()
    {
        var connectionString = await databases.CreateAsync(DatabaseProvider.Postgres);
        await using var shop = await TestShop.StartOnAsync(connectionString, DatabaseProvider.Postgres);
        await using var one = await StartAsync(connectionString, ("Jobs:TakeOverSeconds", "5"));
        await using var two = await StartAsync(connectionString, ("Jobs:TakeOverSeconds", "5"));
        await shop.WaitForEndsAsync(JobNames.NightlyRanking); // by then the scheduler's tables are there
        await SchedulerOf(shop).WaitForInstancesAsync(2);

        // The job has begun, and gets no further than this table.
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var held = await connection.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("LOCK TABLE idempotency_records IN ACCESS EXCLUSIVE MODE", connection, held))
            await hold.ExecuteNonQueryAsync();
        SchedulerOf(shop).Enqueue(JobNames.CleanUp);
        var begun = (await shop.WaitForRunsAsync(runs => runs.Exists(r => r.Job == JobNames.CleanUp)))
            .Single(r => r.Job == JobNames.CleanUp);
        var its = one.Id == ProcessOf(begun) ? one : two;
        Assert.Equal(its.Id, ProcessOf(begun));
        await its.KillAsync();
        await held.RollbackAsync();

        var runs = (await shop.WaitForRunsAsync(all => all.Exists(r => r.Job == JobNames.CleanUp && r.EndedAt is not null)))
            .FindAll(r => r.Job == JobNames.CleanUp);

        var other = its == one ? two : one;
        Assert.Equal([(its.Id, null), (other.Id, JobOutcome.Succeeded)], runs.Select(r => (ProcessOf(r), r.Outcome)));
    }

    [Fact]
    public async Task Two_first_starts_at_once_make_the_schedulers_tables_once()
    {
        var connectionString = await databases.CreateAsync(DatabaseProvider.Postgres);
        var processes = await Task.WhenAll(StartAsync(connectionString), StartAsync(connectionString), StartAsync(connectionString));
        await using var shop = await TestShop.StartOnAsync(connectionString, DatabaseProvider.Postgres);

        await shop.WaitForEndsAsync(JobNames.NightlyRanking); // by then the scheduler's tables are there
        await SchedulerOf(shop).WaitForInstancesAsync(processes.Length);

        foreach (var process in processes)
        {
            Assert.DoesNotContain(process.Heard, line => line.Contains("The scheduler could not start", StringComparison.Ordinal));
            await process.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_stops_in_time_while_its_database_is_away(bool awayAtStart)
    {
        await databases.GetPostgresAsync(); // skips the test where there is no server to be had
        await using var server = await PostgresServer.StartAsync();
        var connectionString = server.ConnectionString("shop");
        if (awayAtStart) await server.StopServerAsync();
        await using var process = await StartAsync(connectionString);
        if (!awayAtStart)
        {
            await using (var shop = await TestShop.StartOnAsync(connectionString, DatabaseProvider.Postgres))
                await shop.WaitForEndsAsync(JobNames.NightlyRanking);
            await server.StopServerAsync();
        }

        Assert.Equal(0, await process.TerminateAsync(StopLimit));
        await server.StartServerAsync(); // for its own disposal
    }

    [Fact]
    public async Task It_stops_in_time_while_its_database_does_not_answer()
    {
        var connectionString = await databases.CreateAsync(DatabaseProvider.Postgres);
        using var line = new SilentLine(connectionString);
        await using var shop = await TestShop.StartOnAsync(connectionString, DatabaseProvider.Postgres);
        await using var process = await StartAsync(line.ConnectionString, ("Jobs:OutboxSweepSeconds", "1"));
        await shop.WaitForEndsAsync(JobNames.NightlyRanking);
        await line.FallSilentAsync();

        Assert.Equal(0, await process.TerminateAsync(StopLimit));
    }

    [Fact]
    public async Task A_shop_that_started_without_its_database_runs_jobs_once_it_is_there()
    {
        await databases.GetPostgresAsync();
        await using var server = await PostgresServer.StartAsync();
        var connectionString = server.ConnectionString("shop");
        await server.StopServerAsync();
        var log = new LogLines();
        await using var late = await TestShop.StartOnAsync(
            connectionString, DatabaseProvider.Postgres, configure: services => services.AddSingleton<ILoggerProvider>(log),
            settings: ("Jobs:Enabled", "true"));
        Assert.False(late.Get<IJobScheduler>().IsRunning);
        await server.StartServerAsync();

        await late.Get<DatabaseReadiness>().WaitAsync(default).WaitAsync(TimeSpan.FromSeconds(60));
        await late.WaitForEndsAsync(JobNames.NightlyRanking);
        // It waited, and did not try in vain.
        Assert.DoesNotContain(log.Lines, line => line.Level >= LogLevel.Error && line.Level != LogLevel.None);
    }

    private static Task<ServerProcess> StartAsync(string connectionString, params (string, string)[] settings) =>
        ShopProcess.StartAsync(connectionString, DatabaseProvider.Postgres, settings);

    private static int ProcessOf(JobRunRecord run) => int.Parse(run.Instance.Split('/')[^2], CultureInfo.InvariantCulture);

    /// <summary>As an admin at an instance has it, but from here, where no job runs.</summary>
    private static HangfireScheduler SchedulerOf(TestShop shop)
    {
        var jobs = shop.Get<IOptions<JobsOptions>>();
        return new HangfireScheduler(
            Storages.Create(shop.Get<IOptions<DatabaseOptions>>().Value, jobs.Value), jobs, shop.Get<StoreClock>());
    }
}

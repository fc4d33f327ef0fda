using System.Text.Json;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Seeding;
using Ecommerce.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Tests.Data;

/// <summary>The first start of several instances, the second start, and the start after one that was killed.</summary>
public abstract class StartupContract(TestDatabases databases, DatabaseProvider provider)
{
    [Fact]
    public async Task Instances_that_start_at_once_migrate_and_seed_once()
    {
        var connectionString = await databases.ReserveAsync(provider);

        var shops = await Race.RunAsync(4, _ => StartAsync(connectionString));

        Assert.All(shops, s => Assert.True(s.Get<DatabaseReadiness>().IsReady));
        var shop = shops[0];
        Assert.Equal(
            await DemoProductsAsync(),
            await shop.ReadAsync(db => db.Products.OrderBy(p => p.Id).Select(p => p.Name).ToListAsync()));
        Assert.Equal(
            [DemoAccounts.Admin, DemoAccounts.Shopper],
            await shop.ReadAsync(db => db.Users.Select(u => u.Email!).OrderBy(e => e).ToListAsync()));
        Assert.Equal(2, await shop.ReadAsync(db => db.Wallets.CountAsync()));
        Assert.Equal("Admin", Assert.Single(await shop.ReadAsync(db => db.Roles.Select(r => r.Name).ToListAsync())));
        Assert.Equal(1, await shop.ReadAsync(db => db.DataProtectionKeys.CountAsync()));
        await shop.AssertBooksBalanceAsync();
        foreach (var each in shops) await each.DisposeAsync();
    }

    [Fact]
    public async Task A_first_start_logs_no_error()
    {
        var log = new LogLines();
        await using var shop = await TestShop.StartOnAsync(
            await databases.ReserveAsync(provider), provider, configure: services => services.AddSingleton<ILoggerProvider>(log));

        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(log.Lines, line => line.Level is LogLevel.Error or LogLevel.Critical);
    }

    [Fact]
    public async Task A_migration_has_no_time_limit_and_what_follows_has()
    {
        var log = new LogLines();
        await using var shop = await TestShop.StartOnAsync(
            await databases.ReserveAsync(provider), provider, configure: services => services.AddSingleton<ILoggerProvider>(log));

        var commands = log.Lines.Select(l => l.Text).Where(t => t.Contains("CommandTimeout=", StringComparison.Ordinal)).ToList();
        var migrating = commands
            .Where(t => t.Contains("CREATE TABLE", StringComparison.Ordinal) && t.Contains("wallet_entries", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(migrating);
        Assert.All(migrating, t => Assert.Contains("CommandTimeout='0'", t, StringComparison.Ordinal));
        Assert.Contains(
            commands,
            t => t.Contains("INSERT INTO", StringComparison.Ordinal) && t.Contains("CommandTimeout='30'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_start_adds_nothing()
    {
        var connectionString = await databases.ReserveAsync(provider);
        await using var first = await StartAsync(connectionString);
        var before = await first.ContentsAsync();

        await using var second = await StartAsync(connectionString);

        Assert.Equal(before, await second.ContentsAsync());
    }

    [Fact]
    public async Task Nothing_but_the_role_and_a_key_is_made_without_demo_data()
    {
        await using var shop = await TestShop.StartOnAsync(await databases.ReserveAsync(provider), provider);

        var filled = (await shop.ContentsAsync()).Where(t => t.Value.Length > 0).Select(t => t.Key);

        Assert.Equal(["audit_head", "data_protection_keys", "revisions", "roles"], filled);
    }

    private Task<TestShop> StartAsync(string connectionString) =>
        TestShop.StartOnAsync(connectionString, provider, settings: [("Seed:Demo", "true"), ("Seed:DemoHistory", "false")]);

    private static async Task<IEnumerable<string>> DemoProductsAsync()
    {
        await using var file = typeof(ShopContext).Assembly.GetManifestResourceStream("Ecommerce.Core.Catalog.DemoCatalog.json")!;
        using var catalog = await JsonDocument.ParseAsync(file);
        return catalog.RootElement.GetProperty("products").EnumerateArray().Select(p => p.GetProperty("name").GetString()!).ToList();
    }
}

public sealed class SqliteStartupTests(TestDatabases databases) : StartupContract(databases, DatabaseProvider.Sqlite)
{
    private readonly TestDatabases databases = databases;

    [Fact]
    public async Task A_migration_that_was_killed_does_not_block_the_next_start()
    {
        var connectionString = await databases.ReserveAsync(DatabaseProvider.Sqlite);
        Directory.CreateDirectory(Path.GetDirectoryName(new SqliteConnectionStringBuilder(connectionString).DataSource)!);
        await using (var connection = new SqliteConnection(connectionString))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText =
                "CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL);"
                + "INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-11-22 00:00:00')";
            await command.ExecuteNonQueryAsync();
        }

        await using var shop = await TestShop.StartOnAsync(connectionString, DatabaseProvider.Sqlite).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.True(shop.Get<DatabaseReadiness>().IsReady);
    }
}

public sealed class PostgresStartupTests(TestDatabases databases) : StartupContract(databases, DatabaseProvider.Postgres);

using System.Collections.Concurrent;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases.Postgres;
using Ecommerce.Core.Data.Databases.Sqlite;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

[assembly: AssemblyFixture(typeof(Ecommerce.Tests.Infrastructure.TestDatabases))]

namespace Ecommerce.Tests.Infrastructure;

/// <summary>
/// Hands out databases of their own: fresh, and migrated by the real migrations. These run once per provider; each test gets a copy of
/// the result (a file copy on SQLite, CREATE DATABASE … TEMPLATE on PostgreSQL).
/// </summary>
public sealed class TestDatabases : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly Lazy<Task<string>> sqliteTemplate;
    private readonly Lazy<Task<PostgresServer>> postgres;
    private readonly ConcurrentBag<string> onSqlServer = [];
    private int count;

    public TestDatabases()
    {
        sqliteTemplate = new(MigrateSqliteAsync);
        postgres = new(StartPostgresAsync);
    }

    /// <summary>A connection string to a fresh database. Skips the test where the provider's server is not to be had.</summary>
    public async Task<string> CreateAsync(DatabaseProvider provider)
    {
        var name = $"shop_{Environment.ProcessId}_{Interlocked.Increment(ref count)}";
        switch (provider)
        {
            case DatabaseProvider.Postgres:
                var server = await GetPostgresAsync();
                await server.ExecuteAsync($"CREATE DATABASE {name} TEMPLATE shop_template");
                return server.ConnectionString(name);
            case DatabaseProvider.SqlServer:
                return OnSqlServer(name);
            default:
                var file = folder[name + ".db"];
                File.Copy(await sqliteTemplate.Value, file);
                return $"Data Source={file}";
        }
    }

    /// <summary>A connection string to a database that does not exist yet.</summary>
    public async Task<string> ReserveAsync(DatabaseProvider provider)
    {
        var name = $"new_{Environment.ProcessId}_{Interlocked.Increment(ref count)}";
        if (provider == DatabaseProvider.Sqlite) return $"Data Source={Path.Combine(folder[name], "shop.db")}";
        return provider == DatabaseProvider.SqlServer ? OnSqlServer(name) : (await GetPostgresAsync()).ConnectionString(name);
    }

    /// <summary>The PostgreSQL server of this run, for tests that need the server itself.</summary>
    public async Task<PostgresServer> GetPostgresAsync()
    {
        if (PostgresServer.ReasonToSkip is { } reason) Assert.Skip(reason);
        return await postgres.Value;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        await DropOnSqlServerAsync();
        if (postgres.IsValueCreated) await (await postgres.Value).DisposeAsync();
        folder.Dispose();
    }

    /// <summary>Ends whoever is still in it. Also of one that was never made.</summary>
    internal static string DropSqlServerDatabase(string name) =>
        $"IF DB_ID(N'{name}') IS NOT NULL BEGIN "
        + $"ALTER DATABASE [{name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{name}]; END;";

    /// <summary>The shop makes it when it starts.</summary>
    private string OnSqlServer(string name)
    {
        var given = Environment.GetEnvironmentVariable("ECOMMERCE_TEST_SQLSERVER");
        if (string.IsNullOrEmpty(given)) Assert.Skip("ECOMMERCE_TEST_SQLSERVER holds no connection string.");
        onSqlServer.Add(name);
        return new SqlConnectionStringBuilder(given) { InitialCatalog = name }.ConnectionString;
    }

    private async Task DropOnSqlServerAsync()
    {
        if (onSqlServer.IsEmpty) return;
        SqlConnection.ClearAllPools();
        var given = Environment.GetEnvironmentVariable("ECOMMERCE_TEST_SQLSERVER");
        await using var connection = new SqlConnection(
            new SqlConnectionStringBuilder(given) { InitialCatalog = "master" }.ConnectionString);
        await connection.OpenAsync();
        foreach (var name in onSqlServer)
        {
            await using var drop = new SqlCommand(DropSqlServerDatabase(name), connection);
            await drop.ExecuteNonQueryAsync();
        }
    }

    private async Task<string> MigrateSqliteAsync()
    {
        var file = folder["template.db"];
        await using (var db = new SqliteShopContext(new DbContextOptionsBuilder().UseSqlite($"Data Source={file};Pooling=False").Options))
            await db.Database.MigrateAsync();
        return file;
    }

    private static async Task<PostgresServer> StartPostgresAsync()
    {
        var server = await PostgresServer.StartAsync();
        var template = new NpgsqlConnectionStringBuilder(server.ConnectionString("shop_template")) { Pooling = false }.ConnectionString;
        await using var db = new PostgresShopContext(new DbContextOptionsBuilder().UseNpgsql(template).Options);
        await db.Database.MigrateAsync();
        return server;
    }
}

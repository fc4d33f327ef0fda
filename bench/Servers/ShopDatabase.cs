using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Ecommerce.Bench.Servers;

/// <summary>A filled shop's database, and a copy of it for what measures the limit past the shop.</summary>
/// <param name="Provider">As the shop's option <c>Database:Provider</c> spells it.</param>
public sealed record ShopDatabase(string Provider, string ConnectionString, string LimitConnectionString, PostgresServer? Server)
{
    public bool IsPostgres => Server is not null;

    /// <summary>Fills it by the shop's own command, unless the last run's is kept.</summary>
    public static async Task<ShopDatabase> PrepareAsync(BenchOptions options, PostgresServer? server, string name, int products, int lines)
    {
        var (database, exists) = server is null ? OnSqlite(options, name) : await OnPostgresAsync(server, name);
        if (options.Keep && exists) return database;
        Console.WriteLine($"Filling {database.Provider} with {products} products and {lines} lines ...");
        var begun = Stopwatch.GetTimestamp();
        await database.RunShopAsync(
            options, "--seed-load", $"products={products}", $"shoppers={options.Shoppers}", $"lines={lines}", $"days={options.Days}");
        Console.WriteLine($"  {Stopwatch.GetElapsedTime(begun).TotalSeconds:F0} s");
        await database.CopyForLimitAsync(name);
        return database;
    }

    /// <summary>Runs one of the shop's commands on this database.</summary>
    public Task<string> RunShopAsync(BenchOptions options, params string[] arguments) => Programs.RunAsync(
        "dotnet", [Path.Combine(options.Shop, "Ecommerce.Web.dll"), .. arguments], options.Shop, Settings);

    public IEnumerable<(string Key, string Value)> Settings =>
        [("Database:Provider", Provider), ("ConnectionStrings:Shop", ConnectionString)];

    private static (ShopDatabase Database, bool Exists) OnSqlite(BenchOptions options, string name)
    {
        var (shop, limit) = (Path.Combine(options.Folder, $"{name}.db"), Path.Combine(options.Folder, $"{name}-limit.db"));
        var exists = File.Exists(limit);
        if (!options.Keep || !exists)
            foreach (var left in Directory.GetFiles(options.Folder, $"{name}*.db*")) File.Delete(left);
        return (new ShopDatabase("Sqlite", $"Data Source={shop}", $"Data Source={limit}", null), exists);
    }

    private static async Task<(ShopDatabase Database, bool Exists)> OnPostgresAsync(PostgresServer server, string name)
    {
        var exists = await server.ExecuteAsync($"SELECT 1 FROM pg_database WHERE datname = '{name}_limit'") is not null;
        // As docs/operations.md has it for two cores: more connections at once only get in each other's way.
        var shop = $"{server.ConnectionString(name)};Maximum Pool Size=16;Command Timeout=0";
        var limit = $"{server.ConnectionString($"{name}_limit")};Maximum Pool Size=64;Command Timeout=0";
        return (new ShopDatabase("Postgres", shop, limit, server), exists);
    }

    private async Task CopyForLimitAsync(string name)
    {
        if (Server is not null)
        {
            // What autovacuum does by itself on a shop that grew over 90 days.
            await Server.ExecuteAsync("VACUUM ANALYZE", name);
            await Server.ExecuteAsync($"CREATE DATABASE {name}_limit TEMPLATE {name}");
            return;
        }

        await using var source = new SqliteConnection(ConnectionString + ";Pooling=False");
        await source.OpenAsync();
        await using var checkpoint = source.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await checkpoint.ExecuteNonQueryAsync();
        File.Copy(
            new SqliteConnectionStringBuilder(ConnectionString).DataSource,
            new SqliteConnectionStringBuilder(LimitConnectionString).DataSource);
    }
}

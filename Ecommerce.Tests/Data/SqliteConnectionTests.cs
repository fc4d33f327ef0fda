using System.Data.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases.Sqlite;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecommerce.Tests.Data;

/// <summary>SQLite forgets its settings with each connection.</summary>
public sealed class SqliteConnectionTests(TestDatabases databases)
{
    [Theory]
    [InlineData("NORMAL", 1)]
    [InlineData("FULL", 2)]
    public async Task Every_connection_has_the_shops_settings(string synchronous, long number)
    {
        await using var shop = await TestShop.StartAsync(databases, DatabaseProvider.Sqlite);
        using var database = new SqliteDatabase(new() { ConnectionString = shop.ConnectionString, SqliteSynchronous = synchronous });
        await using var pastEf = await database.OpenConnectionAsync(default);
        await using var db = new ShopContextFactory(database, NullLoggerFactory.Instance).CreateDbContext();
        await db.Database.OpenConnectionAsync();

        foreach (var connection in new[] { pastEf, db.Database.GetDbConnection() })
        {
            Assert.Equal(number, await ReadAsync(connection, "synchronous"));
            Assert.Equal(5000, await ReadAsync(connection, "busy_timeout"));
            Assert.Equal(1, await ReadAsync(connection, "foreign_keys"));
        }
    }

    [Fact]
    public async Task Nobody_else_on_the_machine_can_read_what_it_writes()
    {
        if (OperatingSystem.IsWindows()) return; // there the folder's rights decide
        using var folder = new TemporaryFolder();
        await using var shop = await TestShop.StartOnAsync($"Data Source={folder["shop.db"]}", DatabaseProvider.Sqlite);

        foreach (var file in new[] { "shop.db", "shop.db-wal", "shop.db-shm" })
            Assert.Equal((file, UnixFileMode.UserRead | UnixFileMode.UserWrite), (file, File.GetUnixFileMode(folder[file])));
    }

    private static async Task<long> ReadAsync(DbConnection connection, string pragma)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA {pragma}";
        return (long)(await command.ExecuteScalarAsync())!;
    }
}

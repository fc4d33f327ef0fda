using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases.Postgres;
using Ecommerce.Tests.Infrastructure;
using Npgsql;

namespace Ecommerce.Tests.Data;

/// <summary>What the shop's connections to PostgreSQL are like.</summary>
public sealed class PostgresConnectionTests(TestDatabases databases)
{
    [Theory]
    [InlineData("", true)]
    [InlineData(";Max Auto Prepare=0", false)] // behind a pooler that shares connections
    [InlineData(";MaxAutoPrepare=0", false)]
    public async Task Statements_that_come_again_are_prepared_unless_the_connection_string_says_otherwise(string more, bool prepared)
    {
        await using var shop = await TestShop.StartAsync(databases, DatabaseProvider.Postgres);
        var options = new DatabaseOptions { Provider = DatabaseProvider.Postgres, ConnectionString = shop.ConnectionString + more };
        await using var connection = (NpgsqlConnection)await new PostgresDatabase(options).OpenConnectionAsync(default);

        for (var i = 0; i < 10; i++)
        {
            await using var command = new NpgsqlCommand("SELECT COUNT(*) FROM orders", connection);
            await command.ExecuteScalarAsync();
        }

        await using var count = new NpgsqlCommand("SELECT COUNT(*) FROM pg_prepared_statements", connection);
        Assert.Equal(prepared ? 1L : 0L, await count.ExecuteScalarAsync());
    }
}

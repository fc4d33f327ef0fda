using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;
using Ecommerce.Core.Events;
using Ecommerce.Core.Ranking;
using Ecommerce.Tests.Infrastructure;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Contracts;

/// <summary>What only SQL Server does, on a real one; skipped where ECOMMERCE_TEST_SQLSERVER holds no connection string.</summary>
public sealed class SqlServerTests(TestDatabases databases) : ShopContract(databases, DatabaseProvider.SqlServer, instances: 1)
{
    private readonly TestDatabases databases = databases;

    /// <summary>
    /// An adversary keeps the movements until the order waits for them in the middle of its writing, and then wants the order's product.
    /// The order is the victim; whatever of it came behind the deadlock must not be there.
    /// </summary>
    [Fact]
    public async Task An_order_that_loses_a_deadlock_in_the_middle_leaves_nothing_and_is_placed_once()
    {
        await using var shop = await StartAsync();
        var product = await shop.First.AddProductAsync(stock: 10, price: 100);
        var shopper = await shop.First.AddShopperAsync(balance: 1000);
        await using var adversary = new SqlConnection(shop.First.ConnectionString);
        await adversary.OpenAsync();
        await ExecuteAsync(
            adversary, "SET DEADLOCK_PRIORITY HIGH; BEGIN TRANSACTION; SELECT COUNT(*) FROM stock_movements WITH (TABLOCKX, HOLDLOCK)");

        var ordering = shop.First.OrderAsync(shopper, (product, 3));
        await shop.First.UntilSomebodyWaitsAsync(DatabaseProvider.SqlServer, ordering);
        await ExecuteAsync(adversary, "UPDATE products SET name = name");
        await ExecuteAsync(adversary, "ROLLBACK");
        (await ordering).Granted();

        Assert.Equal((700, 7), (await shop.First.BalanceAsync(shopper), await shop.First.StockAsync(product)));
        Assert.Equal((1, 1), await shop.First.ReadAsync(async db => (await db.Orders.CountAsync(), await db.OrderLines.CountAsync())));
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task A_new_database_is_set_as_the_shop_needs_it_by_instances_that_start_at_once()
    {
        var connectionString = await databases.ReserveAsync(DatabaseProvider.SqlServer);

        var shops = await Race.RunAsync(2, _ => TestShop.StartOnAsync(connectionString, DatabaseProvider.SqlServer));

        Assert.Equal(
            ["1 True"],
            await shops[0].QuerySqlAsync(
                "SELECT snapshot_isolation_state, is_read_committed_snapshot_on FROM sys.databases WHERE database_id = DB_ID()"));
        foreach (var shop in shops) await shop.DisposeAsync();
    }

    [Fact]
    public async Task A_start_that_was_cut_off_before_its_settings_is_made_up_for()
    {
        await using var shop = await StartAsync();
        await shop.First.ExecuteSqlAsync("ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION OFF");

        await using var again = await TestShop.StartOnAsync(shop.First.ConnectionString, DatabaseProvider.SqlServer);

        await again.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task What_reads_one_state_leaves_no_isolation_level_in_the_pool()
    {
        await using var shop = await StartAsync();
        await shop.First.AssertBooksBalanceAsync();

        for (var i = 0; i < 10; i++)
            Assert.Equal(
                ["2"],
                await shop.First.QuerySqlAsync("SELECT transaction_isolation_level FROM sys.dm_exec_sessions WHERE session_id = @@SPID"));
    }

    [Fact]
    public async Task The_ranking_counts_its_rows_and_no_triggers()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.First.AddShopperAsync(balance: 1000);
        foreach (var stock in new[] { 5, 6 })
            (await shop.First.OrderAsync(shopper, (await shop.First.AddProductAsync(stock, price: 10), 1))).Granted();

        var counted = await shop.First.Get<AggregateDay>().RunAsync(Actor.System, shop.First.Get<StoreClock>().Today, default);

        Assert.Equal(2, counted.Granted().Products);
    }

    [Theory]
    [InlineData("wallet_entries")]
    [InlineData("stock_movements")]
    [InlineData("admin_actions")]
    public async Task The_books_can_not_be_emptied(string table)
    {
        await using var shop = await StartAsync();
        var shopper = await shop.First.AddShopperAsync(balance: 1000);
        (await shop.First.OrderAsync(shopper, (await shop.First.AddProductAsync(price: 10), 1))).Granted();

        Assert.Equal(4712, Assert.IsType<SqlException>(await shop.First.ErrorOfAsync($"TRUNCATE TABLE {table}")).Number);
        foreach (var sql in new[] { $"DELETE FROM {table}", $"UPDATE {table} SET created_at = created_at" })
            Assert.Equal(50001, Assert.IsType<SqlException>(await shop.First.ErrorOfAsync(sql)).Number);
    }

    [Fact]
    public async Task Text_that_a_usual_collation_takes_for_the_same_is_told_apart()
    {
        await using var shop = await StartAsync();
        await shop.First.AddProductAsync(name: "Gift 🎁", category: "🎁");
        await shop.First.AddProductAsync(name: "Party 🎉", category: "🎉");

        var found = await shop.First.Get<ProductQueries>().ListAsync(new("🎉"), new PageRequest(), default);

        Assert.Equal("Party 🎉", Assert.Single(found.Items).Name);
        Assert.Equal(2, await shop.First.ReadAsync(db => db.Categories.CountAsync()));
    }

    /// <summary>A second dispatcher finds the rest of a backlog: the first has locked no more than what it took.</summary>
    [Fact]
    public async Task A_claim_locks_only_what_it_takes()
    {
        await using var shop = await StartAsync(settings: ("DataPlatform:Concurrency", "4"));
        var product = await shop.First.AddProductAsync(stock: 100, price: 1);
        var shopper = await shop.First.AddShopperAsync(balance: 1000);
        for (var i = 0; i < 20; i++) (await shop.First.OrderAsync(shopper, (product, 1))).Granted();
        var (queue, platform) = (shop.First.Get<DeliveryQueue>(), shop.First.Get<IEventDestination>());
        await queue.RouteAsync(default);
        var meanwhile = 0;

        await shop.First.Get<ShopTransaction>().EditAsync<bool>(
            async (unit, token) =>
            {
                var now = shop.First.Get<StoreClock>().UtcNow;
                var claim = shop.First.Get<Dialect>().ClaimDeliveries;
                var first = await unit.Db.Deliveries.FromSqlRaw(claim, now, now.AddMinutes(1), 4, platform.Name).AsNoTracking()
                    .ToListAsync(token);
                meanwhile = (await queue.ClaimAsync(platform, token)).Select(c => c.Delivery.Id).Except(first.Select(d => d.Id)).Count();
                return true;
            },
            default);

        Assert.Equal(4, meanwhile);
    }

    private static async Task ExecuteAsync(SqlConnection connection, string sql)
    {
        await using var command = new SqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

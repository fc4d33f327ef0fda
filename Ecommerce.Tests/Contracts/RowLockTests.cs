using Ecommerce.Core.Audit;
using Ecommerce.Core.Carts;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Events;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ranking;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Ecommerce.Tests.Contracts;

/// <summary>
/// Each row lock by itself, on a real PostgreSQL server: others can't have the row until the transaction ends. The races show what locks
/// are for; this also shows those that a lock taken before them usually makes superfluous.
/// </summary>
public sealed class RowLockTests(TestDatabases databases)
{
    [Theory]
    [InlineData("wallets")]
    [InlineData("orders")]
    [InlineData("carts")]
    [InlineData("products")]
    [InlineData("deliveries")]
    [InlineData("ranking_days")]
    public async Task It_keeps_its_row_until_the_transaction_ends(string table)
    {
        await using var shop = await TestShop.StartAsync(databases, DatabaseProvider.Postgres);
        var shopper = await shop.AddShopperAsync(balance: 10_000);
        var product = await shop.AddProductAsync();
        var order = (await shop.OrderAsync(shopper, (product, 1))).Value!.Order.Id;
        await shop.Get<DeliveryQueue>().RouteAsync(default);
        var delivery = await shop.ReadAsync(db => db.Deliveries.SingleAsync());
        (await shop.AddToCartAsync(shopper, product)).Granted();
        var today = shop.Get<StoreClock>().Today;
        (await shop.Get<AggregateDay>().RunAsync(Actor.System, today, default)).Granted();

        var held = await shop.Get<ShopTransaction>().RunAsync<bool>(
            async (unit, token) =>
            {
                object? locked = table switch
                {
                    "wallets" => await unit.Locks.WalletAsync(shopper, token),
                    "orders" => await unit.Locks.OrderAsync(order, shopper, token),
                    "carts" => await unit.Locks.CartAsync(CartOwner.Shopper(shopper), token),
                    "products" => await unit.Locks.ProductAsync(product, token),
                    "deliveries" => await unit.Locks.DeliveryAsync(delivery.EventId, delivery.Destination, token),
                    _ => await unit.Locks.RankingDayAsync(today, token),
                };
                Assert.NotNull(locked);
                return !await IsFreeAsync(shop, table);
            },
            default);

        Assert.True(held.Granted());
        Assert.True(await IsFreeAsync(shop, table));
    }

    [Theory]
    [InlineData("wallets", "orders", "products")]
    [InlineData("orders", "products")]
    public async Task A_cancellation_that_waits_has_nothing_that_comes_later(string held, params string[] later)
    {
        await using var shop = await TestShop.StartAsync(databases, DatabaseProvider.Postgres);
        var shopper = await shop.AddShopperAsync(balance: 10_000);
        var order = (await shop.OrderAsync(shopper, (await shop.AddProductAsync(), 1))).Granted().Order.Id;

        (await WhileHeldAsync(shop, held, later, () => shop.CancelAsync(shopper, order))).Granted();
    }

    [Theory]
    [InlineData("wallets", "carts", "products")]
    [InlineData("carts", "products")]
    public async Task A_checkout_that_waits_has_nothing_that_comes_later(string held, params string[] later)
    {
        await using var shop = await TestShop.StartAsync(databases, DatabaseProvider.Postgres);
        var shopper = await shop.AddShopperAsync(balance: 10_000);
        (await shop.AddToCartAsync(shopper, await shop.AddProductAsync())).Granted();

        (await WhileHeldAsync(shop, held, later, () => shop.CheckoutAsync(shopper))).Granted();
    }

    [Fact]
    public async Task An_order_that_waits_for_a_product_has_none_with_a_higher_id()
    {
        await using var shop = await TestShop.StartAsync(databases, DatabaseProvider.Postgres);
        var shopper = await shop.AddShopperAsync(balance: 10_000);
        var (lower, higher) = await AddProductsAsync(shop);

        (await WhileHeldAsync(
            shop,
            $"products WHERE id = {lower}",
            [$"products WHERE id = {higher}"],
            () => shop.OrderAsync(shopper, (lower, 1), (higher, 1)))).Granted();
    }

    [Fact]
    public async Task An_admin_s_cancellation_that_waits_for_a_product_has_none_with_a_higher_id()
    {
        await using var shop = await TestShop.StartAsync(databases, DatabaseProvider.Postgres);
        var shopper = await shop.AddShopperAsync(balance: 10_000);
        var (lower, higher) = await AddProductsAsync(shop);
        var order = (await shop.OrderAsync(shopper, (lower, 1), (higher, 1))).Granted().Order.Id;
        await MoveBehindAsync(shop, lower);

        (await WhileHeldAsync(
            shop,
            $"products WHERE id = {lower}",
            [$"products WHERE id = {higher}"],
            () => shop.Get<CancelForShopper>().RunAsync(Actor.System, order, "sold out", default))).Granted();
    }

    [Fact]
    public async Task A_batch_keeps_all_its_rows_until_the_transaction_ends()
    {
        await using var shop = await TestShop.StartAsync(databases, DatabaseProvider.Postgres);
        var shoppers = await shop.AddShoppersAsync(2, balance: 100);
        var (lower, higher) = await AddProductsAsync(shop);
        string[] rows =
        [
            .. shoppers.Select(id => $"wallets WHERE shopper_id = {id}"), $"products WHERE id = {lower}", $"products WHERE id = {higher}",
        ];

        (await shop.Get<ShopTransaction>().RunAsync<bool>(
            async (unit, token) =>
            {
                await unit.Locks.ForBatchAsync([Members.Of(shoppers[0], lower), Members.Of(shoppers[1], higher)], token);
                foreach (var row in rows) Assert.False(await IsFreeAsync(shop, row), row);
                return true;
            },
            default)).Granted();

        foreach (var row in rows) Assert.True(await IsFreeAsync(shop, row), row);
    }

    /// <summary>Two products, of which the one with the lower id lies behind the other.</summary>
    private static async Task<(long Lower, long Higher)> AddProductsAsync(TestShop shop)
    {
        var (lower, higher) = (await shop.AddProductAsync(), await shop.AddProductAsync());
        await MoveBehindAsync(shop, lower);
        return (lower, higher);
    }

    /// <summary>The server writes a changed row anew, behind the others, and comes to it last where nothing says otherwise.</summary>
    private static Task MoveBehindAsync(TestShop shop, long product) =>
        shop.ExecuteSqlAsync($"UPDATE products SET price = price + 1 WHERE id = {product}");

    /// <summary>
    /// What the operation answers after it had to wait for the rows of a table, and had no row of the later ones meanwhile.
    /// </summary>
    private static async Task<T> WhileHeldAsync<T>(TestShop shop, string held, string[] later, Func<Task<T>> operation)
    {
        await using var connection = new NpgsqlConnection(shop.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand($"SELECT 1 FROM {held} FOR NO KEY UPDATE", connection);
        await hold.ExecuteNonQueryAsync();
        var operating = operation();
        await using var observer = new NpgsqlConnection(shop.ConnectionString); // one transaction sees one state of the activity
        await observer.OpenAsync();
        await using var waiting = new NpgsqlCommand(
            "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')", observer);
        while (!(bool)(await waiting.ExecuteScalarAsync())!) Assert.False(operating.IsCompleted);
        foreach (var table in later) Assert.True(await IsFreeAsync(shop, table), table);
        await transaction.RollbackAsync();
        return await operating;
    }

    private static async Task<bool> IsFreeAsync(TestShop shop, string table)
    {
        try
        {
            await using var connection = new NpgsqlConnection(shop.ConnectionString);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand($"SELECT 1 FROM {table} FOR NO KEY UPDATE NOWAIT", connection);
            await command.ExecuteNonQueryAsync();
            return true;
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }
    }
}

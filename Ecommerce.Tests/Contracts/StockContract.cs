using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Ordering;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Contracts;

/// <summary>Stock is sold to the last piece, and never a piece more.</summary>
public abstract class StockContract(TestDatabases databases, DatabaseProvider provider, int instances = 1)
    : ShopContract(databases, provider, instances)
{
    [Fact]
    public async Task The_last_unit_goes_to_one_of_100_buyers()
    {
        await using var shop = await StartAsync();
        var product = await shop.First.AddProductAsync(stock: 1, price: 700);
        var buyers = await shop.First.AddShoppersAsync(100, balance: 1000);

        var orders = await Race.RunAsync(100, i => shop[i].OrderAsync(buyers[i], (product, 1)));

        Assert.Single(orders, o => o.Succeeded);
        Assert.All(orders.Where(o => !o.Succeeded), o => Assert.Equal(new InsufficientStock(product, 1, 0), o.Refusal));
        Assert.Equal(0, await shop.First.StockAsync(product));
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task A_hundred_in_stock_serve_a_hundred_buyers()
    {
        await using var shop = await StartAsync();
        var product = await shop.First.AddProductAsync(stock: 100, price: 700);
        var buyers = await shop.First.AddShoppersAsync(100, balance: 1000);

        var orders = await Race.RunAsync(100, i => shop[i].OrderAsync(buyers[i], (product, 1)));

        Assert.All(orders, o => o.Granted());
        Assert.Equal(0, await shop.First.StockAsync(product));
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task Sixty_buyers_of_two_empty_a_stock_of_a_hundred_exactly()
    {
        await using var shop = await StartAsync();
        var product = await shop.First.AddProductAsync(stock: 100, price: 10);
        var buyers = await shop.First.AddShoppersAsync(60, balance: 20);

        var orders = await Race.RunAsync(60, i => shop[i].OrderAsync(buyers[i], (product, 2)));

        Assert.Equal(50, orders.Count(o => o.Succeeded));
        Assert.All(orders.Where(o => !o.Succeeded), o => Assert.IsType<InsufficientStock>(o.Refusal));
        Assert.Equal(0, await shop.First.StockAsync(product));
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task Baskets_in_opposite_order_do_not_stop_each_other()
    {
        await using var shop = await StartAsync();
        var a = await shop.First.AddProductAsync(stock: 200, price: 10);
        var b = await shop.First.AddProductAsync(stock: 200, price: 10);
        var buyers = await shop.First.AddShoppersAsync(60, balance: 20);

        var orders = await Race.RunAsync(
            60, i => i % 2 == 0 ? shop[i].OrderAsync(buyers[i], (a, 1), (b, 1)) : shop[i].OrderAsync(buyers[i], (b, 1), (a, 1)));

        Assert.All(orders, o => o.Granted());
        Assert.Equal((140, 140), (await shop.First.StockAsync(a), await shop.First.StockAsync(b)));
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task A_delivery_and_orders_at_once_all_count()
    {
        await using var shop = await StartAsync();
        var product = await shop.First.AddProductAsync(stock: 40, price: 10);
        var buyers = await shop.First.AddShoppersAsync(40, balance: 10);

        var moves = await Race.RunAsync(60, async i => i < 40
            ? (await shop[i].OrderAsync(buyers[i], (product, 1))).Refusal
            : (await shop[i].MoveStockAsync(product, 5, "delivery")).Refusal);

        Assert.All(moves, Assert.Null);
        Assert.Equal(40 - 40 + 20 * 5, await shop.First.StockAsync(product));
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task The_books_balance_at_every_moment_of_a_rush()
    {
        await using var shop = await StartAsync();
        var product = await shop.First.AddProductAsync(stock: 1000, price: 10);
        var buyers = await shop.First.AddShoppersAsync(10, balance: 10_000);

        var refusals = await Race.RunAsync<Refusal?>(50, async i =>
        {
            if (i % 5 == 0)
            {
                await shop[i].AssertBooksBalanceAsync();
                return null;
            }

            var placed = await shop[i].OrderAsync(buyers[i % 10], (product, 1));
            return placed.Succeeded && i % 2 == 0
                ? (await shop[i].CancelAsync(buyers[i % 10], placed.Value.Order.Id)).Refusal
                : placed.Refusal;
        });

        Assert.All(refusals, Assert.Null);
        Assert.Equal(20, await shop.First.ReadAsync(db => Task.FromResult(db.Orders.Count(o => o.Status == OrderStatus.Cancelled))));
    }
}

public sealed class SqliteStockTests(TestDatabases databases) : StockContract(databases, DatabaseProvider.Sqlite);

public sealed class SqliteTwoInstancesStockTests(TestDatabases databases) : StockContract(databases, DatabaseProvider.Sqlite, instances: 2);

public sealed class PostgresStockTests(TestDatabases databases) : StockContract(databases, DatabaseProvider.Postgres);

public sealed class PostgresTwoInstancesStockTests(TestDatabases databases)
    : StockContract(databases, DatabaseProvider.Postgres, instances: 2);

public sealed class SqlServerStockTests(TestDatabases databases) : StockContract(databases, DatabaseProvider.SqlServer, instances: 2);

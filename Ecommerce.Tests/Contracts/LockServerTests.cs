using Ecommerce.Core.Data;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Contracts;

/// <summary>
/// A sale on two instances that wait for each other at a lock server: right with it, and right when it is lost in the middle.
/// </summary>
public sealed class LockServerTests(TestDatabases databases)
{
    private const int Stock = 30;

    [Fact]
    public async Task Advisory_locks_of_PostgreSQL_before_the_rows()
    {
        await using var shop = await StartAsync(("Locking:Strategy", "Postgres"));

        await SellAsync(shop);
    }

    [Fact]
    public async Task Locks_of_Redis_before_the_rows()
    {
        await using var redis = await RedisAsync();
        await using var shop = await StartAsync(("Locking:Strategy", "Redis"), ("Locking:Redis", redis.ConnectionString));

        await SellAsync(shop);
    }

    [Fact]
    public async Task Redis_is_killed_in_the_middle_of_a_sale()
    {
        await using var redis = await RedisAsync();
        await using var shop = await StartAsync(("Locking:Strategy", "Redis"), ("Locking:Redis", redis.ConnectionString));

        await SellAsync(shop, sold => sold == Stock / 3 ? redis.KillAsync() : Task.CompletedTask);
    }

    [Fact]
    public async Task Redis_was_never_there()
    {
        await using var redis = await RedisAsync();
        await redis.KillAsync();
        await using var shop = await StartAsync(("Locking:Strategy", "Redis"), ("Locking:Redis", redis.ConnectionString));

        await SellAsync(shop);
    }

    private static async Task SellAsync(ShopInstances shop, Func<int, Task>? whenSold = null)
    {
        var products = new[] { await shop.First.AddProductAsync(Stock, price: 10), await shop.First.AddProductAsync(Stock * 9, price: 10) };
        var shoppers = await shop.First.AddShoppersAsync(12, balance: 1000);
        var sold = 0;

        var orders = await Race.RunAsync(Stock * 2, async i =>
        {
            var placed = await shop[i].OrderAsync(shoppers[i % shoppers.Count], (products[i % 2], 1), (products[1 - i % 2], 1));
            if (placed.Succeeded && whenSold is not null) await whenSold(Interlocked.Increment(ref sold));
            return placed;
        });

        Assert.Equal(Stock, orders.Count(o => o.Succeeded));
        Assert.Equal(0, await shop.First.StockAsync(products[0]));
        await shop.First.AssertBooksBalanceAsync();
    }

    private static async Task<RedisServer> RedisAsync()
    {
        if (RedisServer.ReasonToSkip is { } reason) Assert.Skip(reason);
        return await RedisServer.StartAsync();
    }

    private async Task<ShopInstances> StartAsync(params (string Key, string? Value)[] settings)
    {
        var connectionString = await databases.CreateAsync(DatabaseProvider.Postgres);
        var shops = new List<TestShop>();
        while (shops.Count < 2) shops.Add(await TestShop.StartOnAsync(connectionString, DatabaseProvider.Postgres, settings: settings));
        return new ShopInstances(shops);
    }
}

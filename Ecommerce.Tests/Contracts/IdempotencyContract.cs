using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Wallets;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Contracts;

/// <summary>Fifty copies of a request under one key are one request.</summary>
public abstract class IdempotencyContract(TestDatabases databases, DatabaseProvider provider, int instances = 1)
    : ShopContract(databases, provider, instances)
{
    private static readonly IdempotencyKey Key = new("key-1", "body-1");

    [Fact]
    public async Task A_charge_is_booked_once()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.First.AddShopperAsync();

        await AssertDoneOnceAsync(i => shop[i].Get<ChargeWallet>().RunAsync(new(shopper, 1000, Key), default));

        Assert.Equal(1000, await shop.First.BalanceAsync(shopper));
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task An_order_is_placed_and_paid_once()
    {
        await using var shop = await StartAsync();
        var product = await shop.First.AddProductAsync(stock: 100, price: 100);
        var shopper = await shop.First.AddShopperAsync(balance: 10_000);

        await AssertDoneOnceAsync(i => shop[i].Get<PlaceOrder>().RunAsync(new(shopper, [new(product, 2)], Key: Key), default));

        Assert.Equal(9800, await shop.First.BalanceAsync(shopper));
        Assert.Equal(98, await shop.First.StockAsync(product));
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task A_cart_is_bought_once()
    {
        await using var shop = await StartAsync();
        var product = await shop.First.AddProductAsync(stock: 100, price: 100);
        var shopper = await shop.First.AddShopperAsync(balance: 10_000);
        (await shop.First.AddToCartAsync(shopper, product, 2)).Granted();

        await AssertDoneOnceAsync(i => shop[i].Get<CheckoutCart>().RunAsync(new(shopper, Key: Key), default));

        Assert.Equal(9800, await shop.First.BalanceAsync(shopper));
        Assert.Empty((await shop.First.CartAsync(shopper)).Items);
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task A_cancellation_refunds_and_restocks_once()
    {
        await using var shop = await StartAsync();
        var product = await shop.First.AddProductAsync(stock: 100, price: 100);
        var shopper = await shop.First.AddShopperAsync(balance: 10_000);
        var order = (await shop.First.OrderAsync(shopper, (product, 2))).Granted().Order;

        await AssertDoneOnceAsync(i => shop[i].Get<CancelOrder>().RunAsync(new(shopper, order.Id, Key), default));

        Assert.Equal(10_000, await shop.First.BalanceAsync(shopper));
        Assert.Equal(100, await shop.First.StockAsync(product));
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task One_key_for_two_requests_serves_the_faster_and_refuses_the_other()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.First.AddShopperAsync();

        var charges = await Race.RunAsync(
            20, i => shop[i].Get<ChargeWallet>().RunAsync(new(shopper, 1 + i % 2, new("one", $"body-{i % 2}")), default));

        var done = Assert.Single(charges, c => c.Succeeded && !c.Value.Replayed).Value.Value;
        Assert.Equal(9, charges.Count(c => c.Succeeded && c.Value.Replayed));
        Assert.Equal(10, charges.Count(c => c.Refusal is IdempotencyKeyReused));
        Assert.Equal(done.Balance, await shop.First.BalanceAsync(shopper));
    }

    [Fact]
    public async Task Keys_are_told_apart_by_case_and_by_every_character()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.First.AddShopperAsync();
        string[] keys = ["a", "A", "ab", "a~", "a!", new('k', IdempotencyRecord.MaxKeyLength), new('K', IdempotencyRecord.MaxKeyLength)];

        foreach (var key in keys)
            Assert.False((await shop.First.Get<ChargeWallet>().RunAsync(new(shopper, 1, new(key, "body")), default)).Granted().Replayed);

        Assert.Equal(keys.Length, await shop.First.ReadAsync(db => db.IdempotencyRecords.CountAsync()));
    }

    private static async Task AssertDoneOnceAsync<T>(Func<int, Task<Result<Idempotent<T>>>> request)
    {
        var answers = (await Race.RunAsync(50, request)).Select(a => a.Granted()).ToList();
        Assert.Equal(49, answers.Count(a => a.Replayed));
        Assert.Single(answers.Select(a => Answers.Json(a.Value)).Distinct());
    }
}

public sealed class SqliteIdempotencyTests(TestDatabases databases) : IdempotencyContract(databases, DatabaseProvider.Sqlite);

public sealed class SqliteTwoInstancesIdempotencyTests(TestDatabases databases)
    : IdempotencyContract(databases, DatabaseProvider.Sqlite, instances: 2);

public sealed class PostgresIdempotencyTests(TestDatabases databases) : IdempotencyContract(databases, DatabaseProvider.Postgres);

public sealed class PostgresTwoInstancesIdempotencyTests(TestDatabases databases)
    : IdempotencyContract(databases, DatabaseProvider.Postgres, instances: 2);

public sealed class SqlServerIdempotencyTests(TestDatabases databases)
    : IdempotencyContract(databases, DatabaseProvider.SqlServer, instances: 2);

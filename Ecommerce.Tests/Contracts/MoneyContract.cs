using Ecommerce.Core.Catalog;
using Ecommerce.Core.Data;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Contracts;

/// <summary>What has to hold about money and stock on every database, however many shoppers come at once.</summary>
public abstract class MoneyContract(TestDatabases databases, DatabaseProvider provider)
{
    [Fact]
    public async Task The_last_unit_goes_to_one_of_100_buyers()
    {
        await using var shop = await StartAsync();
        var product = await shop.AddProductAsync(stock: 1, price: 700);
        var shoppers = new long[100];
        for (var i = 0; i < shoppers.Length; i++) shoppers[i] = await shop.AddShopperAsync(1000);

        var orders = await Race.RunAsync(100, i => shop.OrderAsync(shoppers[i], (product, 1)));

        Assert.Single(orders, o => o.Succeeded);
        Assert.All(orders.Where(o => !o.Succeeded), o => Assert.Equal(new InsufficientStock(product, 1, 0), o.Refusal));
        Assert.Equal(0, await shop.StockAsync(product));
        await shop.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task A_hundred_charges_of_one_wallet_all_count()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.AddShopperAsync();

        var charges = await Race.RunAsync(100, _ => shop.ChargeAsync(shopper, 1000));

        Assert.All(charges, c => Assert.True(c.Succeeded));
        Assert.Equal(100_000, await shop.BalanceAsync(shopper));
        await shop.AssertBooksBalanceAsync();
    }

    protected Task<TestShop> StartAsync() => TestShop.StartAsync(databases, provider);
}

public sealed class SqliteMoneyTests(TestDatabases databases) : MoneyContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresMoneyTests(TestDatabases databases) : MoneyContract(databases, DatabaseProvider.Postgres);

public sealed class SqlServerMoneyTests(TestDatabases databases) : MoneyContract(databases, DatabaseProvider.SqlServer);

using Ecommerce.Core.Data;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Wallets;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Contracts;

/// <summary>Every won counts once, and nobody spends what they do not have.</summary>
public abstract class WalletContract(TestDatabases databases, DatabaseProvider provider, int instances = 1)
    : ShopContract(databases, provider, instances)
{
    [Fact]
    public async Task A_hundred_charges_of_one_wallet_all_count()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.First.AddShopperAsync();

        var charges = await Race.RunAsync(100, i => shop[i].ChargeAsync(shopper, 1000));

        Assert.All(charges, c => c.Granted());
        Assert.Equal(100_000, await shop.First.BalanceAsync(shopper));
        Assert.Equal(Enumerable.Range(1, 100).Select(n => n * 1000L), charges.Select(c => c.Value!.Balance).Order());
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task A_wallet_for_seven_orders_pays_seven_of_fifty()
    {
        await using var shop = await StartAsync();
        var product = await shop.First.AddProductAsync(stock: 1000, price: 300);
        var shopper = await shop.First.AddShopperAsync(balance: 7 * 300 + 299);

        var orders = await Race.RunAsync(50, i => shop[i].OrderAsync(shopper, (product, 1)));

        Assert.Equal(7, orders.Count(o => o.Succeeded));
        Assert.All(orders.Where(o => !o.Succeeded), o => Assert.Equal(new InsufficientBalance(299, 300), o.Refusal));
        Assert.Equal(299, await shop.First.BalanceAsync(shopper));
        Assert.Equal(1000 - 7, await shop.First.StockAsync(product));
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task Charges_and_payments_at_once_leave_their_difference()
    {
        await using var shop = await StartAsync();
        var product = await shop.First.AddProductAsync(stock: 1000, price: 100);
        var shopper = await shop.First.AddShopperAsync(balance: 3000);

        var refusals = await Race.RunAsync(60, async i => i % 2 == 0
            ? (await shop[i / 2].ChargeAsync(shopper, 50)).Refusal
            : (await shop[i / 2].OrderAsync(shopper, (product, 1))).Refusal);

        Assert.All(refusals, Assert.Null);
        Assert.Equal(3000 + 30 * 50 - 30 * 100, await shop.First.BalanceAsync(shopper));
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task The_balance_limit_holds_when_charges_race_for_the_rest()
    {
        await using var shop = await StartAsync(settings: ("Wallet:MaxBalance", "100"));
        var shopper = await shop.First.AddShopperAsync(balance: 90);

        var charges = await Race.RunAsync(20, i => shop[i].ChargeAsync(shopper, 4));

        Assert.Equal(2, charges.Count(c => c.Succeeded));
        Assert.All(charges.Where(c => !c.Succeeded), c => Assert.Equal(new BalanceLimitExceeded(98, 100), c.Refusal));
        await shop.First.AssertBooksBalanceAsync();
    }
}

public sealed class SqliteWalletTests(TestDatabases databases) : WalletContract(databases, DatabaseProvider.Sqlite);

public sealed class SqliteTwoInstancesWalletTests(TestDatabases databases)
    : WalletContract(databases, DatabaseProvider.Sqlite, instances: 2);

public sealed class PostgresWalletTests(TestDatabases databases) : WalletContract(databases, DatabaseProvider.Postgres);

public sealed class PostgresTwoInstancesWalletTests(TestDatabases databases)
    : WalletContract(databases, DatabaseProvider.Postgres, instances: 2);

public sealed class SqlServerWalletTests(TestDatabases databases) : WalletContract(databases, DatabaseProvider.SqlServer, instances: 2);

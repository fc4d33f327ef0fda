using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Wallets;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Contracts;

/// <summary>
/// A request that waits for another one's row and is given up by its client (servers only: SQLite's units queue in the process).
/// </summary>
public abstract class WaitingContract(TestDatabases databases, DatabaseProvider provider) : ShopContract(databases, provider, instances: 2)
{
    [Fact]
    public async Task A_unit_that_is_cancelled_while_it_waits_leaves_nothing_and_keeps_nothing()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.First.AddShopperAsync();
        using var cancellation = new CancellationTokenSource();
        Exception? given = null;

        (await shop.First.Get<ShopTransaction>().RunAsync<bool>(
            async (unit, token) =>
            {
                await unit.Locks.WalletAsync(shopper, token);
                var waiting = shop[1].Get<ChargeWallet>().RunAsync(new ChargeRequest(shopper, 100), cancellation.Token);
                await shop.First.UntilSomebodyWaitsAsync(Provider, waiting);
                await cancellation.CancelAsync();
                given = await Record.ExceptionAsync(() => waiting.WaitAsync(TimeSpan.FromSeconds(20), token));
                return true;
            },
            default)).Granted();

        Assert.True(given is OperationCanceledException, $"{given}");
        Assert.Equal(0, await shop.First.BalanceAsync(shopper));
        (await shop[1].ChargeAsync(shopper, 5)).Granted();
        Assert.Equal(5, await shop.First.BalanceAsync(shopper));
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task Orders_for_other_products_pass_those_that_wait_for_a_hot_one()
    {
        await using var shop = await StartAsync();
        var shoppers = await shop.First.AddShoppersAsync(4, balance: 1000);
        var (hot, other) = (await shop.First.AddProductAsync(stock: 5, price: 100), await shop.First.AddProductAsync(price: 100));
        var waiting = new List<Task<Result<OrderReceipt>>>();

        (await shop[1].Get<ShopTransaction>().RunAsync<bool>(
            async (unit, token) =>
            {
                await unit.Locks.ProductAsync(hot, token);
                waiting.Add(shop.First.OrderAsync(shoppers[0], (hot, 1)));
                await shop.First.UntilSomebodyWaitsAsync(Provider, waiting[0]);
                waiting.Add(shop.First.OrderAsync(shoppers[1], (hot, 1)));
                waiting.Add(shop.First.OrderAsync(shoppers[2], (other, 1), (hot, 1)));
                (await shop.First.ChargeAsync(shoppers[3], 1)).Granted();
                Assert.All(waiting, order => Assert.False(order.IsCompleted));
                return true;
            },
            default)).Granted();

        foreach (var order in waiting) (await order).Granted();
        Assert.Equal(2, await shop.First.StockAsync(hot));
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task Whoever_wants_a_row_that_somebody_before_them_wants_does_not_pass_them()
    {
        await using var shop = await StartAsync();
        var shoppers = await shop.First.AddShoppersAsync(3, balance: 1000);
        var (hot, last) = (await shop.First.AddProductAsync(stock: 5, price: 100), await shop.First.AddProductAsync(stock: 1, price: 100));
        var waiting = new List<Task<Result<OrderReceipt>>>();

        (await shop[1].Get<ShopTransaction>().RunAsync<bool>(
            async (unit, token) =>
            {
                await unit.Locks.ProductAsync(hot, token);
                waiting.Add(shop.First.OrderAsync(shoppers[0], (hot, 1)));
                await shop.First.UntilSomebodyWaitsAsync(Provider, waiting[0]);
                waiting.Add(shop.First.OrderAsync(shoppers[1], (hot, 1), (last, 1)));
                waiting.Add(shop.First.OrderAsync(shoppers[2], (last, 1)));
                return true;
            },
            default)).Granted();

        Assert.Equal([true, true, false], (await Task.WhenAll(waiting)).Select(order => order.Succeeded)); // first come, first served
    }
}

public sealed class PostgresWaitingTests(TestDatabases databases) : WaitingContract(databases, DatabaseProvider.Postgres);

public sealed class SqlServerWaitingTests(TestDatabases databases) : WaitingContract(databases, DatabaseProvider.SqlServer);

using Ecommerce.Core.Data;
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
}

public sealed class PostgresWaitingTests(TestDatabases databases) : WaitingContract(databases, DatabaseProvider.Postgres);

public sealed class SqlServerWaitingTests(TestDatabases databases) : WaitingContract(databases, DatabaseProvider.SqlServer);

using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Wallets;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Contracts;

/// <summary>A unit of work happens as a whole or not at all, and what happened is never done again by itself.</summary>
public abstract class AtomicityContract(TestDatabases databases, DatabaseProvider provider, int instances = 1)
    : ShopContract(databases, provider, instances)
{
    [Fact]
    public async Task A_crash_between_commit_and_answer_is_healed_by_the_same_key()
    {
        await using var shop = await StartAsync(InterceptedRunner.Install);
        var product = await shop.First.AddProductAsync(stock: 5, price: 100);
        var shopper = await shop.First.AddShopperAsync(balance: 500);
        var request = new PlaceOrderRequest(shopper, [new(product, 2)], Key: new IdempotencyKey("key", "body"));
        var runner = RunnerOf(shop.First);
        runner.AfterCommit = _ => throw new IOException("The process died here.");

        await Assert.ThrowsAsync<IOException>(() => shop.First.Get<PlaceOrder>().RunAsync(request, default));
        runner.AfterCommit = null;
        var again = (await shop[1].Get<PlaceOrder>().RunAsync(request, default)).Granted();

        Assert.True(again.Replayed);
        Assert.Equal(300, again.Value.Balance);
        Assert.Equal(300, await shop.First.BalanceAsync(shopper));
        Assert.Equal(3, await shop.First.StockAsync(product));
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task A_commit_whose_outcome_is_unknown_is_not_run_again()
    {
        await using var shop = await StartAsync(InterceptedRunner.Install);
        var shopper = await shop.First.AddShopperAsync();
        var runner = RunnerOf(shop.First);
        var before = runner.Runs;
        runner.AfterCommit = _ => throw DatabaseErrors.BrokenConnection(Provider);

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => shop.First.ChargeAsync(shopper, 100));

        Assert.Equal(before + 1, runner.Runs);
        Assert.Equal(100, await shop.First.BalanceAsync(shopper));
    }

    [Fact]
    public async Task A_unit_that_lost_a_race_runs_again_from_its_beginning()
    {
        await using var shop = await StartAsync(InterceptedRunner.Install);
        var shopper = await shop.First.AddShopperAsync();
        var runner = RunnerOf(shop.First);
        var first = runner.Runs + 1;
        var units = new List<UnitOfWork>();
        runner.BeforeCommit = (run, unit) =>
        {
            units.Add(unit);
            return run < first + 2 ? throw DatabaseErrors.Deadlock(Provider) : Task.CompletedTask;
        };

        var charged = (await shop.First.ChargeAsync(shopper, 100)).Granted();

        Assert.Equal(100, charged.Balance);
        Assert.Equal(3, units.Distinct().Count());
        Assert.Equal(1, await shop.First.ReadAsync(db => db.WalletEntries.CountAsync()));
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task A_unit_that_loses_every_race_gives_up_with_the_databases_error()
    {
        await using var shop = await StartAsync(InterceptedRunner.Install, ("Database:MaxRetries", "3"));
        var shopper = await shop.First.AddShopperAsync();
        var runner = RunnerOf(shop.First);
        var before = runner.Runs;
        runner.BeforeCommit = (_, _) => throw DatabaseErrors.Deadlock(Provider);

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => shop.First.ChargeAsync(shopper, 100));

        Assert.Equal(before + 4, runner.Runs);
        Assert.Equal(0, await shop.First.BalanceAsync(shopper));
    }

    [Fact]
    public async Task A_failure_before_the_commit_leaves_nothing()
    {
        await using var shop = await StartAsync(InterceptedRunner.Install);
        var product = await shop.First.AddProductAsync(stock: 5, price: 100);
        var shopper = await shop.First.AddShopperAsync(balance: 500);
        var before = await shop.First.ContentsAsync();
        RunnerOf(shop.First).BeforeCommit = (_, _) => throw new InvalidOperationException("A bug.");

        await Assert.ThrowsAsync<InvalidOperationException>(() => shop.First.OrderAsync(shopper, (product, 1)));

        Assert.Equal(before, await shop.First.ContentsAsync());
    }

    [Fact]
    public async Task A_cancelled_request_leaves_nothing()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.First.AddShopperAsync();
        using var cancellation = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => shop.First.Get<ShopTransaction>().RunAsync<bool>(
            async (unit, token) =>
            {
                var wallet = await unit.Locks.WalletAsync(shopper, token);
                var entry = wallet!.Book(WalletEntryKind.Charge, 100, orderId: null, shop.First.Get<StoreClock>().UtcNow);
                await unit.WriteAsync(new Facts { Entries = [entry] }, token);
                await cancellation.CancelAsync();
                await unit.Locks.WalletAsync(shopper, token);
                return true;
            },
            cancellation.Token));

        Assert.Equal(0, await shop.First.BalanceAsync(shopper));
    }

    [Fact]
    public async Task One_units_failure_is_its_own()
    {
        await using var shop = await StartAsync();
        var shoppers = await shop.First.AddShoppersAsync(20);
        var transaction = shop.First.Get<ShopTransaction>();
        var now = shop.First.Get<StoreClock>().UtcNow;

        var charges = await Race.RunAsync(20, async i => await Record.ExceptionAsync(() => transaction.RunAsync<bool>(
            async (unit, token) =>
            {
                var wallet = await unit.Locks.WalletAsync(shoppers[i], token);
                var entry = wallet!.Book(WalletEntryKind.Charge, 100, orderId: null, now);
                await unit.WriteAsync(new Facts { Entries = [entry] }, token);
                return i == 7 ? throw new InvalidOperationException("A bug.") : true;
            },
            default)));

        Assert.IsType<InvalidOperationException>(Assert.Single(charges, e => e is not null));
        foreach (var shopper in shoppers) Assert.Equal(shopper == shoppers[7] ? 0 : 100, await shop.First.BalanceAsync(shopper));
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task After_commit_actions_follow_a_commit_and_nothing_else()
    {
        await using var shop = await StartAsync();
        var transaction = shop.First.Get<ShopTransaction>();
        var heard = new List<string>();

        await transaction.RunAsync<bool>(
            (unit, _) =>
            {
                unit.AfterCommit(() => throw new InvalidOperationException("An action's failure does not undo the commit."));
                unit.AfterCommit(() => heard.Add("granted"));
                return Task.FromResult<Result<bool>>(true);
            },
            default);
        await transaction.RunAsync<bool>(
            (unit, _) =>
            {
                unit.AfterCommit(() => heard.Add("refused"));
                return Task.FromResult<Result<bool>>(new AccountNotFound());
            },
            default);

        Assert.Equal(["granted"], heard);
    }

    private static InterceptedRunner RunnerOf(TestShop shop) => (InterceptedRunner)shop.Get<ITransactionRunner>();
}

public sealed class SqliteAtomicityTests(TestDatabases databases) : AtomicityContract(databases, DatabaseProvider.Sqlite, instances: 2);

public sealed class PostgresAtomicityTests(TestDatabases databases) : AtomicityContract(databases, DatabaseProvider.Postgres, instances: 2);

public sealed class SqlServerAtomicityTests(TestDatabases databases)
    : AtomicityContract(databases, DatabaseProvider.SqlServer, instances: 2);

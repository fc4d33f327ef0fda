using System.Collections.Concurrent;
using System.Diagnostics;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Batches;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Wallets;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Contracts;

/// <summary>Operations that are carried out in one transaction are answered and booked as if each had had one of its own.</summary>
public abstract class BatchContract(TestDatabases databases, DatabaseProvider provider) : ShopContract(databases, provider, instances: 1)
{
    [Fact]
    public async Task A_batch_answers_and_books_as_the_same_operations_one_by_one()
    {
        await using var shop = await StartAsync(InterceptedRunner.Install, ("Batches:AtOnce", "1"), ("Wallet:MaxBalance", "40000"));
        var runner = (InterceptedRunner)shop.First.Get<ITransactionRunner>();
        for (var seed = 1; seed <= 12; seed++)
        {
            var random = new Random(seed);
            var steps = Enumerable.Range(0, 24).Select(_ => Step.Any(random)).ToList();
            var (alone, together) = (await World.MakeAsync(shop.First, seed), await World.MakeAsync(shop.First, seed));

            var oneByOne = new List<string>();
            foreach (var step in steps) oneByOne.Add(await alone.TakeAsync(step));
            var before = runner.Runs;
            var batch = await Held.TogetherAsync(shop.First, steps.Select(step => (Func<Task<string>>)(() => together.TakeAsync(step))));
            Assert.Equal(before + Held.Transactions + 1, runner.Runs); // all in one, and it was not undone

            Assert.Equal(oneByOne, batch);
            Assert.Equal(await alone.BooksAsync(), await together.BooksAsync());
        }

        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task What_waits_goes_in_one_transaction()
    {
        await using var shop = await StartAsync(InterceptedRunner.Install, ("Batches:AtOnce", "1"), ("Batches:Size", "5"));
        var product = await shop.First.AddProductAsync(stock: 4, price: 100);
        var shoppers = await shop.First.AddShoppersAsync(8, balance: 1000);
        var runner = (InterceptedRunner)shop.First.Get<ITransactionRunner>();
        var before = runner.Runs;

        var orders = await Held.TogetherAsync(
            shop.First, shoppers.Select(shopper => (Func<Task<Result<OrderReceipt>>>)(() => shop.First.OrderAsync(shopper, (product, 1)))));

        Assert.Equal([true, true, true, true, false, false, false, false], orders.Select(o => o.Succeeded));
        Assert.Equal(orders.Take(4).Select(o => o.Value!.Order.Id).Order(), orders.Take(4).Select(o => o.Value!.Order.Id));
        Assert.Equal(before + Held.Transactions + 2, runner.Runs); // five of them, then three
        Assert.Equal(0, await shop.First.StockAsync(product));
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task What_the_database_refuses_of_one_is_not_answered_to_the_others()
    {
        await using var shop = await StartAsync(null, ("Batches:AtOnce", "1"), ("Database:MaxRetries", "1"));
        await shop.First.AddShopperAsync(balance: 1);
        var shoppers = await shop.First.AddShoppersAsync(6);
        await shop.First.ExecuteSqlAsync(
            "INSERT INTO wallet_entries (shopper_id, sequence, kind, amount, balance_after, created_at) "
            + $"SELECT {shoppers[3]}, 1, 'charge', 5, 5, created_at FROM wallet_entries"); // the number that the next entry takes

        var charges = await Held.TogetherAsync(
            shop.First,
            shoppers.Select(shopper => ErrorOf(() => shop.First.ChargeAsync(shopper, 100))));

        Assert.Equal([3], charges.Index().Where(c => c.Item is System.Data.Common.DbException).Select(c => c.Index));
        Assert.Equal(1, charges.Count(c => c is not null));
        foreach (var shopper in shoppers) Assert.Equal(shopper == shoppers[3] ? 0 : 100, await shop.First.BalanceAsync(shopper));
    }

    [Fact]
    public async Task A_bug_in_one_operation_is_its_own()
    {
        await using var shop = await StartAsync(null, ("Batches:AtOnce", "1"));
        var shoppers = await shop.First.AddShoppersAsync(3);
        var batches = shop.First.Get<OperationBatches>();
        var broken = new Operation<int>("broken", new(shoppers[1]), null, _ => throw new NotSupportedException("A bug."));

        var answers = await Held.TogetherAsync<Exception?>(
            shop.First,
            [
                ErrorOf(() => shop.First.ChargeAsync(shoppers[0], 100)),
                ErrorOf(() => batches.RunAsync(broken, default)),
                ErrorOf(() => shop.First.ChargeAsync(shoppers[2], 100)),
            ]);

        Assert.Equal([null, typeof(NotSupportedException), null], answers.Select(a => a?.GetType()));
        Assert.Equal(100, await shop.First.BalanceAsync(shoppers[2]));
    }

    [Fact]
    public async Task A_batch_whose_commit_is_unknown_is_not_run_again()
    {
        await using var shop = await StartAsync(InterceptedRunner.Install, ("Batches:AtOnce", "1"));
        var shoppers = await shop.First.AddShoppersAsync(3);
        var runner = (InterceptedRunner)shop.First.Get<ITransactionRunner>();
        var batch = runner.Runs + Held.Transactions + 1;
        runner.AfterCommit = run =>
        {
            if (run == batch) throw DatabaseErrors.BrokenConnection(Provider);
        };

        var charges = await Held.TogetherAsync(
            shop.First,
            shoppers.Select(shopper => ErrorOf(() => shop.First.ChargeAsync(shopper, 100))));

        Assert.All(charges, c => Assert.IsAssignableFrom<System.Data.Common.DbException>(c));
        Assert.Equal(batch, runner.Runs);
        foreach (var shopper in shoppers) Assert.Equal(100, await shop.First.BalanceAsync(shopper)); // this time it was committed
    }

    [Fact]
    public async Task A_batch_that_lost_a_race_is_run_one_by_one()
    {
        await using var shop = await StartAsync(InterceptedRunner.Install, ("Batches:AtOnce", "1"));
        var shoppers = await shop.First.AddShoppersAsync(3);
        var runner = (InterceptedRunner)shop.First.Get<ITransactionRunner>();
        var batch = runner.Runs + Held.Transactions + 1;
        runner.BeforeCommit = (run, _) => run == batch ? throw DatabaseErrors.Deadlock(Provider) : Task.CompletedTask;

        var charges = await Held.TogetherAsync(
            shop.First, shoppers.Select(shopper => (Func<Task<Result<ChargeReceipt>>>)(() => shop.First.ChargeAsync(shopper, 100))));

        Assert.All(charges, c => Assert.Equal(100, c.Granted().Balance));
        Assert.Equal(batch + 3, runner.Runs);
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task Whoever_gives_up_while_they_wait_is_left_out_at_once()
    {
        await using var shop = await StartAsync(null, ("Batches:AtOnce", "1"));
        var shoppers = await shop.First.AddShoppersAsync(2);
        using var cancellation = new CancellationTokenSource();

        var answers = await Held.TogetherAsync<bool>(
            shop.First,
            [
                async () => (await shop.First.ChargeAsync(shoppers[0], 100)).Succeeded,
                async () =>
                {
                    var given = shop.First.Get<ChargeWallet>().RunAsync(new(shoppers[1], 100), cancellation.Token);
                    await cancellation.CancelAsync();
                    return await Record.ExceptionAsync(() => given) is OperationCanceledException; // while the others still wait
                },
            ],
            wait: tasks => tasks[1]);

        Assert.Equal([true, true], answers);
        Assert.Equal((100, 0), (await shop.First.BalanceAsync(shoppers[0]), await shop.First.BalanceAsync(shoppers[1])));
    }

    [Fact]
    public async Task Whoever_gives_up_before_their_turn_in_the_batch_is_left_out()
    {
        await using var shop = await StartAsync(null, ("Batches:AtOnce", "1"));
        var shoppers = await shop.First.AddShoppersAsync(3);
        using var cancellation = new CancellationTokenSource();
        var cancelling = new Operation<int>("cancelling", new(shoppers[0]), null, _ =>
        {
            cancellation.Cancel();
            return new AccountNotFound();
        });

        var answers = await Held.TogetherAsync<Exception?>(
            shop.First,
            [
                ErrorOf(() => shop.First.Get<OperationBatches>().RunAsync(cancelling, default)),
                ErrorOf(() => shop.First.Get<ChargeWallet>().RunAsync(new(shoppers[1], 100), cancellation.Token)),
                ErrorOf(() => shop.First.ChargeAsync(shoppers[2], 100)),
            ]);

        Assert.IsAssignableFrom<OperationCanceledException>(answers[1]);
        Assert.Equal((0, 100), (await shop.First.BalanceAsync(shoppers[1]), await shop.First.BalanceAsync(shoppers[2])));
    }

    [Fact]
    public async Task The_span_of_a_batch_leads_to_the_requests_in_it()
    {
        await using var shop = await StartAsync(null, ("Batches:AtOnce", "1"));
        var shoppers = await shop.First.AddShoppersAsync(3);
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == OperationBatches.TracesName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);

        var requests = await Held.TogetherAsync(shop.First, shoppers.Select(shopper => (Func<Task<ActivityTraceId>>)(async () =>
        {
            using var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
            (await shop.First.ChargeAsync(shopper, 100)).Granted();
            return request.TraceId;
        })));

        var batch = Assert.Single(spans, span => span.Links.Any(link => link.Context.TraceId == requests[0]));
        Assert.Equal(requests, batch.Links.Select(link => link.Context.TraceId));
        Assert.DoesNotContain(batch.TraceId, requests); // it belongs to none of them more than to the others
        Assert.Equal(3, batch.GetTagItem("batch.size"));
    }

    private static Func<Task<Exception?>> ErrorOf(Func<Task> operation) => async () => await Record.ExceptionAsync(operation);

    /// <summary>Holds the only transaction until all operations wait behind it, so that they go together.</summary>
    private static class Held
    {
        /// <summary>The one that holds and the one that waits for it.</summary>
        public const int Transactions = 2;

        public static async Task<IReadOnlyList<T>> TogetherAsync<T>(
            TestShop shop, IEnumerable<Func<Task<T>>> operations, Func<IReadOnlyList<Task<T>>, Task>? wait = null)
        {
            var blocker = await shop.AddShopperAsync();
            var (held, release) = (NewSignal(), NewSignal());
            var holding = shop.Get<ShopTransaction>().RunAsync<bool>(
                async (unit, token) =>
                {
                    await unit.Locks.WalletAsync(blocker, token);
                    held.SetResult();
                    await release.Task;
                    return true;
                },
                default);
            await held.Task;
            var first = shop.ChargeAsync(blocker, 1);
            var going = operations.Select(operation => operation()).ToList();
            if (wait is not null) await wait(going);
            release.SetResult();
            (await holding).Granted();
            await first;
            return await Task.WhenAll(going).WaitAsync(TimeSpan.FromSeconds(60));
        }

        private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Something that a shopper of a <see cref="World"/> does; everything by its place there.</summary>
    private sealed record Step(
        string Kind, int Shopper, IReadOnlyList<(int Product, int Quantity)> Items, long Amount, int? Key, int Order, To To)
    {
        /// <summary>Few, so that some requests repeat others under their key.</summary>
        public string Fingerprint => Kind == "order" ? $"{Items.Count} lines" : Kind;

        public static Step Any(Random random) => new(
            random.GetItems(["order", "order", "order", "checkout", "charge", "cancel"], 1)[0],
            random.Next(3),
            Enumerable.Range(0, random.Next(1, 3)).Select(i => (random.Next(4), random.Next(1, 4))).ToList(),
            random.Next(1, 30_000),
            random.Next(2) == 0 ? random.Next(4) : null,
            random.Next(3),
            random.GetItems(Enum.GetValues<To>(), 1)[0]);
    }

    private enum To
    {
        PickUp,
        Typed,
        Kept,
        SomebodyElses,
    }

    /// <summary>Shoppers, products, carts and orders that are alike in every world of a seed.</summary>
    private sealed class World(TestShop shop, long[] shoppers, long[] products, long[] orders, long[] addresses)
    {
        public static async Task<World> MakeAsync(TestShop shop, int seed)
        {
            var random = new Random(seed);
            var products = new long[4];
            for (var i = 0; i < products.Length; i++)
            {
                products[i] = await shop.AddProductAsync(
                    stock: random.Next(3, 12), price: random.Next(1, 4000), name: $"Product {i}", published: i < 3);
            }

            var shoppers = new long[3];
            var orders = new long[3];
            var addresses = new long[3];
            for (var i = 0; i < shoppers.Length; i++)
            {
                shoppers[i] = await shop.AddShopperAsync(balance: random.Next(15_000, 30_000));
                addresses[i] = await shop.AddAddressAsync(shoppers[i], $"Shopper {i}");
                orders[i] = (await shop.OrderAsync(shoppers[i], (products[i], 1))).Granted().Order.Id;
                (await shop.AddToCartAsync(shoppers[i], products[random.Next(3)])).Granted();
            }

            return new(shop, shoppers, products, orders, addresses);
        }

        public async Task<string> TakeAsync(Step step)
        {
            var shopper = shoppers[step.Shopper];
            var key = step.Key is { } number ? new IdempotencyKey($"key-{number}", step.Fingerprint) : null;
            var items = step.Items.Select(i => new OrderItem(products[i.Product], i.Quantity)).ToList();
            Destination? destination = step.To switch
            {
                To.Typed => new(TestAddresses.Typed),
                To.Kept => new(AddressId: addresses[step.Shopper]),
                To.SomebodyElses => new(AddressId: addresses[(step.Shopper + 1) % addresses.Length]),
                _ => null,
            };
            return step.Kind switch
            {
                "order" => Say(await shop.Get<PlaceOrder>().RunAsync(new(shopper, items, Key: key, Destination: destination), default)),
                "checkout" => Say(await shop.Get<CheckoutCart>().RunAsync(new(shopper, Key: key, Destination: destination), default)),
                "cancel" => Say(await shop.Get<CancelOrder>().RunAsync(new(shopper, orders[step.Order], key), default)),
                _ => Say(await shop.Get<ChargeWallet>().RunAsync(new(shopper, step.Amount, key), default)),
            };
        }

        /// <summary>Balances with their entries, stock, and what lies in the carts.</summary>
        public async Task<string> BooksAsync() => await shop.ReadAsync(async db =>
        {
            var entries = await db.WalletEntries
                .Where(e => shoppers.Contains(e.ShopperId))
                .OrderBy(e => e.ShopperId).ThenBy(e => e.Sequence)
                .Select(e => $"{e.Sequence} {e.Kind} {e.Amount} {e.BalanceAfter}")
                .ToListAsync();
            var lines = await db.OrderLines
                .Where(l => products.Contains(l.ProductId))
                .OrderBy(l => l.Id)
                .Select(l => $"{l.Name} {l.Quantity}")
                .ToListAsync();
            var recipients = await db.Orders.Where(o => shoppers.Contains(o.ShopperId)).OrderBy(o => o.Id)
                .Select(o => "to " + o.Delivery!.Recipient).ToListAsync();
            var balances = await db.Wallets.Where(w => shoppers.Contains(w.ShopperId)).OrderBy(w => w.ShopperId)
                .Select(w => $"{w.Balance} {w.EntryCount}").ToListAsync();
            var stock = await db.Products.Where(p => products.Contains(p.Id)).OrderBy(p => p.Id).Select(p => p.Stock).ToListAsync();
            var carts = await db.CartItems.CountAsync(i => db.Carts.Any(c => c.Id == i.CartId && shoppers.Contains(c.ShopperId!.Value)));
            return string.Join('\n', [.. balances, .. entries, .. lines, .. recipients, string.Join(' ', stock), $"{carts} in carts"]);
        });

        private string Say(Result<Idempotent<OrderReceipt>> placed) => placed.Succeeded
            ? $"{placed.Value.Value.Order.Status} {placed.Value.Value.Order.Total} to {placed.Value.Value.Order.Delivery?.Recipient}, "
                + $"{placed.Value.Value.Balance} left"
                + (placed.Value.Replayed ? ", replayed" : "")
            : Say(placed.Refusal);

        private string Say(Result<Idempotent<ChargeReceipt>> charged) =>
            charged.Succeeded ? $"{charged.Value}" : Say(charged.Refusal);

        private string Say(Refusal refusal) => refusal switch
        {
            Core.Catalog.InsufficientStock { Items: var shortages } => string.Join(
                ' ', shortages.Select(s => $"short of {Array.IndexOf(products, s.ProductId)}: {s.Requested} of {s.Available}")),
            Core.Catalog.ProductNotFound { ProductIds: var ids } => string.Join(' ', ids.Select(id => $"no {Array.IndexOf(products, id)}")),
            _ => $"{refusal}",
        };
    }
}

public sealed class SqliteBatchTests(TestDatabases databases) : BatchContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresBatchTests(TestDatabases databases) : BatchContract(databases, DatabaseProvider.Postgres);

public sealed class SqlServerBatchTests(TestDatabases databases) : BatchContract(databases, DatabaseProvider.SqlServer);

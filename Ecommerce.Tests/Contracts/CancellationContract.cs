using Ecommerce.Core.Catalog;
using Ecommerce.Core.Data;
using Ecommerce.Core.Ordering;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Contracts;

/// <summary>An order is taken back once, however often the button is clicked.</summary>
public abstract class CancellationContract(TestDatabases databases, DatabaseProvider provider, int instances = 1)
    : ShopContract(databases, provider, instances)
{
    [Fact]
    public async Task Twenty_cancellations_refund_and_restock_once()
    {
        await using var shop = await StartAsync();
        var product = await shop.First.AddProductAsync(stock: 5, price: 100);
        var shopper = await shop.First.AddShopperAsync(balance: 500);
        var order = (await shop.First.OrderAsync(shopper, (product, 3))).Granted().Order;

        var cancelled = await Race.RunAsync(20, i => shop[i].CancelAsync(shopper, order.Id));

        Assert.Single(cancelled, c => c.Succeeded);
        Assert.All(cancelled.Where(c => !c.Succeeded), c => Assert.Equal(new OrderNotCancellable(OrderStatus.Cancelled), c.Refusal));
        Assert.Equal(500, await shop.First.BalanceAsync(shopper));
        Assert.Equal(5, await shop.First.StockAsync(product));
        Assert.Equal(1, await shop.First.ReadAsync(db => db.StockMovements.CountAsync(m => m.Reason == StockReason.Cancellation)));
        Assert.Equal(1, await shop.First.ReadAsync(db => db.Events.CountAsync(e => e.Type == OrderEvents.Cancelled)));
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task Returned_pieces_and_new_orders_meet_without_loss()
    {
        await using var shop = await StartAsync();
        var product = await shop.First.AddProductAsync(stock: 20, price: 10);
        var buyers = await shop.First.AddShoppersAsync(20, balance: 1000);
        var orders = new List<long>();
        foreach (var buyer in buyers) orders.Add((await shop.First.OrderAsync(buyer, (product, 1))).Granted().Order.Id);

        var results = await Race.RunAsync(40, i => i % 2 == 0
            ? shop[i / 2].CancelAsync(buyers[i / 2], orders[i / 2])
            : shop[i / 2].OrderAsync(buyers[i / 2], (product, 1)));

        Assert.All(results.Where((_, i) => i % 2 == 0), c => c.Granted());
        var sold = results.Where((_, i) => i % 2 == 1).Count(o => o.Succeeded);
        Assert.Equal(20 - sold, await shop.First.StockAsync(product));
        await shop.First.AssertBooksBalanceAsync();
    }
}

public sealed class SqliteCancellationTests(TestDatabases databases) : CancellationContract(databases, DatabaseProvider.Sqlite);

public sealed class SqliteTwoInstancesCancellationTests(TestDatabases databases)
    : CancellationContract(databases, DatabaseProvider.Sqlite, instances: 2);

public sealed class PostgresCancellationTests(TestDatabases databases) : CancellationContract(databases, DatabaseProvider.Postgres);

public sealed class PostgresTwoInstancesCancellationTests(TestDatabases databases)
    : CancellationContract(databases, DatabaseProvider.Postgres, instances: 2);

public sealed class SqlServerCancellationTests(TestDatabases databases)
    : CancellationContract(databases, DatabaseProvider.SqlServer, instances: 2);

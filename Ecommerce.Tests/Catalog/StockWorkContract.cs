using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Catalog.LowStock;
using Ecommerce.Core.Catalog.Schedule;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Tests.Contracts;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Catalog;

/// <summary>What is low, what was counted and what was planned, with three instances.</summary>
public abstract class StockWorkContract(TestDatabases databases, DatabaseProvider provider) : ShopContract(databases, provider, 3)
{
    private readonly FakeTimeProvider clock = TestClock.New();

    [Fact]
    public async Task A_crossing_is_one_event_however_many_instances_look()
    {
        await using var shop = await StartAsync(Configure);
        await shop.First.Get<LowStockWatch>().RunAsync(default);
        var product = await shop.First.AddProductAsync(stock: 10);

        await LookAsync(shop);
        Assert.Equal(0, await EventsAsync(shop));
        await shop.First.MoveStockAsync(product, -5, "sold elsewhere");
        await LookAsync(shop);
        await LookAsync(shop);
        Assert.Equal(1, await EventsAsync(shop));

        await shop.First.MoveStockAsync(product, 5, "delivery");
        await LookAsync(shop);
        await shop.First.MoveStockAsync(product, -10, "broken");
        await LookAsync(shop);
        Assert.Equal(2, await EventsAsync(shop));
    }

    [Fact]
    public async Task What_was_low_before_the_shop_looked_is_listed_and_no_news()
    {
        await using var shop = await StartAsync(Configure);
        await shop.First.AddProductAsync(stock: 1);

        await LookAsync(shop);

        Assert.Equal(0, await EventsAsync(shop));
        Assert.Equal(1, (await shop.First.Get<ProductAdminQueries>().CountAsync(default)).Low);
    }

    [Fact]
    public async Task Counts_and_sales_at_once_balance()
    {
        await using var shop = await StartAsync(Configure);
        var product = await shop.First.AddProductAsync(stock: 100, price: 10);
        var buyers = await shop.First.AddShoppersAsync(20, balance: 10);

        var refusals = await Race.RunAsync(30, async i => i < 20
            ? (await shop[i].OrderAsync(buyers[i], (product, 1))).Refusal
            : (await shop[i].Get<TakeStock>().RunAsync(Actor.System, product, 50, null, "", default)).Refusal);

        Assert.All(refusals, Assert.Null);
        Assert.InRange(await shop.First.StockAsync(product), 30, 50);
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task A_planned_change_is_applied_once_and_in_order()
    {
        await using var shop = await StartAsync(Configure);
        var product = await shop.First.AddProductAsync(price: 1000);
        var due = shop.First.Get<StoreClock>().UtcNow;
        foreach (var (price, hours) in new[] { (800L, 1), (900L, 2) })
        {
            var plan = new ChangePlan(ScheduledChangeKind.Price, price, due.AddHours(hours));
            (await shop.First.Get<PlanChanges>().PlanAsync(Actor.System, product, plan, default)).Granted();
        }

        var stays = (await shop.First.Get<PlanChanges>().PlanAsync(
            Actor.System, product, new(ScheduledChangeKind.Unpublish, null, due.AddHours(2)), default)).Value!;
        (await shop.First.Get<PlanChanges>().CancelAsync(Actor.System, product, stays.Id, default)).Granted();
        await ApplyAsync(shop);
        clock.Advance(TimeSpan.FromHours(3));

        Assert.Equal(2, (await ApplyAsync(shop)).Sum());

        var now = (await shop.First.Get<ProductEditor>().FindAsync(product, default)).Value!;
        Assert.Equal((900L, true, 3), (now.Price, now.Published, now.Version));
        var prices = (await shop.First.Get<PriceHistory>().ListAsync(product, new(), default)).Items;
        Assert.Equal([(800L, 900L), (1000L, 800L)], prices.Select(p => (p.OldPrice, p.NewPrice)));
        Assert.Equal(
            new ScheduledChangeEnded(ScheduledChangeStatus.Cancelled),
            (await shop.First.Get<PlanChanges>().CancelAsync(Actor.System, product, stays.Id, default)).Refusal);
        await shop.First.AssertBooksBalanceAsync();
    }

    private void Configure(IServiceCollection services) => services.AddSingleton<TimeProvider>(clock);

    private static Task<LowStockSeen[]> LookAsync(ShopInstances shop) =>
        Race.RunAsync(3, i => shop[i].Get<LowStockWatch>().RunAsync(default));

    private static Task<int[]> ApplyAsync(ShopInstances shop) => Race.RunAsync(3, i => shop[i].Get<ApplyChanges>().RunAsync(default));

    private static Task<int> EventsAsync(ShopInstances shop) =>
        shop.First.ReadAsync(db => db.Events.CountAsync(e => e.Type == LowStockEvents.Low));
}

public sealed class SqliteStockWorkTests(TestDatabases databases) : StockWorkContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresStockWorkTests(TestDatabases databases) : StockWorkContract(databases, DatabaseProvider.Postgres);

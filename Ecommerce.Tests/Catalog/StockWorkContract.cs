using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Catalog.Import;
using Ecommerce.Core.Catalog.Index;
using Ecommerce.Core.Catalog.LowStock;
using Ecommerce.Core.Catalog.Schedule;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Ordering;
using Ecommerce.Tests.Contracts;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Catalog;
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
    public async Task Orders_at_once_that_make_it_low_are_one_event_with_its_figures()
    {
        await using var shop = await StartAsync(Configure);
        await LookAsync(shop);
        var product = await shop.First.AddProductAsync(stock: 25, price: 10, name: "Lamp");
        var buyers = await shop.First.AddShoppersAsync(20, balance: 10);

        var refusals = await Race.RunAsync(40, async i => i >= 20
            ? await NothingAsync(shop[i].Get<LowStockWatch>().RunAsync(default))
            : (await shop[i].OrderAsync(buyers[i], (product, 1))).Refusal);
        await LookAsync(shop);

        Assert.All(refusals, Assert.Null);
        var low = LowStockEvents.Read(await shop.First.ReadAsync(db => db.Events.SingleAsync(e => e.Type == LowStockEvents.Low)));
        Assert.Equal(new LowProduct(product, "Lamp", 5, 5), low);
    }

    [Fact]
    public async Task A_product_has_its_own_number_and_what_is_not_published_is_not_told()
    {
        await using var shop = await StartAsync(Configure);
        await LookAsync(shop);
        var own = (await shop.First.CreateAsync(new("Lamp", 10, "Things", LowStockAt: 20), 15)).Granted().Id;
        (await shop.First.CreateAsync(new("Bed", 10, "Things", LowStockAt: 0), 1)).Granted();
        var hidden = (await shop.First.CreateAsync(new("Desk", 10, "Things", Published: false, LowStockAt: 20), 15)).Granted().Id;

        await LookAsync(shop);
        Assert.Equal([own], await shop.First.ReadAsync(db => db.Events.Where(e => e.Type == LowStockEvents.Low)
            .Select(e => e.SubjectId).ToListAsync()));

        (await shop.First.EditAsync(hidden, new("Desk", 10, "Things", LowStockAt: 20))).Granted();
        await LookAsync(shop);
        Assert.Equal(2, await EventsAsync(shop));
    }

    [Fact]
    public async Task A_number_that_is_turned_up_and_down_is_told_once_for_each_crossing()
    {
        await using var shop = await StartAsync(Configure);
        await LookAsync(shop);
        var product = (await shop.First.CreateAsync(new("Lamp", 10, "Things", LowStockAt: 9), 10)).Granted().Id;

        foreach (var (lowAt, told) in new[] { (9, 0), (10, 1), (30, 1), (10, 1), (9, 1), (10, 2), (0, 2), (500, 3) })
        {
            (await shop.First.EditAsync(product, new("Lamp", 10, "Things", LowStockAt: lowAt))).Granted();
            await LookAsync(shop);
            Assert.Equal((lowAt, told), (lowAt, await EventsAsync(shop)));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_look_that_dies_before_or_behind_its_commit_is_told_once(bool isCommitted)
    {
        await using var shop = await StartAsync(services =>
        {
            Configure(services);
            InterceptedRunner.Install(services);
        });
        await LookAsync(shop);
        (await shop.First.CreateAsync(new("Lamp", 10, "Things", LowStockAt: 20), 10)).Granted();
        var runner = (InterceptedRunner)shop.First.Get<ITransactionRunner>();
        if (isCommitted) runner.AfterCommit = _ => throw new TimeoutException("It dies here.");
        else runner.BeforeCommit = (_, _) => throw new TimeoutException("It dies here.");

        await Assert.ThrowsAsync<TimeoutException>(() => shop.First.Get<LowStockWatch>().RunAsync(default));

        Assert.Equal(isCommitted ? 1 : 0, await EventsAsync(shop));
        await shop[1].Get<LowStockWatch>().RunAsync(default);
        await shop[2].Get<LowStockWatch>().RunAsync(default);
        Assert.Equal(1, await EventsAsync(shop));
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
    public async Task A_count_is_booked_while_the_stock_is_what_it_was_and_never_after()
    {
        await using var shop = await StartAsync(Configure);
        var product = await shop.First.AddProductAsync(stock: 12, price: 10);
        var buyer = await shop.First.AddShopperAsync(balance: 100);
        (await shop.First.OrderAsync(buyer, (product, 3))).Granted();
        var before = await shop.First.ContentsAsync();

        Assert.Equal(new StockChanged(12, 9), (await TakeAsync(shop.First, product, 11, 12)).Refusal);
        Assert.Equal(before, await shop.First.ContentsAsync());

        Assert.Equal(-1, (await TakeAsync(shop.First, product, 8, 9)).Granted().Difference);
        Assert.Equal(0, (await TakeAsync(shop.First, product, 8, 8)).Granted().Difference);
        Assert.Equal(
            [(0, "stock-take: torn"), (-1, "stock-take: torn")],
            (await shop.First.Get<StockHistory>().ListAsync(product, new(), default)).Items.Take(2).Select(m => (m.Delta, m.Reason)));
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task Of_counts_at_once_against_one_stock_one_is_booked()
    {
        await using var shop = await StartAsync(Configure);
        var product = await shop.First.AddProductAsync(stock: 12);

        var refusals = await Race.RunAsync(6, async i => (await TakeAsync(shop[i], product, 20 + i, 12)).Refusal);

        Assert.Single(refusals, r => r is null);
        Assert.All(refusals.Where(r => r is not null), r => Assert.IsType<StockChanged>(r));
    }

    [Fact]
    public async Task A_planned_change_is_applied_once_and_in_order()
    {
        await using var shop = await StartAsync(Configure);
        var admin = await shop.First.AddAdminAsync();
        var product = await shop.First.AddProductAsync(price: 1000);
        var due = shop.First.Get<StoreClock>().UtcNow;
        foreach (var (price, hours) in new[] { (800L, 1), (900L, 2) })
            await PlanAsync(shop.First, product, new(ScheduledChangeKind.Price, price, due.AddHours(hours)), Actor.OnPage(admin));
        var stays = await PlanAsync(shop.First, product, new(ScheduledChangeKind.Unpublish, null, due.AddHours(2)));
        (await CancelAsync(shop.First, product, stays)).Granted();
        Assert.Equal(0, (await ApplyAsync(shop)).Sum());
        clock.Advance(TimeSpan.FromHours(3));

        Assert.Equal(2, (await ApplyAsync(shop)).Sum());
        Assert.Equal(0, (await ApplyAsync(shop)).Sum());

        var now = (await shop.First.Get<ProductEditor>().FindAsync(product, default)).Value!;
        Assert.Equal((900L, true, 3), (now.Price, now.Published, now.Version));
        Assert.Equal([(800L, 900L, admin, ActorOrigin.System), (1000L, 800L, admin, ActorOrigin.System)], await PricesAsync(shop, product));
        Assert.Equal(new ScheduledChangeEnded(ScheduledChangeStatus.Cancelled), (await CancelAsync(shop.First, product, stays)).Refusal);
        var written = (await shop.First.Get<AuditQueries>().ListAsync(new(Action: AdminActions.ChangeApplied), new(), default)).Items;
        Assert.All(written, row => Assert.Equal((null, ActorOrigin.System), (row.ActorId, row.Origin)));
        Assert.Contains($"\"plannedBy\":{admin}", written[0].After, StringComparison.Ordinal);
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task A_run_that_dies_leaves_nothing_and_the_next_one_applies_it()
    {
        await using var shop = await StartAsync(services =>
        {
            Configure(services);
            InterceptedRunner.Install(services);
        });
        var product = await shop.First.AddProductAsync(price: 1000);
        await PlanAsync(shop.First, product, new(ScheduledChangeKind.Price, 800, clock.GetUtcNow().UtcDateTime.AddHours(1)));
        clock.Advance(TimeSpan.FromHours(1));
        var before = await shop.First.ContentsAsync();
        ((InterceptedRunner)shop.First.Get<ITransactionRunner>()).BeforeCommit = (_, _) => throw new TimeoutException("It dies here.");

        await Assert.ThrowsAsync<TimeoutException>(() => shop.First.Get<ApplyChanges>().RunAsync(default));

        Assert.Equal(before, await shop.First.ContentsAsync());
        Assert.Equal(1, await shop[1].Get<ApplyChanges>().RunAsync(default));
        Assert.Single(await PricesAsync(shop, product));
    }

    [Fact]
    public async Task What_is_withdrawn_at_the_moment_it_is_due_is_either_applied_or_withdrawn()
    {
        await using var shop = await StartAsync(Configure);
        var product = await shop.First.AddProductAsync(price: 1000);
        var change = await PlanAsync(shop.First, product, new(ScheduledChangeKind.Price, 800, clock.GetUtcNow().UtcDateTime.AddHours(1)));
        clock.Advance(TimeSpan.FromHours(1));

        var refusals = await Race.RunAsync(6, async i => i % 2 == 0
            ? (await CancelAsync(shop[i], product, change)).Refusal
            : await NothingAsync(shop[i].Get<ApplyChanges>().RunAsync(default)));

        var isWithdrawn = refusals.Where((_, i) => i % 2 == 0).Any(r => r is null);
        Assert.Equal(isWithdrawn ? 0 : 1, (await PricesAsync(shop, product)).Count);
        Assert.Equal(
            isWithdrawn ? ScheduledChangeStatus.Cancelled : ScheduledChangeStatus.Applied,
            (await shop.First.Get<PlanChanges>().ListAsync(product, new(), default)).Items.Single().Status);
    }

    [Fact]
    public async Task What_comes_by_plan_is_seen_by_lists_search_and_carts()
    {
        await using var shop = await StartAsync(Configure);
        var product = await shop.First.AddProductAsync(price: 1000, name: "Walnut board", published: false);
        var shopper = await shop.First.AddShopperAsync(balance: 10_000);
        var due = clock.GetUtcNow().UtcDateTime.AddHours(1);
        await PlanAsync(shop.First, product, new(ScheduledChangeKind.Publish, null, due));
        await shop.First.Get<IndexFold>().RunAsync(default);
        Assert.Equal(0, (await FindAsync(shop[1])).Total);
        clock.Advance(TimeSpan.FromHours(1));
        await shop.First.Get<ApplyChanges>().RunAsync(default);
        Assert.Equal([product], (await FindAsync(shop[1])).Items.Select(p => p.Id));
        (await shop[1].AddToCartAsync(shopper, product)).Granted();

        await PlanAsync(shop.First, product, new(ScheduledChangeKind.Price, 1500, due.AddHours(1)));
        clock.Advance(TimeSpan.FromHours(1));
        await shop.First.Get<ApplyChanges>().RunAsync(default);

        Assert.Equal(1500, (await FindAsync(shop[1])).Items.Single().Price);
        Assert.Equal(1500, (await shop[1].CartAsync(shopper)).Total);
        Assert.Equal(new OrderTotalChanged(1000, 1500), (await shop[1].CheckoutAsync(shopper, expectedTotal: 1000)).Refused());
    }

    public static TheoryData<ScheduledChangeKind?, long?, double?, string> BadPlans => new()
    {
        { ScheduledChangeKind.Publish, null, 0, "at" },
        { ScheduledChangeKind.Publish, null, -1, "at" },
        { ScheduledChangeKind.Publish, null, (24 * PlanChanges.MaxDaysAhead) + 1, "at" },
        { ScheduledChangeKind.Publish, null, null, "at" },
        { ScheduledChangeKind.Publish, 100, 1, "price" },
        { ScheduledChangeKind.Price, null, 1, "price" },
        { ScheduledChangeKind.Price, 0, 1, "price" },
        { ScheduledChangeKind.Price, Product.MaxPrice + 1, 1, "price" },
        { null, null, 1, "kind" },
    };

    [Theory]
    [MemberData(nameof(BadPlans))]
    public async Task A_plan_that_makes_no_sense_is_refused(ScheduledChangeKind? kind, long? price, double? hours, string field)
    {
        await using var shop = await StartAsync(Configure);
        var product = await shop.First.AddProductAsync();
        DateTime? at = hours is { } ahead ? clock.GetUtcNow().UtcDateTime.AddHours(ahead) : null;

        var refused = (await shop.First.Get<PlanChanges>().PlanAsync(Actor.System, product, new(kind, price, at), default)).Refused();

        Assert.Equal([field], Assert.IsType<ValidationFailed>(refused).Errors.Keys);
        Assert.Equal(0, (await shop.First.Get<PlanChanges>().ListAsync(product, new(), default)).Total);
    }

    [Fact]
    public async Task Each_way_to_change_a_price_is_in_its_history_and_an_edit_that_leaves_it_is_not()
    {
        await using var shop = await StartAsync(Configure);
        var admin = await shop.First.AddAdminAsync();
        var product = (await shop.First.CreateAsync(new("Lamp", 100, "Things", Sku: "A-1"), 1)).Granted().Id;
        var edit = new ProductEdit("Lamp", 200, "Things", Sku: "A-1");
        for (var i = 0; i < 2; i++)
            (await shop.First.Get<ProductEditor>().UpdateAsync(Actor.ThroughApi(admin), product, edit, null, default)).Granted();
        var (lines, _) = ProductCsv.Read("sku,name,price,stock,category\nA-1,Lamp,300,1,Things\n"u8.ToArray());
        for (var i = 0; i < 2; i++)
            (await shop.First.Get<ImportProducts>().RunAsync(Actor.OnPage(admin), "file", lines, null, default)).Granted();
        await PlanAsync(shop.First, product, new(ScheduledChangeKind.Price, 400, clock.GetUtcNow().UtcDateTime.AddHours(1)));
        clock.Advance(TimeSpan.FromHours(1));
        await ApplyAsync(shop);
        (await shop.First.Get<CopyProduct>().RunAsync(Actor.OnPage(admin), product, default)).Granted();

        Assert.Equal(
            [(300L, 400L, null, ActorOrigin.System), (200, 300, admin, ActorOrigin.Page), (100, 200, admin, ActorOrigin.Api)],
            await PricesAsync(shop, product));
        Assert.Equal(3, await shop.First.ReadAsync(db => db.PriceChanges.CountAsync()));
    }

    private void Configure(IServiceCollection services) => services.AddSingleton<TimeProvider>(clock);

    private static Task<LowStockSeen[]> LookAsync(ShopInstances shop) =>
        Race.RunAsync(3, i => shop[i].Get<LowStockWatch>().RunAsync(default));

    private static Task<int[]> ApplyAsync(ShopInstances shop) => Race.RunAsync(3, i => shop[i].Get<ApplyChanges>().RunAsync(default));

    private static Task<Result<StockTaken>> TakeAsync(TestShop shop, long product, int counted, int expected) =>
        shop.Get<TakeStock>().RunAsync(Actor.System, product, counted, expected, "torn", default);

    private static async Task<long> PlanAsync(TestShop shop, long product, ChangePlan plan, Actor? actor = null) =>
        (await shop.Get<PlanChanges>().PlanAsync(actor ?? Actor.System, product, plan, default)).Granted().Id;

    private static Task<Result<ScheduledChangeView>> CancelAsync(TestShop shop, long product, long change) =>
        shop.Get<PlanChanges>().CancelAsync(Actor.System, product, change, default);

    private static async Task<IReadOnlyList<(long Old, long New, long? Actor, ActorOrigin Origin)>> PricesAsync(
        ShopInstances shop, long product) =>
        [.. (await shop.First.Get<PriceHistory>().ListAsync(product, new(), default)).Items
            .Select(p => (p.OldPrice, p.NewPrice, p.ActorId, p.Origin))];

    private static Task<Page<ProductSummary>> FindAsync(TestShop shop) =>
        shop.Get<ProductListCache>().ListAsync(new("walnut"), new PageRequest(), default);

    private static async Task<Refusal?> NothingAsync(Task work)
    {
        await work;
        return null;
    }

    private static Task<int> EventsAsync(ShopInstances shop) =>
        shop.First.ReadAsync(db => db.Events.CountAsync(e => e.Type == LowStockEvents.Low));
}

public sealed class SqliteStockWorkTests(TestDatabases databases) : StockWorkContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresStockWorkTests(TestDatabases databases) : StockWorkContract(databases, DatabaseProvider.Postgres);

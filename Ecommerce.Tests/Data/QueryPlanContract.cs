using System.Text.RegularExpressions;
using Ecommerce.Core.Addresses;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Events;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ranking;
using Ecommerce.Core.Wallets;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Ecommerce.Tests.Data;

/// <summary>
/// Each query that shoppers wait for finds its rows through an index and reads them in order; the database itself says so.
/// </summary>
public abstract partial class QueryPlanContract(TestDatabases databases, DatabaseProvider provider)
{
    private static readonly PageRequest Page = new(2, 10);

    private static readonly Dictionary<string, Func<QueryRecorder, TestShop, Task>> Queries = new()
    {
        ["the catalog, newest first"] = (db, _) => new ProductQueries(db).ListAsync(new(), Page, default),
        ["the catalog by price"] = (db, _) => new ProductQueries(db).ListAsync(new(Sort: ProductSort.PriceAscending), Page, default),
        ["the catalog by falling price"] = (db, _) =>
            new ProductQueries(db).ListAsync(new(Sort: ProductSort.PriceDescending), Page, default),
        ["the catalog by name"] = (db, _) => new ProductQueries(db).ListAsync(new(Sort: ProductSort.Name), Page, default),
        ["the catalog by English name"] = (db, _) => new ProductQueries(db).ListAsync(new(Sort: ProductSort.NameEn), Page, default),
        ["a category"] = (db, _) => new ProductQueries(db).ListAsync(new(Category: "Things"), Page, default),
        ["a product"] = (db, _) => new ProductQueries(db).FindAsync(1, default),
        ["a wallet"] = (db, _) => new WalletQueries(db).GetBalanceAsync(1, default),
        ["a statement"] = (db, _) => new WalletQueries(db).GetStatementAsync(1, Page, default),
        ["an order history"] = (db, _) => new OrderQueries(db).ListAsync(1, new PageRequest(1, 1), default),
        ["everybody's orders, oldest first"] = (db, _) => new OrderAdmin(db).ListAsync(new(OrderId: 1, OldestFirst: true), Page, default),
        ["everybody's orders"] = (db, _) => new OrderAdmin(db).ListAsync(new(OrderId: 1), Page, default),
        ["what is to be shipped"] = (db, _) => new OrderAdmin(db).ListAsync(new(OrderStatus.Paid, OldestFirst: true), Page, default),
        ["orders of a status"] = (db, _) => new OrderAdmin(db).ListAsync(new(OrderStatus.Shipped), Page, default),
        ["orders of a status, whole"] = (db, _) =>
            new OrderAdmin(db).ListWholeAsync(new OrderFilter(OrderStatus.Paid), new PageRequest(1, 1), default),
        ["a shopper's orders, by address"] = (db, _) => new OrderAdmin(db).ListAsync(new(Email: "shopper@example.com"), Page, default),
        ["what was done to a product"] = (db, _) => new AuditQueries(db).ListAsync(new(new("product", 1)), Page, default),
        ["what an admin did"] = (db, _) => new AuditQueries(db).ListAsync(new(ActorId: 1), Page, default),
        ["what an admin did, by address"] = (db, _) => new AuditQueries(db).ListAsync(new(ActorEmail: "a@example.com"), Page, default),
        ["one kind of action"] = (db, _) => new AuditQueries(db).ListAsync(new(Action: "product.updated"), Page, default),
        ["events that are due"] = async (db, shop) =>
        {
            await using var context = db.CreateDbContext();
            var now = new DateTime(2026, 11, 22, 0, 0, 0, DateTimeKind.Utc);
            await context.Deliveries
                .FromSqlRaw(shop.Get<Dialect>().ClaimDeliveries, now, now.AddMinutes(1), 10, "data-platform").ToListAsync();
        },
        ["events without deliveries"] = async (db, _) =>
        {
            await using var context = db.CreateDbContext();
            await context.Events.Where(e => e.RoutedAt == null).OrderBy(e => e.Id).Take(10).ToListAsync();
        },
        ["events for the data platform"] = (db, shop) =>
            new OutboxAdmin(db, shop.Get<AdminTransaction>(), shop.Get<EventNudge>(), shop.Get<StoreClock>())
                .ListAsync(DeliveryStatus.Sent, Page, default),
        ["old keys"] = async (db, _) =>
        {
            await using var context = db.CreateDbContext();
            var old = new DateTime(2026, 11, 15, 0, 0, 0, DateTimeKind.Utc);
            await context.IdempotencyRecords.Where(r => r.CreatedAt < old).OrderBy(r => r.CreatedAt).Take(10).ToListAsync();
        },
    };

    /// <summary>These read a few rows, or are an admin's, and may sort what they find.</summary>
    private static readonly Dictionary<string, Func<QueryRecorder, TestShop, Task>> SmallQueries = new()
    {
        ["an order"] = (db, _) => new OrderQueries(db).FindAsync(1, 1, default),
        ["sales by day"] = (db, shop) => new SalesByDay(db, shop.Get<StoreClock>())
            .ListAsync(shop.Get<StoreClock>().Today.AddDays(-27), shop.Get<StoreClock>().Today, default),
        ["today so far"] = (db, shop) => new SalesByDay(db, shop.Get<StoreClock>()).GetTodayAsync(default),
        ["orders of some days"] = (db, shop) => new OrderAdmin(db).ListAsync(
            new(OrderStatus.Paid, PlacedIn: shop.Get<StoreClock>().RangeOf(shop.Get<StoreClock>().Today, shop.Get<StoreClock>().Today)),
            Page,
            default),
        ["orders by parcel or recipient"] = (db, _) => new OrderAdmin(db).ListAsync(new(Search: "김하나"), Page, default),
        ["a packing list"] = (db, _) => new OrderAdmin(db).ListWholeAsync([1, 2], default),
        ["a shopper's addresses"] = (db, shop) => new AddressBook(shop.Get<ShopTransaction>(), db).ListAsync(1, default),
        ["an order with all that it caused"] = (db, _) => new OrderAdmin(db).FindAsync(1, default),
        ["a shopper's account"] = (db, shop) =>
            new ShopperAdmin(db, shop.Get<AdminTransaction>(), shop.Get<StoreClock>()).FindAsync(1, default),
        ["a product's movements"] = (db, _) => new StockHistory(db).ListAsync(1, Page, default),
        ["a cart"] = (db, shop) => new CartService(
                shop.Get<ShopTransaction>(), db, shop.Get<PreparedReads>(), shop.Get<StoreClock>(), shop.Get<IOptions<StoreSettings>>())
            .GetAsync(CartOwner.Shopper(1), default),
    };

    public static TheoryData<string> Cases => [.. Queries.Keys];

    public static TheoryData<string> SmallCases => [.. SmallQueries.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Neither_scans_nor_sorts(string query)
    {
        await using var shop = await ArrangeAsync();
        var recorder = new QueryRecorder(provider, shop.ConnectionString);

        await Queries[query](recorder, shop);

        Assert.NotEmpty(recorder.Plans);
        Assert.All(recorder.Plans, p => Assert.False(Scans(p.Plan) || Sorts(p.Plan), $"{p.Statement}\n{p.Plan}"));
    }

    [Theory]
    [MemberData(nameof(SmallCases))]
    public async Task Finds_its_few_rows_through_an_index(string query)
    {
        await using var shop = await ArrangeAsync();
        var recorder = new QueryRecorder(provider, shop.ConnectionString) { MaySort = true };

        await SmallQueries[query](recorder, shop);

        Assert.NotEmpty(recorder.Plans);
        Assert.All(recorder.Plans, p => Assert.False(Scans(p.Plan), $"{p.Statement}\n{p.Plan}"));
    }

    [Fact]
    public async Task A_day_is_ranked_through_the_index_on_its_orders_time()
    {
        await using var shop = await ArrangeAsync();
        var recorder = new QueryRecorder(provider, shop.ConnectionString);
        await using var db = recorder.CreateDbContext();
        var clock = shop.Get<StoreClock>();

        await db.InsertDaySalesAsync(clock.Today, clock.RangeOf(clock.Today, clock.Today), clock.UtcNow, default);

        var plan = Assert.Single(recorder.Plans).Plan;
        Assert.Contains("ix_orders_placed_at_status", plan, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"Seq Scan on orders|SCAN o\b", plan);
    }

    [Fact]
    public async Task A_scan_and_a_sort_would_be_noticed()
    {
        await using var shop = await ArrangeAsync();
        var recorder = new QueryRecorder(provider, shop.ConnectionString);
        await using var db = recorder.CreateDbContext();

        await db.Products.Where(p => p.Stock > 3).ToListAsync();
        await db.Products.Where(p => p.Published).OrderBy(p => p.Stock).ToListAsync();

        Assert.True(Scans(recorder.Plans[0].Plan));
        Assert.True(Sorts(recorder.Plans[1].Plan));
    }

    /// <summary>
    /// A table, or an index from end to end, unless it holds only what is wanted (events without deliveries). What SQLite calls the scan of
    /// a co-routine reads the page that was found; and of categories a shop has only a few.
    /// </summary>
    protected static bool Scans(string plan)
    {
        plan = plan.Replace("Index Scan using pk_categories on categories", "", StringComparison.Ordinal);
        plan = PartialIndex().Replace(plan, "");
        foreach (Match page in CoRoutine().Matches(plan))
            plan = plan.Replace($"SCAN {page.Groups[1].Value}\n", "", StringComparison.Ordinal);
        return TableScan().IsMatch(plan) || IndexScan().Count(plan) > IndexCondition().Count(plan);
    }

    protected static bool Sorts(string plan) => Sort().IsMatch(plan);

    [GeneratedRegex(@"Index (Only )?Scan using ix_events_unrouted|SCAN \w+ USING (COVERING )?INDEX ix_events_unrouted")]
    private static partial Regex PartialIndex();

    [GeneratedRegex(@"Seq Scan on|\bSCAN ")]
    private static partial Regex TableScan();

    [GeneratedRegex("Index (Only )?Scan")]
    private static partial Regex IndexScan();

    [GeneratedRegex("Index Cond:")]
    private static partial Regex IndexCondition();

    [GeneratedRegex(@"CO-ROUTINE (\w+)")]
    private static partial Regex CoRoutine();

    [GeneratedRegex(@"\bSort\b|USE TEMP B-TREE")]
    private static partial Regex Sort();

    protected async Task<TestShop> ArrangeAsync()
    {
        var shop = await TestShop.StartAsync(databases, provider);
        var shopper = await shop.AddShopperAsync(balance: 1000);
        for (var i = 0; i < 3; i++) await shop.OrderAsync(shopper, (await shop.AddProductAsync(price: 10 + i), 1));
        (await shop.AddToCartAsync(shopper, 1)).Granted();
        return shop;
    }
}

public sealed class SqliteQueryPlanTests(TestDatabases databases) : QueryPlanContract(databases, DatabaseProvider.Sqlite)
{
    /// <summary>Ids and numbers that come in parameters are no tables of the shop's.</summary>
    [Fact]
    public async Task What_goes_past_EF_scans_nothing()
    {
        await using var shop = await ArrangeAsync();
        foreach (var statement in PreparedStatements.Of(shop.Get<Dialect>()))
        {
            var plan = string.Join('\n', await shop.QuerySqlAsync("EXPLAIN QUERY PLAN " + statement))
                .Replace("SCAN json_each", "", StringComparison.Ordinal)
                .Replace("SCAN numbers", "", StringComparison.Ordinal)
                .Replace("SCAN CONSTANT ROW", "", StringComparison.Ordinal);
            Assert.False(Scans(plan) || Sorts(plan), $"{statement}\n{plan}");
        }
    }
}

public sealed class PostgresQueryPlanTests(TestDatabases databases) : QueryPlanContract(databases, DatabaseProvider.Postgres);

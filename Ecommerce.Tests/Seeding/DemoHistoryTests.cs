using Ecommerce.Core.Audit;
using Ecommerce.Core.Reconciliation;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Seeding;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ranking;
using Ecommerce.Core.Wallets;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Seeding;

/// <summary>A demo shop on its first day: it looks like one that has been selling for a month, and its books are in order.</summary>
public sealed class DemoHistoryTests(TestDatabases databases)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_new_demo_shop_has_a_month_of_orders_five_best_sellers_and_balanced_books()
    {
        await using var shop = await StartAsync(("Seed:Demo", "true"));

        await shop.Get<NightlyRanking>().RunAsync(default);

        Assert.Equal(5, (await shop.Get<TopProducts>().GetAsync(default)).Items.Count);
        Assert.Empty((await shop.Get<ReconcileBooks>().CheckAsync(default)).Discrepancies);
        var orders = await shop.ReadAsync(db => db.Orders.ToListAsync());
        Assert.InRange(orders.Count, 100, 300);
        Assert.InRange(orders.Count(o => o.Status == OrderStatus.Cancelled), 1, orders.Count / 8);
        Assert.Equal(DemoPlan.Days + 1, orders.Select(o => shop.Get<StoreClock>().DayOf(o.PlacedAt)).Distinct().Count());
        Assert.Equal(orders.OrderBy(o => o.PlacedAt).Select(o => o.Id), orders.Select(o => o.Id).Order());
        Assert.True(orders.All(o => o.PlacedAt < Noon));
        Assert.Equal(1 + DemoAccounts.OtherShoppers.Count, orders.Select(o => o.ShopperId).Distinct().Count());
    }

    [Fact]
    public async Task Its_products_have_the_stock_that_the_catalog_names()
    {
        await using var plain = await StartAsync(("Seed:Demo", "true"), ("Seed:DemoHistory", "false"));
        await using var shop = await StartAsync(("Seed:Demo", "true"));

        Assert.Equal(await StockAsync(plain), await StockAsync(shop));
        Assert.Empty(await plain.ReadAsync(db => db.Orders.ToListAsync()));
    }

    [Fact]
    public async Task The_demo_shopper_has_a_statement()
    {
        await using var shop = await StartAsync(("Seed:Demo", "true"));
        var shopper = await shop.ReadAsync(db => db.Users.Where(u => u.Email == DemoAccounts.Shopper).Select(u => u.Id).SingleAsync());

        var statement = await shop.Get<WalletQueries>().GetStatementAsync(shopper, new PageRequest(1, 100), default);

        Assert.Contains(statement.Items, e => e.Kind == WalletEntryKind.Charge);
        Assert.Contains(statement.Items, e => e.Kind == WalletEntryKind.Payment);
    }

    [Fact]
    public async Task The_demo_products_are_the_shops_own_doing()
    {
        await using var shop = await StartAsync(("Seed:Demo", "true"));

        var actions = await shop.ReadAsync(
            db => db.AdminActions.Where(a => a.SubjectType == AuditSubjects.Product).ToListAsync());

        Assert.Equal(await shop.ReadAsync(db => db.Products.CountAsync()), actions.Count);
        Assert.All(actions, a => Assert.Equal(("product.created", ActorOrigin.System, null), (a.Action, a.Origin, a.ActorId)));
        await shop.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task Its_orders_wait_are_on_their_way_or_have_arrived()
    {
        await using var shop = await StartAsync(("Seed:Demo", "true"));

        var orders = await shop.ReadAsync(db => db.Orders.Include(o => o.Delivery).ToListAsync());

        Assert.All(Enum.GetValues<OrderStatus>(), status => Assert.Contains(orders, o => o.Status == status));
        Assert.Contains(orders, o => o.Status == OrderStatus.Delivered && o.Delivery is null);
        Assert.True(orders.Count(o => o.Status == OrderStatus.Delivered) > orders.Count / 2);
        Assert.DoesNotContain(orders, o => o.ShippedAt >= Noon || o.DeliveredAt >= Noon);
        var happened = await shop.ReadAsync(db => db.Events.OrderBy(e => e.Id).Select(e => e.OccurredAt).ToListAsync());
        Assert.All(happened, at => Assert.True(at < Noon));
        await shop.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task A_second_start_adds_nothing()
    {
        var database = await databases.CreateAsync(DatabaseProvider.Sqlite);
        await using (await StartOnAsync(database, ("Seed:Demo", "true")))
        {
        }

        await using var again = await StartOnAsync(database, ("Seed:Demo", "true"));
        var days = await again.ReadAsync(db => db.Orders.CountAsync());
        Assert.InRange(days, 100, 300);
    }

    [Fact]
    public async Task Without_demo_data_there_is_no_history()
    {
        await using var shop = await StartAsync(("Seed:DemoHistory", "true"));
        Assert.Empty(await shop.ReadAsync(db => db.Orders.ToListAsync()));
    }

    private async Task<TestShop> StartAsync(params (string, string?)[] settings) =>
        await StartOnAsync(await databases.CreateAsync(DatabaseProvider.Sqlite), settings);

    private static Task<TestShop> StartOnAsync(string database, params (string, string?)[] settings) =>
        TestShop.StartOnAsync(database, DatabaseProvider.Sqlite, new FakeTimeProvider(Noon), settings: settings);

    private static Task<List<KeyValuePair<long, int>>> StockAsync(TestShop shop) =>
        shop.ReadAsync(db => db.Products.OrderBy(p => p.Id).Select(p => new KeyValuePair<long, int>(p.Id, p.Stock)).ToListAsync());
}

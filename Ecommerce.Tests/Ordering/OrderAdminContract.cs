using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Wallets;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Ordering;

/// <summary>Everybody's orders, as admins look for them.</summary>
public abstract class OrderAdminContract(TestDatabases databases, DatabaseProvider provider)
{
    private static readonly PageRequest FirstPage = new();

    [Fact]
    public async Task Lists_everybodys_orders_newest_first()
    {
        await using var shop = await TestShop.StartAsync(databases, provider);
        var (product, other) = (await shop.AddProductAsync(price: 300), await shop.AddProductAsync(price: 500));
        var (ann, bob) = (await shop.AddShopperAsync(10_000), await shop.AddShopperAsync(10_000));
        var first = (await shop.OrderAsync(ann, (product, 2))).Value!.Order;
        var second = (await shop.OrderAsync(bob, (product, 1), (other, 1))).Value!.Order;

        var list = await shop.Get<OrderAdmin>().ListAsync(new OrderFilter(), FirstPage, default);

        Assert.Equal(2, list.Total);
        Assert.Equal([(second.Id, bob, 800L, 2), (first.Id, ann, 600L, 1)], list.Items.Select(o => (o.Id, o.ShopperId, o.Total, o.Lines)));
        Assert.Equal((await shop.Get<ShopperAdmin>().FindAsync(bob, default)).Value!.Email, list.Items[0].Email);
        var page = await shop.Get<OrderAdmin>().ListAsync(new OrderFilter(), new PageRequest(2, 1), default);
        Assert.Equal(first.Id, Assert.Single(page.Items).Id);
    }

    [Fact]
    public async Task Finds_by_status_by_number_and_by_the_whole_address_in_any_case()
    {
        await using var shop = await TestShop.StartAsync(databases, provider);
        var product = await shop.AddProductAsync(price: 300);
        var (ann, bob) = (await shop.AddShopperAsync(10_000), await shop.AddShopperAsync(10_000));
        var paid = (await shop.OrderAsync(ann, (product, 1))).Value!.Order.Id;
        var cancelled = (await shop.OrderAsync(ann, (product, 1))).Value!.Order.Id;
        Assert.True((await shop.CancelAsync(ann, cancelled)).Succeeded);
        var bobs = (await shop.OrderAsync(bob, (product, 1))).Value!.Order.Id;
        var email = (await shop.Get<ShopperAdmin>().FindAsync(ann, default)).Value!.Email!;

        Assert.Equal([bobs, paid], await FindAsync(new OrderFilter(OrderStatus.Paid)));
        Assert.Equal([cancelled], await FindAsync(new OrderFilter(OrderStatus.Cancelled)));
        Assert.Equal([cancelled, paid], await FindAsync(new OrderFilter(Email: $" {email.ToUpperInvariant()} ")));
        Assert.Equal([paid], await FindAsync(new OrderFilter(OrderStatus.Paid, email)));
        Assert.Equal([bobs], await FindAsync(new OrderFilter(OrderId: bobs)));
        Assert.Equal([cancelled, paid], await FindAsync(new OrderFilter(ShopperId: ann)));
        Assert.Empty(await FindAsync(new OrderFilter(Email: email[1..])));

        async Task<IEnumerable<long>> FindAsync(OrderFilter filter) =>
            (await shop.Get<OrderAdmin>().ListAsync(filter, FirstPage, default)).Items.Select(o => o.Id);
    }

    [Fact]
    public async Task Shows_an_order_with_all_that_it_caused()
    {
        await using var shop = await TestShop.StartAsync(databases, provider);
        var product = await shop.AddProductAsync(price: 300);
        var ann = await shop.AddShopperAsync(1_000);
        var order = (await shop.OrderAsync(ann, (product, 2))).Value!.Order.Id;
        await shop.OrderAsync(ann, (product, 1));
        Assert.True((await shop.CancelAsync(ann, order)).Succeeded);

        var found = (await shop.Get<OrderAdmin>().FindAsync(order, default)).Value!;

        Assert.Equal((ann, OrderStatus.Cancelled, 600L), (found.ShopperId, found.Order.Status, found.Order.Total));
        Assert.Equal([(WalletEntryKind.Payment, -600L), (WalletEntryKind.Refund, 600L)], found.Entries.Select(e => (e.Kind, e.Amount)));
        Assert.Equal([OrderEvents.Paid, OrderEvents.Cancelled], found.Events.Select(e => e.Type));
        Assert.IsType<OrderNotFound>((await shop.Get<OrderAdmin>().FindAsync(order + 100, default)).Refusal);
    }

    [Fact]
    public async Task Today_so_far_is_what_the_stores_running_day_has_sold()
    {
        // A millisecond before midnight in Seoul.
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 21, 14, 59, 59, 999, TimeSpan.Zero));
        await using var shop = await TestShop.StartAsync(databases, provider, clock);
        var product = await shop.AddProductAsync(price: 300);
        var ann = await shop.AddShopperAsync(10_000);
        await shop.OrderAsync(ann, (product, 1));
        Assert.Equal(new SoldDay(new(2026, 11, 21), 1, 300), await shop.Get<SalesByDay>().GetTodayAsync(default));

        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(new SoldDay(new(2026, 11, 22), 0, 0), await shop.Get<SalesByDay>().GetTodayAsync(default));
        await shop.OrderAsync(ann, (product, 2));
        await shop.CancelAsync(ann, (await shop.OrderAsync(ann, (product, 3))).Value!.Order.Id);

        Assert.Equal(
            new SoldDay(new(2026, 11, 22), 1, 600, Cancelled: 1, Refunded: 900), await shop.Get<SalesByDay>().GetTodayAsync(default));
    }
}

public sealed class SqliteOrderAdminTests(TestDatabases databases) : OrderAdminContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresOrderAdminTests(TestDatabases databases) : OrderAdminContract(databases, DatabaseProvider.Postgres);

public sealed class SqlServerOrderAdminTests(TestDatabases databases) : OrderAdminContract(databases, DatabaseProvider.SqlServer);

using System.Text.Json;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ordering.Fulfilment;
using Ecommerce.Core.Ranking;
using Ecommerce.Tests.Contracts;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Ordering;

/// <summary>The way of an order from the shop to whoever it is for: each step once, in its turn, whoever else takes one.</summary>
public abstract class FulfilmentContract(TestDatabases databases, DatabaseProvider provider, int instances = 1)
    : ShopContract(databases, provider, instances)
{
    [Fact]
    public async Task An_order_is_shipped_and_delivered_and_says_so_to_everybody()
    {
        await using var shops = await StartAsync();
        var shop = shops.First;
        var (shopper, order) = await OrderAsync(shop);

        var shipped = (await ShipAsync(shop, order)).Granted();
        var delivered = (await DeliverAsync(shop, order)).Granted();

        Assert.Equal((OrderStatus.Shipped, "CJ대한통운", "6789"), (shipped.Status, shipped.Carrier, shipped.TrackingNumber));
        Assert.Equal((OrderStatus.Delivered, TestAddresses.Office), (delivered.Status, delivered.Delivery));
        var seen = (await shop.Get<OrderQueries>().FindAsync(shopper, order, default)).Granted();
        Assert.Equal(
            (OrderStatus.Delivered, shipped.ShippedAt, delivered.DeliveredAt, "CJ대한통운", "6789"),
            (seen.Status, seen.ShippedAt, seen.DeliveredAt, seen.Carrier, seen.TrackingNumber));
        var events = await shop.ReadAsync(db => db.Events.Where(e => e.SubjectId == order).OrderBy(e => e.Id).ToListAsync());
        Assert.Equal(["order.paid", "order.shipped", "order.delivered"], events.Select(e => e.Type));
        var told = JsonDocument.Parse(events[2].Payload).RootElement;
        Assert.Equal(
            (order, shopper, 200, "CJ대한통운", 1),
            (told.GetProperty("orderId").GetInt64(), told.GetProperty("userId").GetInt64(), told.GetProperty("total").GetInt64(),
                told.GetProperty("carrier").GetString(), told.GetProperty("items").GetArrayLength()));
        Assert.True(told.TryGetProperty("shippedAt", out _) && told.TryGetProperty("deliveredAt", out _));
        Assert.DoesNotContain("6789", events[1].Payload, StringComparison.Ordinal); // leads to a person
        Assert.DoesNotContain("김하나", string.Concat(events.Select(e => e.Payload)), StringComparison.Ordinal);
        await shop.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task A_step_out_of_turn_is_refused_and_changes_nothing()
    {
        await using var shops = await StartAsync();
        var shop = shops.First;
        var (shopper, order) = await OrderAsync(shop);
        Assert.Equal(new OrderStatusConflict(OrderStatus.Paid), (await DeliverAsync(shop, order)).Refused());
        (await ShipAsync(shop, order)).Granted();

        foreach (var status in new[] { OrderStatus.Shipped, OrderStatus.Delivered })
        {
            if (status == OrderStatus.Delivered) (await DeliverAsync(shop, order)).Granted();
            Assert.Equal(new OrderStatusConflict(status), (await ShipAsync(shop, order)).Refused());
            Assert.Equal(new OrderStatusConflict(status), (await CancelAsync(shop, order)).Refused());
            Assert.Equal(new OrderNotCancellable(status), (await shop.CancelAsync(shopper, order)).Refused());
        }

        Assert.Equal(new OrderStatusConflict(OrderStatus.Delivered), (await DeliverAsync(shop, order)).Refused());
        var (_, other) = await OrderAsync(shop);
        (await CancelAsync(shop, other)).Granted();
        Assert.Equal(new OrderStatusConflict(OrderStatus.Cancelled), (await ShipAsync(shop, other)).Refused());
        Assert.Equal(new OrderStatusConflict(OrderStatus.Cancelled), (await DeliverAsync(shop, other)).Refused());
        Assert.Equal(new OrderStatusConflict(OrderStatus.Cancelled), (await CancelAsync(shop, other)).Refused());
        Assert.Equal(new OrderNotFound(), (await ShipAsync(shop, other + 100)).Refused());
        Assert.Equal(new OrderNotFound(), (await DeliverAsync(shop, other + 100)).Refused());
        Assert.Equal(new OrderNotFound(), (await CancelAsync(shop, other + 100)).Refused());
        await shop.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task What_is_picked_up_is_handed_over_at_once_or_shipped_after_all()
    {
        await using var shops = await StartAsync();
        var shop = shops.First;
        var (_, handed) = await OrderAsync(shop, isPickedUp: true);
        var (_, sent) = await OrderAsync(shop, isPickedUp: true);

        var arrived = (await DeliverAsync(shop, handed)).Granted();
        (await ShipAsync(shop, sent)).Granted();

        Assert.Equal((OrderStatus.Delivered, null, null), (arrived.Status, arrived.ShippedAt, arrived.Carrier));
        Assert.Equal(OrderStatus.Delivered, (await DeliverAsync(shop, sent)).Granted().Status);
        await shop.AssertBooksBalanceAsync();
    }

    [Theory]
    [InlineData(null, "1", "carrier")]
    [InlineData("CJ", " ", "trackingNumber")]
    [InlineData("CJ", "123456789012345678901234567890123456789012345678901", "trackingNumber")]
    public async Task A_parcel_has_a_carrier_and_a_number(string? carrier, string? number, string field)
    {
        await using var shops = await StartAsync();
        var (_, order) = await OrderAsync(shops.First);

        var refused = await shops.First.Get<ShipOrder>().RunAsync(Actor.System, new(order, carrier, number), default);

        Assert.Equal([field], Assert.IsType<ValidationFailed>(refused.Refusal).Errors.Keys);
    }

    [Fact]
    public async Task Of_twenty_who_ship_and_cancel_at_once_one_wins()
    {
        await using var shops = await StartAsync();
        for (var round = 0; round < 3; round++)
        {
            var (shopper, order) = await OrderAsync(shops.First);

            var answers = await Race.RunAsync<Refusal?>(20, async i => (i % 3) switch
            {
                0 => (await ShipAsync(shops[i], order)).Refusal,
                1 => (await CancelAsync(shops[i], order)).Refusal,
                _ => (await shops[i].CancelAsync(shopper, order)).Refusal,
            });

            Assert.Single(answers, a => a is null);
            Assert.All(answers, a => Assert.True(a is null or OrderStatusConflict or OrderNotCancellable, $"{a}"));
            var events = await shops.First.ReadAsync(db => db.Events.Where(e => e.SubjectId == order).CountAsync());
            Assert.Equal(2, events);
        }

        await shops.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task Of_twenty_who_deliver_at_once_one_wins()
    {
        await using var shops = await StartAsync();
        var (_, order) = await OrderAsync(shops.First);
        (await ShipAsync(shops.First, order)).Granted();

        var answers = await Race.RunAsync(20, async i => (await DeliverAsync(shops[i], order)).Refusal);

        Assert.Single(answers, a => a is null);
        await shops.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task An_order_of_a_deleted_account_can_be_sent_but_not_refunded()
    {
        await using var shops = await StartAsync();
        var (shopper, order) = await OrderAsync(shops.First);
        (await shops.First.Get<AccountDeletion>().RunAsync(new(shopper, 800), default)).Granted();

        Assert.Equal(new OrderOwnerGone(), (await CancelAsync(shops.First, order)).Refused());
        (await ShipAsync(shops.First, order)).Granted();
        (await DeliverAsync(shops.First, order)).Granted();
    }

    [Fact]
    public async Task What_is_on_its_way_counts_as_sold()
    {
        await using var shops = await StartAsync();
        var shop = shops.First;
        for (var i = 0; i < 2; i++) (await ShipAsync(shop, (await OrderAsync(shop)).Order)).Granted();
        var (_, delivered) = await OrderAsync(shop, isPickedUp: true);
        var (_, cancelled) = await OrderAsync(shop);
        (await DeliverAsync(shop, delivered)).Granted();
        (await CancelAsync(shop, cancelled)).Granted();
        var today = shop.Get<StoreClock>().Today;

        Assert.Equal(new SoldDay(today, 3, 600, Cancelled: 1, Refunded: 200), await shop.Get<SalesByDay>().GetTodayAsync(default));
        Assert.Equal(
            [new SoldDay(today, 3, 600, Cancelled: 1, Refunded: 200)],
            await shop.Get<SalesByDay>().ListAsync(today, today, default));
        var live = await shop.Get<RankingQueries>().ListAsync(new(today, today), RankingOrder.Quantity, new PageRequest(), default);
        Assert.Equal(6, live.Granted().Items.Sum(i => i.QuantitySold));
        var counted = await shop.Get<AggregateDay>().RunAsync(Actor.System, today, default);
        Assert.Equal(new DaySales(today, 3, 6), counted.Granted());
    }

    private static async Task<(long Shopper, long Order)> OrderAsync(TestShop shop, bool isPickedUp = false)
    {
        var (shopper, product) = (await shop.AddShopperAsync(1000), await shop.AddProductAsync(stock: 5, price: 100));
        var placed = await (isPickedUp
            ? shop.OrderAsync(shopper, (product, 2))
            : shop.OrderToAsync(shopper, TestAddresses.Home, (product, 2)));
        return (shopper, placed.Granted().Order.Id);
    }

    private static Task<Result<OrderView>> ShipAsync(TestShop shop, long order) =>
        shop.Get<ShipOrder>().RunAsync(Actor.System, new(order, "CJ대한통운", "6789"), default);

    private static Task<Result<OrderView>> DeliverAsync(TestShop shop, long order) =>
        shop.Get<DeliverOrder>().RunAsync(Actor.System, order, default);

    private static Task<Result<OrderReceipt>> CancelAsync(TestShop shop, long order) =>
        shop.Get<CancelForShopper>().RunAsync(Actor.System, order, "sold out", default);
}

public sealed class SqliteFulfilmentTests(TestDatabases databases) : FulfilmentContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresFulfilmentTests(TestDatabases databases)
    : FulfilmentContract(databases, DatabaseProvider.Postgres, instances: 2);

public sealed class SqlServerFulfilmentTests(TestDatabases databases) : FulfilmentContract(databases, DatabaseProvider.SqlServer);

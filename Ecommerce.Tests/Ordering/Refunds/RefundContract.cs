using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ordering.Fulfilment;
using Ecommerce.Core.Ordering.Refunds;
using Ecommerce.Core.Wallets;
using Ecommerce.Tests.Contracts;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Ordering.Refunds;

/// <summary>Parts of orders are given back, each piece once, and the books agree afterwards.</summary>
public abstract class RefundContract(TestDatabases databases, DatabaseProvider provider, int instances = 1)
    : ShopContract(databases, provider, instances)
{
    [Fact]
    public async Task Money_and_pieces_come_back_in_parts()
    {
        await using var shops = await StartAsync();
        var shop = shops.First;
        var shopper = await shop.AddShopperAsync(1_000);
        var (lamp, desk) = (await shop.AddProductAsync(5, 100), await shop.AddProductAsync(5, 300));
        var order = (await shop.OrderToAsync(shopper, TestAddresses.Home, (lamp, 3), (desk, 1))).Granted().Order.Id;

        var first = (await shop.RefundAsync(order, (lamp, 1), (desk, 1))).Granted();
        (await shop.Get<ShipOrder>().RunAsync(Actor.System, new(order, "CJ", "1"), default)).Granted();
        var second = (await shop.RefundAsync(order, restock: false, (lamp, 2))).Granted();

        Assert.Equal((OrderStatus.Paid, 400, null), (first.Status, first.Refunded, first.Delivery));
        Assert.Equal((OrderStatus.Shipped, 600), (second.Status, second.Refunded));
        Assert.Equal((1_000, 3, 5), (await shop.BalanceAsync(shopper), await shop.StockAsync(lamp), await shop.StockAsync(desk)));
        var seen = (await shop.Get<OrderQueries>().FindAsync(shopper, order, default)).Granted();
        Assert.Equal((600, 600), (seen.Refunded, seen.Total));
        Assert.Equal([(3, 3), (1, 1)], seen.Items.Select(i => (i.Quantity, i.RefundedQuantity)));
        var refunds = await shop.Get<RefundQueries>().ListAsync(order, default);
        Assert.Equal([(1, 400L, true), (2, 200, false)], refunds.Select(r => (r.Number, r.Amount, r.Restocked)));
        Assert.Equal([(lamp, 1, 100L), (desk, 1, 300)], refunds[0].Items.Select(i => (i.ProductId, i.Quantity, i.Amount)));
        var statement = (await shop.Get<WalletQueries>().GetStatementAsync(shopper, new PageRequest(), default)).Items;
        Assert.Equal(
            [(WalletEntryKind.Refund, 200L, 2), (WalletEntryKind.Refund, 400, 1), (WalletEntryKind.Payment, -600, 0)],
            statement.Take(3).Select(e => (e.Kind, e.Amount, e.RefundNumber)));
        var events = await shop.ReadAsync(db => db.Events.Where(e => e.SubjectId == order).OrderBy(e => e.Id).ToListAsync());
        Assert.Equal(
            [("order.paid", 0), ("order.refunded", 1), ("order.shipped", 0), ("order.refunded", 2)],
            events.Select(e => (e.Type, e.Number)));
        await shop.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task Of_twenty_refunds_of_one_piece_one_is_made()
    {
        await using var shop = await StartAsync();
        var (shopper, product) = (await shop.First.AddShopperAsync(1_000), await shop.First.AddProductAsync(5, 100));
        var order = await shop.First.DeliveredAsync(shopper, (product, 1));

        var refunded = await Race.RunAsync(20, i => shop[i].RefundAsync(order, (product, 1)));

        Assert.Single(refunded, r => r.Succeeded);
        Assert.All(
            refunded.Where(r => !r.Succeeded),
            r => Assert.Equal([new(product, 1, 0)], Assert.IsType<RefundExceedsOrder>(r.Refusal).Items));
        Assert.Equal((1_000, 5), (await shop.First.BalanceAsync(shopper), await shop.First.StockAsync(product)));
        Assert.Equal(1, await shop.First.ReadAsync(db => db.Refunds.CountAsync()));
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task Refunds_and_cancellations_at_once_give_everything_back_once()
    {
        await using var shop = await StartAsync();
        var (shopper, product) = (await shop.First.AddShopperAsync(1_000), await shop.First.AddProductAsync(20, 100));
        var order = (await shop.First.OrderAsync(shopper, (product, 10))).Granted().Order.Id;

        var answers = await Race.RunAsync(20, async i => i % 5 == 4
            ? (await shop[i].CancelAsync(shopper, order)).Succeeded
            : (await shop[i].RefundAsync(order, (product, 1))).Succeeded);

        Assert.Single(answers.Where((_, i) => i % 5 == 4), done => done);
        Assert.Equal((1_000, 20), (await shop.First.BalanceAsync(shopper), await shop.First.StockAsync(product)));
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task Refunds_orders_and_charges_meet_without_loss()
    {
        await using var shop = await StartAsync();
        var (shopper, product) = (await shop.First.AddShopperAsync(10_000), await shop.First.AddProductAsync(50, 100));
        var order = await shop.First.DeliveredAsync(shopper, (product, 10));

        var answers = await Race.RunAsync(30, async i => (i % 3) switch
        {
            0 => (await shop[i].RefundAsync(order, (product, 1))).Succeeded,
            1 => (await shop[i].OrderAsync(shopper, (product, 1))).Succeeded,
            _ => (await shop[i].ChargeAsync(shopper, 100)).Succeeded,
        });

        Assert.All(answers, Assert.True);
        Assert.Equal((10_000, 40), (await shop.First.BalanceAsync(shopper), await shop.First.StockAsync(product)));
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task A_key_refunds_once_however_often_it_comes()
    {
        await using var shop = await StartAsync();
        var (shopper, product, admin) = (
            await shop.First.AddShopperAsync(1_000), await shop.First.AddProductAsync(5, 100), await shop.First.AddAdminAsync());
        var order = await shop.First.DeliveredAsync(shopper, (product, 4));

        var answers = await Race.RunAsync(20, i => RefundAsync(shop[i], admin, order, product, new("key", "body")));

        var first = Assert.Single(answers, a => !a.Granted().Replayed).Granted().Value;
        Assert.All(answers, a => Assert.Equal(Answers.Json(first), Answers.Json(a.Granted().Value)));
        Assert.Equal(700, await shop.First.BalanceAsync(shopper));
        Assert.Equal(1, await shop.First.ReadAsync(db => db.AdminActions.CountAsync(a => a.Action == AdminActions.OrderRefunded)));
        Assert.Equal(
            new IdempotencyKeyReused(), (await RefundAsync(shop.First, admin, order, product, new("key", "other"))).Refused());
        Assert.False((await RefundAsync(shop.First, admin, order, product, new("next", "body"))).Granted().Replayed);
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task A_key_whose_refund_was_refused_can_be_tried_again()
    {
        await using var shops = await StartAsync();
        var shop = shops.First;
        var (shopper, product, admin) = (await shop.AddShopperAsync(1_000), await shop.AddProductAsync(5, 100), await shop.AddAdminAsync());
        var order = (await shop.OrderAsync(shopper, (product, 1))).Granted().Order.Id;
        (await shop.RefundAsync(order, (product, 1))).Granted();
        Assert.IsType<RefundExceedsOrder>((await RefundAsync(shop, admin, order, product, new("key", "body"))).Refused());
        Assert.Empty(await shop.ReadAsync(db => db.IdempotencyRecords.ToListAsync()));
    }

    [Fact]
    public async Task What_is_asked_wrongly_is_refused_and_changes_nothing()
    {
        await using var shops = await StartAsync();
        var shop = shops.First;
        var (shopper, product) = (await shop.AddShopperAsync(1_000), await shop.AddProductAsync(5, 100));
        var order = (await shop.OrderAsync(shopper, (product, 2))).Granted().Order.Id;
        var cancelled = (await shop.OrderAsync(shopper, (product, 1))).Granted().Order.Id;
        (await shop.CancelAsync(shopper, cancelled)).Granted();
        var before = await shop.ContentsAsync();

        Assert.IsType<ValidationFailed>((await shop.RefundAsync(order)).Refused());
        Assert.IsType<ValidationFailed>((await shop.RefundAsync(order, (product, 0))).Refused());
        Assert.Equal(new OrderNotFound(), (await shop.RefundAsync(order + 100, (product, 1))).Refused());
        Assert.Equal(new OrderStatusConflict(OrderStatus.Cancelled), (await shop.RefundAsync(cancelled, (product, 1))).Refused());
        Assert.IsType<RefundExceedsOrder>((await shop.RefundAsync(order, (product, 2), (product, 1))).Refused());
        Assert.IsType<ValidationFailed>(
            (await shop.Get<RefundOrder>().RunAsync(Actor.System, new(order, [new(product, 1)], true, " "), default)).Refused());

        Assert.Equal(before, await shop.ContentsAsync());
    }

    [Fact]
    public async Task A_deleted_account_has_no_wallet_to_refund_to()
    {
        await using var shops = await StartAsync();
        var shop = shops.First;
        var (shopper, product) = (await shop.AddShopperAsync(100), await shop.AddProductAsync(5, 100));
        var order = await shop.DeliveredAsync(shopper, (product, 1));
        (await shop.Get<AccountDeletion>().RunAsync(new(shopper, 0), default)).Granted();

        Assert.Equal(new OrderOwnerGone(), (await shop.RefundAsync(order, (product, 1))).Refused());
        Assert.Equal(4, await shop.StockAsync(product));
        await shop.AssertBooksBalanceAsync();
    }

    /// <summary>Whoever writes: the database itself gives no piece back twice.</summary>
    [Fact]
    public async Task The_database_refuses_more_than_there_is()
    {
        await using var shops = await StartAsync();
        var shop = shops.First;
        var (shopper, product) = (await shop.AddShopperAsync(1_000), await shop.AddProductAsync(5, 100));
        var order = await shop.DeliveredAsync(shopper, (product, 2));
        (await shop.RefundAsync(order, (product, 1))).Granted();

        foreach (var falsification in new[]
        {
            "UPDATE order_lines SET refunded_quantity = refunded_quantity + 2",
            "UPDATE order_lines SET refunded_amount = line_total + 1",
            "UPDATE orders SET refunded = total + 1",
            "INSERT INTO refunds (order_id, number, amount, reason, restocked, created_at) "
            + "SELECT order_id, number, amount, reason, restocked, created_at FROM refunds",
            "INSERT INTO refund_lines (order_id, number, order_line_id, quantity, amount) "
            + "SELECT order_id, number, order_line_id, quantity, amount FROM refund_lines",
        })
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => shop.ExecuteSqlAsync(falsification));
    }

    [Fact]
    public async Task Days_say_what_was_given_back_of_their_orders_and_sales_are_less_it()
    {
        await using var shops = await StartAsync();
        var shop = shops.First;
        var (shopper, product) = (await shop.AddShopperAsync(1_000), await shop.AddProductAsync(9, 100));
        var order = (await shop.OrderAsync(shopper, (product, 5))).Granted().Order.Id;
        (await shop.RefundAsync(order, (product, 2))).Granted();
        (await shop.RefundAsync(order, (product, 1))).Granted();
        var today = shop.Get<StoreClock>().Today;

        Assert.Equal(200, (await shop.Get<SalesByDay>().GetTodayAsync(default)).Revenue);
        Assert.Equal([new SoldDay(today, 1, 200, Refunded: 300)], await shop.Get<SalesByDay>().ListAsync(today, today, default));
    }

    private static Task<Result<Idempotent<OrderView>>> RefundAsync(
        TestShop shop, long admin, long order, long product, IdempotencyKey key) =>
        shop.Get<RefundOrder>().RunAsync(
            Actor.ThroughApi(admin), new(order, [new(product, 1)], Restock: true, "torn", key), default);
}

public sealed class SqliteRefundTests(TestDatabases databases) : RefundContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresRefundTests(TestDatabases databases) : RefundContract(databases, DatabaseProvider.Postgres, instances: 2);

public sealed class SqlServerRefundTests(TestDatabases databases) : RefundContract(databases, DatabaseProvider.SqlServer, instances: 2);

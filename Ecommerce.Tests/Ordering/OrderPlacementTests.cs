using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data.Batches;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Wallets;
using Ecommerce.Tests.Infrastructure;
using FsCheck;
using FsCheck.Fluent;

namespace Ecommerce.Tests.Ordering;

/// <summary>What an order changes, decided without a database.</summary>
public sealed class OrderPlacementTests
{
    private static readonly DateTime Noon = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);
    private static readonly LockedProduct Lamp = new(3, "램프", "Lamp", Price: 1_000, Stock: 5, Published: true);
    private static readonly LockedProduct Stool = new(2, "의자", null, Price: 250, Stock: 2, Published: true);
    private static readonly LockedProduct Hidden = Lamp with { Id = 4, Published = false };

    [Fact]
    public void An_order_is_paid_taken_from_stock_and_told()
    {
        var placed = Decide(balance: 5_000, null, new(3, 2), new(2, 1)).Granted();

        var order = Assert.Single(placed.Facts.Orders);
        Assert.Equal(
            (77, 7, OrderStatus.Paid, 2_250, "KRW", Noon),
            (order.Id, order.ShopperId, order.Status, order.Total, order.Currency, order.PlacedAt));
        Assert.Equal(
            [(77, 3, "램프", "Lamp", 1_000, 2, 2_000), (77, 2, "의자", null, 250, 1, 250)],
            order.Lines.Select(l => (l.OrderId, l.ProductId, l.Name, l.NameEn, l.UnitPrice, l.Quantity, l.LineTotal)));
        Assert.Equal(
            [(77L, 3L, -2, StockReason.Sale), (77, 2, -1, StockReason.Sale)],
            placed.Facts.Movements.Select(m => (m.OrderId!.Value, m.ProductId, m.Delta, m.Reason)));
        var payment = Assert.Single(placed.Facts.Entries);
        Assert.Equal(
            (WalletEntryKind.Payment, -2_250, 2_750, 10, 77),
            (payment.Kind, payment.Amount, payment.BalanceAfter, payment.Sequence, payment.OrderId));
        Assert.Equal((2_750, 77), (placed.Answer.Balance, placed.Answer.Order.Id));
        Assert.Equal(
            """{"orderId":77,"userId":7,"total":2250,"currency":"KRW","placedAt":"2026-11-22T12:00:00.000Z","items":["""
            + """{"productId":3,"name":"램프","unitPrice":1000,"quantity":2},"""
            + """{"productId":2,"name":"의자","unitPrice":250,"quantity":1}]}""",
            Assert.Single(placed.Facts.Events).Payload);
    }

    [Fact]
    public void Refusals_come_in_their_order()
    {
        OrderItem[] all = [new(3, 9), new(2, 9), new(4, 1), new(99, 1)];

        Assert.Equal([4, 99], Assert.IsType<ProductNotFound>(Decide(0, 1, all).Refused()).ProductIds);
        var shortages = Assert.IsType<InsufficientStock>(Decide(0, 1, all[..2]).Refused()).Items;
        Assert.Equal([new(3, 9, 5), new(2, 9, 2)], shortages);
        Assert.Equal(new OrderTotalChanged(1, 1_000), Decide(0, 1, new OrderItem(3, 1)).Refused());
        Assert.Equal(new InsufficientBalance(999, 1_000), Decide(999, 1_000, new OrderItem(3, 1)).Refused());
        Assert.True(Decide(1_000, 1_000, new OrderItem(3, 1)).Succeeded);
    }

    [Fact]
    public void Whatever_is_ordered_money_and_pieces_add_up() =>
        Prop.ForAll(
            (from balance in Gen.Choose(0, 6_000)
             from lamps in Gen.Choose(0, 7)
             from stools in Gen.Choose(0, 4)
             select (
                 balance,
                 items: new[] { new OrderItem(3, lamps), new OrderItem(2, stools) }.Where(i => i.Quantity > 0).ToArray())).ToArbitrary(),
            order =>
            {
                if (order.items.Length == 0) return true;
                var decided = Decide(order.balance, null, order.items);
                if (!decided.Succeeded)
                    return order.items.Any(i => i.Quantity > (i.ProductId == 3 ? 5 : 2)) || decided.Refusal is InsufficientBalance;
                var facts = decided.Value.Facts;
                var total = facts.Orders[0].Lines.Sum(l => l.LineTotal);
                return total == facts.Orders[0].Total
                    && facts.Entries[0].Amount == -total
                    && facts.Entries[0].BalanceAfter == order.balance - total
                    && facts.Movements.Sum(m => m.Delta) == -order.items.Sum(i => i.Quantity);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_cancellation_gives_back_what_the_order_took()
    {
        var placed = Decide(balance: 5_000, null, new(3, 2), new(2, 1)).Granted();
        var order = placed.Facts.Orders[0];
        var locked = new LockedOrder(order.Id, 7, OrderStatus.Paid, order.Total, order.Currency, order.PlacedAt) { Lines = order.Lines };
        var wallet = new LockedWallet(7, 5_000, 9).After(placed.Facts.Entries[0]);

        var cancelled = OrderCancellation.Decide(locked, wallet, Noon.AddHours(1)).Granted();

        Assert.Empty(cancelled.Facts.Orders);
        Assert.Equal(new(77, Noon.AddHours(1)), Assert.Single(cancelled.Facts.Cancellations));
        Assert.Equal(
            [(3L, 2, StockReason.Cancellation), (2, 1, StockReason.Cancellation)],
            cancelled.Facts.Movements.Select(m => (m.ProductId, m.Delta, m.Reason)));
        var refund = Assert.Single(cancelled.Facts.Entries);
        Assert.Equal((WalletEntryKind.Refund, 2_250, 5_000, 11), (refund.Kind, refund.Amount, refund.BalanceAfter, refund.Sequence));
        Assert.Equal(
            (OrderEvents.Cancelled, placed.Facts.Events[0].Payload), (cancelled.Facts.Events[0].Type, cancelled.Facts.Events[0].Payload));
        Assert.Equal((OrderStatus.Cancelled, 5_000), (cancelled.Answer.Order.Status, cancelled.Answer.Balance));
    }

    [Fact]
    public void What_is_cancelled_is_not_cancelled_again() =>
        Assert.Equal(
            new OrderNotCancellable(OrderStatus.Cancelled),
            OrderCancellation.Decide(new(77, 7, OrderStatus.Cancelled, 1, "KRW", Noon), new(7, 0, 0), Noon).Refused());

    [Fact]
    public void A_line_costs_its_pieces_less_its_discount() =>
        Assert.Equal(2_700, new OrderQuote([new(3, 1_000, 2, Discount: 100), new(2, 400, 2, Discount: 0)]).Total);

    private static Result<Decision<OrderReceipt>> Decide(long balance, long? expectedTotal, params OrderItem[] items) =>
        OrderPlacement.Decide(77, new LockedWallet(7, balance, 9), [Stool, Lamp, Hidden], items, expectedTotal, "KRW", Noon);
}

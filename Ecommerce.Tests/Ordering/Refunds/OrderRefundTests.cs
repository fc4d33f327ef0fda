using System.Text.Json;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data.Batches;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ordering.Refunds;
using Ecommerce.Core.Wallets;
using Ecommerce.Tests.Infrastructure;
using FsCheck;
using FsCheck.Fluent;

namespace Ecommerce.Tests.Ordering.Refunds;

/// <summary>What giving a part of an order back changes, decided without a database.</summary>
public sealed class OrderRefundTests
{
    private static readonly DateTime Noon = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);
    private static readonly LockedWallet Wallet = new(7, Balance: 50, EntryCount: 9);

    /// <summary>Three lamps for 2,800 (3,000 less 200), and a stool for 250.</summary>
    private static readonly LockedOrder Order = new(77, 7, OrderStatus.Delivered, 3_050, "KRW", Noon, DeliveredAt: Noon)
    {
        Lines = [LineOf(5, 3, quantity: 3, discount: 200), LineOf(6, 2, quantity: 1, price: 250)],
    };

    [Fact]
    public void The_pieces_money_goes_to_the_wallet_and_they_to_stock()
    {
        var refunded = Decide(Order, restock: true, new(3, 1), new(2, 1)).Granted();

        var refund = Assert.Single(refunded.Facts.Refunds);
        Assert.Equal(
            (77, 1, 1_183, "torn", true, 4, Noon),
            (refund.OrderId, refund.Number, refund.Amount, refund.Reason, refund.Restocked, refund.RefundedBy, refund.CreatedAt));
        Assert.Equal([(5L, 1, 933L), (6, 1, 250)], refund.Lines.Select(l => (l.OrderLineId, l.Quantity, l.Amount)));
        var entry = Assert.Single(refunded.Facts.Entries);
        Assert.Equal(
            (WalletEntryKind.Refund, 1_183, 1_233, 10, 77, 1),
            (entry.Kind, entry.Amount, entry.BalanceAfter, entry.Sequence, entry.OrderId, entry.RefundNumber));
        Assert.Equal(
            [(3L, 1, StockReason.Refund, 1), (2, 1, StockReason.Refund, 1)],
            refunded.Facts.Movements.Select(m => (m.ProductId, m.Delta, m.Reason, m.RefundNumber)));
        Assert.Equal((OrderStatus.Delivered, 1_183, Noon), (refunded.Answer.Status, refunded.Answer.Refunded, refunded.Answer.DeliveredAt));
        Assert.Equal([1, 1], refunded.Answer.Items.Select(i => i.RefundedQuantity));
    }

    [Fact]
    public void Pieces_that_are_no_good_stay_out_of_stock() =>
        Assert.Empty(Decide(Order, restock: false, new OrderItem(3, 1)).Granted().Facts.Movements);

    [Fact]
    public void Each_refund_is_an_event_of_its_own()
    {
        var first = Decide(Order, restock: true, new OrderItem(3, 2)).Granted();
        var second = Decide(After(Order, first), restock: true, new OrderItem(3, 1)).Granted();

        var data = JsonDocument.Parse(Assert.Single(first.Facts.Events).Payload).RootElement;
        Assert.Equal("""{"amount":1866,"items":[{"productId":3,"quantity":2}]}""", data.GetProperty("refund").GetRawText());
        Assert.Equal((3_050, 2), (data.GetProperty("total").GetInt64(), data.GetProperty("items").GetArrayLength()));
        Assert.Equal(
            ["order.refunded-77-1", "order.refunded-77-2"],
            new[] { first, second }.Select(d => CloudEvent.Of(d.Facts.Events[0]).Id));
    }

    [Fact]
    public void Refusals_come_in_their_order()
    {
        var cancelled = Order with { Status = OrderStatus.Cancelled };
        OrderItem[] all = [new(3, 4), new(2, 1), new(9, 1)];

        Assert.Equal(
            new OrderStatusConflict(OrderStatus.Cancelled), OrderRefund.Decide(cancelled, null, new(all, true, "torn", 4), Noon).Refused());
        Assert.Equal(new OrderOwnerGone(), OrderRefund.Decide(Order, null, new(all, true, "torn", 4), Noon).Refused());
        var excess = Assert.IsType<RefundExceedsOrder>(Decide(Order, true, all).Refused());
        Assert.Equal([new(3, 4, 3), new(9, 1, 0)], excess.Items);
        foreach (var status in new[] { OrderStatus.Paid, OrderStatus.Shipped, OrderStatus.Delivered })
            Assert.True(Decide(Order with { Status = status }, true, new OrderItem(2, 1)).Succeeded);
    }

    [Fact]
    public void A_cancellation_gives_the_rest_back()
    {
        var paid = Order with { Status = OrderStatus.Paid, DeliveredAt = null };
        var part = After(paid, Decide(paid, restock: false, new OrderItem(3, 1)).Granted());

        var cancelled = OrderCancellation.Decide(part, Wallet, Noon).Granted();

        var entry = Assert.Single(cancelled.Facts.Entries);
        Assert.Equal((2_117, 0, 2_167), (entry.Amount, entry.RefundNumber, cancelled.Answer.Balance));
        Assert.Equal([(3L, 2), (2, 1)], cancelled.Facts.Movements.Select(m => (m.ProductId, m.Delta)));
        Assert.Equal((OrderStatus.Cancelled, 933), (cancelled.Answer.Order.Status, cancelled.Answer.Order.Refunded));
    }

    [Fact]
    public void A_cancellation_of_what_was_given_back_already_books_nothing()
    {
        var paid = Order with { Status = OrderStatus.Paid, DeliveredAt = null };
        var all = After(paid, Decide(paid, restock: true, new(3, 3), new(2, 1)).Granted());

        var cancelled = OrderCancellation.Decide(all, Wallet, Noon).Granted();

        Assert.Empty(cancelled.Facts.Entries);
        Assert.Empty(cancelled.Facts.Movements);
        Assert.Equal(50, cancelled.Answer.Balance);
    }

    /// <summary>In whatever steps, and whatever the discount.</summary>
    [Fact]
    public void All_pieces_of_a_line_give_exactly_its_total_back() =>
        Prop.ForAll(
            (from price in Gen.Choose(1, 1_000_000)
             from quantity in Gen.Choose(1, OrderLimits.MaxQuantity)
             from discount in Gen.Choose(0, 1_000_000)
             from steps in Gen.NonEmptyListOf(Gen.Choose(1, 300))
             select (price, quantity, discount: Math.Min(discount, (long)price * quantity), steps)).ToArbitrary(),
            line =>
            {
                var order = Order with { Lines = [LineOf(5, 3, line.quantity, line.discount, line.price)] };
                order = order with { Total = order.Lines[0].LineTotal };
                var amounts = new List<long>();
                foreach (var step in line.steps.Append(OrderLimits.MaxQuantity))
                {
                    var pieces = Math.Min(step, order.Lines[0].Quantity - order.Lines[0].RefundedQuantity);
                    if (pieces == 0) break;
                    var refunded = Decide(order, restock: true, new OrderItem(3, pieces)).Granted();
                    amounts.Add(refunded.Facts.Refunds[0].Amount);
                    order = After(order, refunded);
                }

                return amounts.Sum() == order.Total
                    && order.Refunded == order.Total
                    && order.Lines[0].RefundedAmount == order.Total
                    && amounts.TrueForAll(a => a >= 0)
                    && Decide(order, restock: true, new OrderItem(3, 1)).Refusal is RefundExceedsOrder;
            }).QuickCheckThrowOnFailure();

    /// <summary>The wallet's limit is one of charges.</summary>
    [Fact]
    public void A_wallet_that_is_full_takes_a_refund() =>
        Assert.Equal(
            1_000_000_250,
            OrderRefund.Decide(Order, new(7, 1_000_000_000, 9), new([new(2, 1)], true, "torn", null), Noon)
                .Granted().Facts.Entries[0].BalanceAfter);

    private static Result<Decision<OrderView>> Decide(LockedOrder order, bool restock, params OrderItem[] items) =>
        OrderRefund.Decide(order, Wallet, new(items, restock, "torn", By: 4), Noon);

    /// <summary>The order as the next one who locks it reads it.</summary>
    private static LockedOrder After(LockedOrder order, Decision<OrderView> refunded)
    {
        var refund = refunded.Facts.Refunds[0];
        return order with
        {
            Refunded = order.Refunded + refund.Amount,
            RefundCount = refund.Number,
            Lines = [.. order.Lines.Select(l => refund.Lines.Find(r => r.OrderLineId == l.Id) is { } back
                ? RefundShare.After(l, back.Quantity)
                : l)],
        };
    }

    private static OrderLine LineOf(long id, long product, int quantity, long discount = 0, long price = 1_000) => new()
    {
        Id = id,
        OrderId = 77,
        ProductId = product,
        Name = "램프",
        UnitPrice = price,
        Quantity = quantity,
        Discount = discount,
        LineTotal = price * quantity - discount,
    };
}

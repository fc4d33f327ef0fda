using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Wallets;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Ordering;

public sealed class CancelOrderTests(TestDatabases databases) : ShopTests(databases)
{
    [Fact]
    public async Task Returns_the_money_and_the_pieces()
    {
        var shopper = await Shop.AddShopperAsync(balance: 1000);
        var (a, b) = (await Shop.AddProductAsync(stock: 5, price: 100), await Shop.AddProductAsync(stock: 5, price: 200));
        var order = (await Shop.OrderAsync(shopper, (a, 1), (b, 2))).Granted().Order;
        Clock.Advance(TimeSpan.FromMinutes(1));

        var receipt = (await Shop.CancelAsync(shopper, order.Id)).Granted();

        Assert.Equal((OrderStatus.Cancelled, 1000), (receipt.Order.Status, receipt.Balance));
        Assert.Equal((order.PlacedAt, order.PlacedAt.AddMinutes(1)), (receipt.Order.PlacedAt, receipt.Order.CancelledAt));
        Assert.Equal(order.Items, receipt.Order.Items);
        Assert.Equal((5, 5), (await Shop.StockAsync(a), await Shop.StockAsync(b)));
        await Shop.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task Writes_refund_movement_and_event()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(balance: 1000), await Shop.AddProductAsync(stock: 5, price: 100));
        var order = (await Shop.OrderAsync(shopper, (product, 3))).Granted().Order.Id;

        (await Shop.CancelAsync(shopper, order)).Granted();

        var refund = await Shop.ReadAsync(db => db.WalletEntries.SingleAsync(e => e.OrderId == order && e.Kind == WalletEntryKind.Refund));
        Assert.Equal((300, 1000, 3), (refund.Amount, refund.BalanceAfter, refund.Sequence));
        var movement = await Shop.ReadAsync(db => db.StockMovements.SingleAsync(m => m.Reason == StockReason.Cancellation));
        Assert.Equal((product, 3, order), (movement.ProductId, movement.Delta, movement.OrderId));
        Assert.Equal(
            [OrderEvents.Paid, OrderEvents.Cancelled],
            await Shop.ReadAsync(db => db.Events.OrderBy(e => e.Id).Select(e => e.Type).ToListAsync()));
    }

    [Fact]
    public async Task Refuses_the_second_time()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(balance: 1000), await Shop.AddProductAsync(price: 100));
        var order = (await Shop.OrderAsync(shopper, (product, 1))).Granted().Order.Id;
        (await Shop.CancelAsync(shopper, order)).Granted();

        Assert.Equal(new OrderNotCancellable(OrderStatus.Cancelled), (await Shop.CancelAsync(shopper, order)).Refused());
    }

    [Fact]
    public async Task Knows_nothing_of_other_shoppers_orders()
    {
        var (shopper, stranger) = (await Shop.AddShopperAsync(balance: 1000), await Shop.AddShopperAsync());
        var order = (await Shop.OrderAsync(shopper, (await Shop.AddProductAsync(price: 100), 1))).Granted().Order.Id;

        Assert.Equal(new OrderNotFound(), (await Shop.CancelAsync(stranger, order)).Refused());
        Assert.Equal(new OrderNotFound(), (await Shop.CancelAsync(shopper, 99_999)).Refused());
        Assert.Equal(new AccountNotFound(), (await Shop.CancelAsync(99_999, order)).Refused());
    }

    [Fact]
    public async Task Restocks_a_product_that_was_withdrawn_meanwhile()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(balance: 1000), await Shop.AddProductAsync(stock: 1, price: 100));
        var order = (await Shop.OrderAsync(shopper, (product, 1))).Granted().Order.Id;
        (await Shop.EditAsync(product, new ProductEdit("Gone", 999, "Things", Published: false))).Granted();

        Assert.Equal(1000, (await Shop.CancelAsync(shopper, order)).Granted().Balance);
        Assert.Equal(1, await Shop.StockAsync(product));
    }
}

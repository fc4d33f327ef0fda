using Ecommerce.Core.Catalog;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Wallets;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Ordering;

public sealed class PlaceOrderTests(TestDatabases databases) : ShopTests(databases)
{
    [Fact]
    public async Task Takes_money_and_stock_and_answers_the_order()
    {
        var shopper = await Shop.AddShopperAsync(balance: 10_000);
        var lamp = await Shop.AddProductAsync(stock: 5, price: 1200, name: "램프", nameEn: "Lamp");
        var desk = await Shop.AddProductAsync(stock: 3, price: 3000, name: "책상");

        var receipt = (await Shop.OrderAsync(shopper, (lamp, 2), (desk, 1))).Granted();

        Assert.Equal(4600, receipt.Balance);
        Assert.Equal(
            [new OrderLineView(lamp, "램프", "Lamp", 1200, 2, 2400), new OrderLineView(desk, "책상", null, 3000, 1, 3000)],
            receipt.Order.Items);
        Assert.Equal(
            (OrderStatus.Paid, 5400, "KRW", Clock.GetUtcNow().UtcDateTime, null),
            (receipt.Order.Status, receipt.Order.Total, receipt.Order.Currency, receipt.Order.PlacedAt, receipt.Order.CancelledAt));
        Assert.Equal((3, 2, 4600), (await Shop.StockAsync(lamp), await Shop.StockAsync(desk), await Shop.BalanceAsync(shopper)));
    }

    [Fact]
    public async Task Writes_payment_movements_and_event_with_the_order()
    {
        var shopper = await Shop.AddShopperAsync(balance: 10_000);
        var product = await Shop.AddProductAsync(stock: 5, price: 1200);

        var order = (await Shop.OrderAsync(shopper, (product, 2))).Granted().Order;

        var payment = await Shop.ReadAsync(db => db.WalletEntries.SingleAsync(e => e.OrderId == order.Id));
        Assert.Equal((WalletEntryKind.Payment, -2400, 7600), (payment.Kind, payment.Amount, payment.BalanceAfter));
        var movement = await Shop.ReadAsync(db => db.StockMovements.SingleAsync(m => m.OrderId == order.Id));
        Assert.Equal((product, -2, StockReason.Sale), (movement.ProductId, movement.Delta, movement.Reason));
        var paid = await Shop.ReadAsync(db => db.Events.SingleAsync());
        Assert.Equal((OrderEvents.Paid, "order", order.Id, order.PlacedAt), (paid.Type, paid.SubjectType, paid.SubjectId, paid.OccurredAt));
        Assert.Null(paid.RoutedAt);
    }

    [Fact]
    public async Task Counts_the_lines_of_one_product_as_one()
    {
        var shopper = await Shop.AddShopperAsync(balance: 10_000);
        var product = await Shop.AddProductAsync(stock: 5, price: 100);

        var order = (await Shop.OrderAsync(shopper, (product, 2), (product, 3))).Granted().Order;

        Assert.Equal((5, 500), (Assert.Single(order.Items).Quantity, order.Total));
        Assert.Equal(0, await Shop.StockAsync(product));
    }

    [Fact]
    public async Task Keeps_the_name_and_price_that_were_paid()
    {
        var shopper = await Shop.AddShopperAsync(balance: 10_000);
        var product = await Shop.AddProductAsync(price: 100, name: "Old");
        var order = (await Shop.OrderAsync(shopper, (product, 1))).Granted().Order;

        (await Shop.EditAsync(product, new ProductEdit("New", 999, "Things"))).Granted();

        var line = Assert.Single((await Shop.Get<OrderQueries>().FindAsync(shopper, order.Id, default)).Granted().Items);
        Assert.Equal(("Old", 100), (line.Name, line.UnitPrice));
    }

    [Fact]
    public async Task Spends_the_balance_to_the_last_unit()
    {
        var shopper = await Shop.AddShopperAsync(balance: 300);

        Assert.Equal(0, (await Shop.OrderAsync(shopper, (await Shop.AddProductAsync(price: 100), 3))).Granted().Balance);
    }

    [Fact]
    public async Task Buys_100_products_of_999_pieces_at_the_highest_price()
    {
        var shopper = await Shop.AddShopperAsync();
        var items = new List<(long, int)>();
        for (var i = 0; i < OrderLimits.MaxLines; i++) items.Add((await Shop.AddProductAsync(stock: 999, price: Product.MaxPrice), 999));

        var refusal = (await Shop.OrderAsync(shopper, [.. items])).Refused();

        Assert.Equal(new InsufficientBalance(0, 100L * 999 * Product.MaxPrice), refusal);
    }
}

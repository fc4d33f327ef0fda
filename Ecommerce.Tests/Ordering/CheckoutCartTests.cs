using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Ordering;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Ordering;

public sealed class CheckoutCartTests(TestDatabases databases) : ShopTests(databases)
{
    [Fact]
    public async Task Buys_everything_in_the_cart_and_empties_it()
    {
        var shopper = await Shop.AddShopperAsync(balance: 1000);
        var (a, b) = (await Shop.AddProductAsync(price: 100), await Shop.AddProductAsync(price: 200));
        await Shop.AddToCartAsync(shopper, b, 2);
        await Shop.AddToCartAsync(shopper, a, 1);

        var receipt = (await Shop.CheckoutAsync(shopper, expectedTotal: 500)).Granted();

        Assert.Equal([(b, 2), (a, 1)], receipt.Order.Items.Select(i => (i.ProductId, i.Quantity)));
        Assert.Equal((500, 500), (receipt.Order.Total, receipt.Balance));
        Assert.Empty((await Shop.CartAsync(shopper)).Items);
        Assert.Equal((9, 8), (await Shop.StockAsync(a), await Shop.StockAsync(b)));
    }

    [Fact]
    public async Task Charges_todays_price()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(balance: 1000), await Shop.AddProductAsync(price: 100));
        await Shop.AddToCartAsync(shopper, product);
        (await Shop.EditAsync(product, new ProductEdit("Dearer", 150, "Things"))).Granted();

        Assert.Equal(new OrderTotalChanged(100, 150), (await Shop.CheckoutAsync(shopper, expectedTotal: 100)).Refused());
        Assert.Single((await Shop.CartAsync(shopper)).Items);
        Assert.Equal(150, (await Shop.CheckoutAsync(shopper)).Granted().Order.Total);
    }

    [Fact]
    public async Task Refuses_an_empty_cart()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(balance: 1000), await Shop.AddProductAsync(price: 100));
        Assert.Equal(new CartEmpty(), (await Shop.CheckoutAsync(shopper)).Refused());

        await Shop.AddToCartAsync(shopper, product);
        (await Shop.CheckoutAsync(shopper)).Granted();

        Assert.Equal(new CartEmpty(), (await Shop.CheckoutAsync(shopper)).Refused());
    }

    [Fact]
    public async Task Keeps_the_cart_when_stock_ran_short_or_a_product_was_withdrawn()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(balance: 1000), await Shop.AddProductAsync(stock: 2, price: 100));
        await Shop.AddToCartAsync(shopper, product, 2);

        (await Shop.MoveStockAsync(product, -1, "broken")).Granted();
        Assert.Equal(new InsufficientStock(product, 2, 1), (await Shop.CheckoutAsync(shopper)).Refused());
        (await Shop.EditAsync(product, new ProductEdit("Gone", 100, "Things", Published: false))).Granted();
        Assert.Equal(new ProductNotFound([product]), (await Shop.CheckoutAsync(shopper)).Refused());

        Assert.Equal(2, Assert.Single((await Shop.CartAsync(shopper)).Items).Quantity);
    }

    [Fact]
    public async Task Refuses_an_account_that_is_gone() =>
        Assert.Equal(new AccountNotFound(), (await Shop.CheckoutAsync(99_999)).Refused());

    [Fact]
    public async Task Writes_one_event()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(balance: 1000), await Shop.AddProductAsync(price: 100));
        await Shop.AddToCartAsync(shopper, product);

        var order = (await Shop.CheckoutAsync(shopper)).Granted().Order;

        Assert.Equal(order.Id, (await Shop.ReadAsync(db => db.Events.SingleAsync())).SubjectId);
    }
}

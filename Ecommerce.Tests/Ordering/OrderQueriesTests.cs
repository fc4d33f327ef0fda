using Ecommerce.Core.Common;
using Ecommerce.Core.Ordering;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Ordering;

public sealed class OrderQueriesTests(TestDatabases databases) : ShopTests(databases)
{
    private OrderQueries Queries => Shop.Get<OrderQueries>();

    [Fact]
    public async Task Lists_the_shoppers_own_orders_newest_first_page_by_page()
    {
        var (shopper, other) = (await Shop.AddShopperAsync(balance: 1000), await Shop.AddShopperAsync(balance: 1000));
        var product = await Shop.AddProductAsync(stock: 100, price: 10);
        var placed = new List<long>();
        for (var i = 1; i <= 5; i++) placed.Insert(0, (await Shop.OrderAsync(shopper, (product, i))).Granted().Order.Id);
        (await Shop.OrderAsync(other, (product, 1))).Granted();

        var first = await Queries.ListAsync(shopper, new PageRequest(1, 3), default);
        var second = await Queries.ListAsync(shopper, new PageRequest(2, 3), default);
        var past = await Queries.ListAsync(shopper, new PageRequest(int.MaxValue, 100), default);

        Assert.Equal(placed, first.Items.Concat(second.Items).Select(o => o.Id));
        Assert.Equal((5, 2, 2), (first.Total, first.TotalPages, second.Items.Count));
        Assert.Equal(5, first.Items[0].Items.Single().Quantity);
        Assert.Empty(past.Items);
    }

    [Fact]
    public async Task Finds_an_order_for_its_owner_only()
    {
        var (shopper, other) = (await Shop.AddShopperAsync(balance: 1000), await Shop.AddShopperAsync());
        var receipt = (await Shop.OrderAsync(shopper, (await Shop.AddProductAsync(price: 10), 1))).Granted();

        var found = (await Queries.FindAsync(shopper, receipt.Order.Id, default)).Granted();

        Assert.Equal(Answers.Json(receipt.Order), Answers.Json(found));
        Assert.Equal(new OrderNotFound(), (await Queries.FindAsync(other, receipt.Order.Id, default)).Refused());
        Assert.Equal(new OrderNotFound(), (await Queries.FindAsync(shopper, 99_999, default)).Refused());
    }
}

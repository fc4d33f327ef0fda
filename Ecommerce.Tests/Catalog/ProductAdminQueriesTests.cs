using Ecommerce.Core.Catalog;
using Ecommerce.Core.Catalog.LowStock;
using Ecommerce.Core.Common;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Catalog;

/// <summary>The catalog as admins see it, and why a stock is what it is.</summary>
public sealed class ProductAdminQueriesTests(TestDatabases databases) : ShopTests(databases)
{
    private static readonly PageRequest FirstPage = new();

    [Fact]
    public async Task Tells_what_is_published_running_out_and_sold_out()
    {
        var plenty = await Shop.AddProductAsync(stock: Product.LowStock + 1);
        var low = await Shop.AddProductAsync(stock: Product.LowStock);
        var last = await Shop.AddProductAsync(stock: 1);
        var sold = await Shop.AddProductAsync(stock: 0);
        var hidden = await Shop.AddProductAsync(stock: 0, published: false);

        await Shop.Get<LowStockWatch>().RunAsync(default);

        Assert.Equal([hidden, sold, last, low, plenty], await FindAsync(ProductState.All));
        Assert.Equal([sold, last, low, plenty], await FindAsync(ProductState.Published));
        Assert.Equal([hidden], await FindAsync(ProductState.Unpublished));
        Assert.Equal([last, low], await FindAsync(ProductState.Low));
        Assert.Equal([sold], await FindAsync(ProductState.Out));
        Assert.Equal(new LowStockCounts(Low: 2, Out: 1), await Shop.Get<ProductAdminQueries>().CountAsync(default));

        async Task<IEnumerable<long>> FindAsync(ProductState state) =>
            (await Shop.Get<ProductAdminQueries>().ListAsync(new ProductAdminFilter(State: state), FirstPage, default)).Items
                .Select(p => p.Id);
    }

    [Fact]
    public async Task Searches_within_a_state()
    {
        await Shop.AddProductAsync(name: "참나무 의자");
        var hidden = await Shop.AddProductAsync(name: "자작나무 의자", published: false);

        var found = await Shop.Get<ProductAdminQueries>()
            .ListAsync(new ProductAdminFilter("의자", ProductState.Unpublished), FirstPage, default);

        Assert.Equal(hidden, Assert.Single(found.Items).Id);
    }

    [Fact]
    public async Task Every_movement_of_a_stock_is_told_newest_first()
    {
        var (product, other) = (await Shop.AddProductAsync(stock: 5, price: 100), await Shop.AddProductAsync(stock: 9));
        var shopper = await Shop.AddShopperAsync(1_000);
        var order = (await Shop.OrderAsync(shopper, (product, 2))).Value!.Order.Id;
        await Shop.CancelAsync(shopper, order);
        await Shop.MoveStockAsync(product, -1, "파손");

        var history = await Shop.Get<StockHistory>().ListAsync(product, FirstPage, default);

        Assert.Equal(
            [(-1, "파손", null), (2, StockReason.Cancellation, order), (-2, StockReason.Sale, order), (5, StockReason.Initial, (long?)null)],
            history.Items.Select(m => (m.Delta, m.Reason, m.OrderId)));
        Assert.Equal(1, (await Shop.Get<StockHistory>().ListAsync(other, FirstPage, default)).Total);
    }
}

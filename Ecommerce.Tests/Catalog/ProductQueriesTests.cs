using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Catalog;

public sealed class ProductQueriesTests(TestDatabases databases) : ShopTests(databases)
{
    private ProductQueries Queries => Shop.Get<ProductQueries>();

    private ProductListCache Pages => Shop.Get<ProductListCache>();

    [Fact]
    public async Task Lists_id_name_price_and_stock()
    {
        var product = await Shop.AddProductAsync(stock: 7, price: 1200, name: "램프", nameEn: "Lamp", category: "조명");

        Assert.Equal([new ProductSummary(product, "램프", "Lamp", 1200, 7, "조명", null, null)], (await ListAsync(new())).Items);
    }

    [Fact]
    public async Task Shows_the_stock_of_this_very_moment()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(balance: 10_000), await Shop.AddProductAsync(stock: 3, price: 1));
        for (var left = 2; left >= 0; left--)
        {
            (await Shop.OrderAsync(shopper, (product, 1))).Granted();
            Assert.Equal(left, (await ListAsync(new())).Items.Single().Stock);
            Assert.Equal(left, (await Shop.Get<ProductLookup>().FindAsync(product, default)).Granted().Stock);
        }
    }

    [Fact]
    public async Task Sorts_by_age_price_and_name_with_ties_broken_by_id()
    {
        var b = await Shop.AddProductAsync(price: 200, name: "B");
        var a = await Shop.AddProductAsync(price: 300, name: "A");
        var c = await Shop.AddProductAsync(price: 200, name: "C");
        var a2 = await Shop.AddProductAsync(price: 100, name: "A");

        Assert.Equal([a2, c, a, b], await IdsAsync(ProductSort.Newest));
        Assert.Equal([a2, b, c, a], await IdsAsync(ProductSort.PriceAscending));
        Assert.Equal([a, c, b, a2], await IdsAsync(ProductSort.PriceDescending));
        Assert.Equal([a, a2, b, c], await IdsAsync(ProductSort.Name));

        async Task<IEnumerable<long>> IdsAsync(ProductSort sort) => (await ListAsync(new(Sort: sort))).Items.Select(p => p.Id);
    }

    [Fact]
    public async Task Filters_by_category_in_either_language_and_by_stock()
    {
        var lamp = (await Shop.CreateAsync(new("램프", 100, "조명", CategoryEn: "Lighting"), 1)).Granted().Id;
        var soldOut = (await Shop.CreateAsync(new("전구", 100, "조명"), 0)).Granted().Id;
        await Shop.AddProductAsync(category: "가구");

        Assert.Equal([soldOut, lamp], await IdsAsync(new(Category: "조명")));
        Assert.Equal([soldOut, lamp], await IdsAsync(new(Category: " Lighting ")));
        Assert.Equal([lamp], await IdsAsync(new(Category: "조명", InStock: true)));
        Assert.Empty(await IdsAsync(new(Category: "none")));
        Assert.Equal(3, (await IdsAsync(new(Category: " "))).Count());

        async Task<IEnumerable<long>> IdsAsync(ProductFilter filter) => (await ListAsync(filter)).Items.Select(p => p.Id);
    }

    [Fact]
    public async Task Cuts_the_list_into_pages()
    {
        for (var i = 0; i < 5; i++) await Shop.AddProductAsync();

        var pages = new List<Page<ProductSummary>>();
        for (var page = 1; page <= 4; page++) pages.Add(await Pages.ListAsync(new(), new PageRequest(page, 2), default));

        Assert.Equal([2, 2, 1, 0], pages.Select(p => p.Items.Count));
        Assert.Equal(5, pages.SelectMany(p => p.Items).Select(p => p.Id).Distinct().Count());
        Assert.All(pages, p => Assert.Equal((5, 3), (p.Total, p.TotalPages)));
        Assert.Empty((await Pages.ListAsync(new(), new PageRequest(int.MaxValue, 100), default)).Items);
    }

    [Fact]
    public async Task What_is_not_published_does_not_exist()
    {
        var hidden = await Shop.AddProductAsync(published: false, name: "비밀", category: "숨김");

        Assert.Empty((await ListAsync(new())).Items);
        Assert.Empty((await ListAsync(new(Search: "비밀"))).Items);
        Assert.Equal(0, (await ListAsync(new())).Total);
        Assert.Empty(await Queries.SuggestAsync("비밀", 5, default));
        Assert.Empty(await Queries.ListCategoriesAsync(default));
        Assert.Equal(new ProductNotFound([hidden]), (await Shop.Get<ProductLookup>().FindAsync(hidden, default)).Refused());
        Assert.Equal(new ProductNotFound([99_999]), (await Shop.Get<ProductLookup>().FindAsync(99_999, default)).Refused());
    }

    [Fact]
    public async Task Lists_the_categories_that_have_something_to_sell_in_their_order()
    {
        await Shop.AddProductAsync(category: "조명");
        await Shop.AddProductAsync(category: "가구");
        await Shop.AddProductAsync(category: "조명");
        await Shop.AddProductAsync(category: "비밀", published: false);

        Assert.Equal([new CategoryView("조명", null), new CategoryView("가구", null)], await Queries.ListCategoriesAsync(default));
    }

    private Task<Page<ProductSummary>> ListAsync(ProductFilter filter) => Pages.ListAsync(filter, new PageRequest(), default);
}

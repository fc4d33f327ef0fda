using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Catalog;

/// <summary>Lists are remembered, and never out of date: whatever changes one is noticed by every instance with its next page.</summary>
public abstract class ProductListCacheContract(TestDatabases databases, DatabaseProvider provider)
{
    private static readonly ProductFilter ByPrice = new(Sort: ProductSort.PriceAscending);

    [Fact]
    public async Task Another_instance_s_edits_are_on_the_next_page()
    {
        await using var shop = await TestShop.StartAsync(databases, provider);
        await using var other = await TestShop.StartOnAsync(shop.ConnectionString, provider);
        var (cheap, dear) = (await other.AddProductAsync(price: 1000), await other.AddProductAsync(price: 2000));
        Assert.Equal([cheap, dear], await ListAsync(shop, ByPrice));

        var added = await other.AddProductAsync(price: 500);
        Assert.Equal([added, cheap, dear], await ListAsync(shop, ByPrice));

        await UpdateAsync(other, new ProductEdit("Cheaper", 100, "Things"), dear);
        Assert.Equal([dear, added, cheap], await ListAsync(shop, ByPrice));

        await UpdateAsync(other, new ProductEdit("Hidden", 100, "Things", Published: false), dear);
        Assert.Equal([added, cheap], await ListAsync(shop, ByPrice));
        Assert.Equal(2, (await PageAsync(shop, ByPrice)).Total);
    }

    [Fact]
    public async Task Searches_and_categories_follow_edits_too()
    {
        await using var shop = await TestShop.StartAsync(databases, provider);
        var product = await shop.AddProductAsync(name: "북유럽 조명", category: "거실");
        Assert.Equal([product], await ListAsync(shop, new ProductFilter("조명")));
        Assert.Equal([product], await ListAsync(shop, new ProductFilter(Category: "거실")));

        await UpdateAsync(shop, new ProductEdit("북유럽 의자", 1000, "주방"), product);

        Assert.Empty(await ListAsync(shop, new ProductFilter("조명")));
        Assert.Equal([product], await ListAsync(shop, new ProductFilter("의자")));
        Assert.Empty(await ListAsync(shop, new ProductFilter(Category: "거실")));
    }

    [Fact]
    public async Task The_list_of_categories_follows_another_instance_s_edits()
    {
        await using var shop = await TestShop.StartAsync(databases, provider);
        await using var other = await TestShop.StartOnAsync(shop.ConnectionString, provider);
        var product = await other.AddProductAsync(category: "거실");
        Assert.Equal([new CategoryView("거실", null)], await CategoriesAsync());
        Assert.Same(await CategoriesAsync(), await CategoriesAsync());

        await UpdateAsync(other, new ProductEdit("의자", 1000, "거실", CategoryEn: "Living room"), product);
        Assert.Equal([new CategoryView("거실", "Living room")], await CategoriesAsync());

        await UpdateAsync(other, new ProductEdit("의자", 1000, "거실", Published: false), product);
        Assert.Empty(await CategoriesAsync());

        Task<IReadOnlyList<CategoryView>> CategoriesAsync() => shop.Get<ProductListCache>().ListCategoriesAsync(default);
    }

    [Fact]
    public async Task What_is_changed_past_the_shop_is_noticed()
    {
        await using var shop = await TestShop.StartAsync(databases, provider);
        var (first, second) = (await shop.AddProductAsync(), await shop.AddProductAsync());
        Assert.Equal([second, first], await ListAsync(shop, new()));

        await shop.ExecuteSqlAsync(
            $"UPDATE products SET published = {(provider == DatabaseProvider.Postgres ? "false" : "0")} WHERE id = {second}");

        Assert.Equal([first], await ListAsync(shop, new()));
    }

    [Fact]
    public async Task A_sale_shows_in_the_stock_and_leaves_the_lists_as_they_are()
    {
        await using var shop = await TestShop.StartAsync(databases, provider);
        var (shopper, product) = (await shop.AddShopperAsync(balance: 5000), await shop.AddProductAsync(stock: 3));
        Assert.Equal(3, (await PageAsync(shop, new())).Items.Single().Stock);
        var before = await RevisionAsync(shop);

        (await shop.OrderAsync(shopper, (product, 2))).Granted();

        Assert.Equal(1, (await PageAsync(shop, new())).Items.Single().Stock);
        Assert.Equal(before, await RevisionAsync(shop));
    }

    [Fact]
    public async Task By_name_is_by_the_name_that_is_shown_in_the_order_of_its_language_page_by_page()
    {
        await using var shop = await TestShop.StartAsync(databases, provider);
        (string Name, string? English)[] named =
            [("하마", "apple"), ("가위", "Zebra"), ("나비", "Banana"), ("book", null), ("Éclair", null), ("다리", "eagle")];
        foreach (var (name, english) in named)
            (await shop.CreateAsync(new(name, 100, "Things", NameEn: english), 1)).Granted();

        Func<ProductFilter, PageRequest, CancellationToken, Task<Page<ProductSummary>>>[] lists =
            [shop.Get<ProductQueries>().ListAsync, shop.Get<ProductListCache>().ListAsync];
        foreach (var list in lists)
        {
            Assert.Equal(["가위", "나비", "다리", "하마", "book", "Éclair"], await NamesAsync(list, ProductSort.Name));
            Assert.Equal(["하마", "나비", "book", "다리", "Éclair", "가위"], await NamesAsync(list, ProductSort.NameEn));
        }

        static async Task<List<string>> NamesAsync(
            Func<ProductFilter, PageRequest, CancellationToken, Task<Page<ProductSummary>>> list, ProductSort sort)
        {
            var names = new List<string>();
            for (var page = 1; page <= 3; page++)
                names.AddRange((await list(new(Sort: sort), new PageRequest(page, 2), default)).Items.Select(p => p.Name));
            return names;
        }
    }

    [Fact]
    public async Task What_is_hidden_after_a_list_was_learnt_is_not_read_for_it()
    {
        await using var shop = await TestShop.StartAsync(databases, provider);
        var (shown, hidden) = (await shop.AddProductAsync(), await shop.AddProductAsync(published: false));
        var read = new List<long>();

        await shop.Get<PreparedReads>().RunAsync(
            [shop.Get<CatalogStatements>().Summaries([shown, hidden])],
            (_, row) => read.Add(CatalogStatements.ReadSummary(row).Id),
            default);

        Assert.Equal([shown], read);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(230)]
    public async Task What_is_sold_out_is_not_in_stock_at_once_and_pages_and_total_follow(int count)
    {
        await using var shop = await TestShop.StartAsync(databases, provider);
        await using var other = await TestShop.StartOnAsync(shop.ConnectionString, provider);
        var ids = new List<long>();
        for (var i = 0; i < count; i++) ids.Add(await shop.AddProductAsync(stock: 1, price: 100 + i));
        var shopper = await other.AddShopperAsync(balance: 10_000);
        await AssertInStockAsync(ids);

        (await other.OrderAsync(shopper, (ids[1], 1), (ids[^1], 1))).Granted();
        await AssertInStockAsync([ids[0], .. ids[2..^1]]);

        (await other.Get<ProductEditor>().AdjustStockAsync(Actor.System, ids[1], 1, "found", default)).Granted();
        await UpdateAsync(other, new ProductEdit("Hidden", 100, "Things", Published: false), ids[0]);
        await AssertInStockAsync(ids[1..^1]);

        async Task AssertInStockAsync(List<long> expected)
        {
            var pages = (expected.Count + 19) / 20;
            var found = new List<long>();
            for (var number = 1; number <= pages + 1; number++)
            {
                var page = await shop.Get<ProductListCache>().ListAsync(
                    ByPrice with { InStock = true }, new PageRequest(number, 20), default);
                Assert.Equal(expected.Count, page.Total);
                found.AddRange(page.Items.Select(p => p.Id));
            }

            Assert.Equal(expected, found);
        }
    }

    [Fact]
    public async Task More_unknown_lists_than_are_worked_out_at_once_are_refused_and_known_ones_go_on()
    {
        await using var shop = await TestShop.StartAsync(
            databases, provider, settings: [("Catalog:ListsAtOnce", "1"), ("Catalog:ListsWaiting", "0")]);
        await shop.AddProductAsync();
        await PageAsync(shop, new());
        await PageAsync(shop, new(InStock: true));
        var end = new TaskCompletionSource<int>();
        var other = shop.Get<CatalogWork>().RunAsync(_ => end.Task, default);

        await Assert.ThrowsAsync<OverloadedException>(() => PageAsync(shop, new ProductFilter("word")));
        await Assert.ThrowsAsync<OverloadedException>(() => PageAsync(shop, new ProductFilter("word", InStock: true)));
        await Assert.ThrowsAsync<OverloadedException>(() => shop.Get<ProductListCache>().SuggestAsync("word", 5, default));

        Assert.Equal(1, (await PageAsync(shop, new())).Total);
        Assert.Equal(1, (await PageAsync(shop, new(InStock: true))).Total);
        end.SetResult(0);
        await other;
        await PageAsync(shop, new ProductFilter("another"));
    }

    private static async Task UpdateAsync(TestShop shop, ProductEdit edit, long id) =>
        (await shop.EditAsync(id, edit)).Granted();

    private static Task<Page<ProductSummary>> PageAsync(TestShop shop, ProductFilter filter) =>
        shop.Get<ProductListCache>().ListAsync(filter, new PageRequest(), default);

    private static async Task<IEnumerable<long>> ListAsync(TestShop shop, ProductFilter filter) =>
        (await PageAsync(shop, filter)).Items.Select(p => p.Id);

    private static Task<long> RevisionAsync(TestShop shop) =>
        shop.ReadAsync(db => db.Revisions.Where(r => r.Name == Revision.Catalog).Select(r => r.Number).SingleAsync());
}

public sealed class SqliteProductListCacheTests(TestDatabases databases) : ProductListCacheContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresProductListCacheTests(TestDatabases databases) : ProductListCacheContract(databases, DatabaseProvider.Postgres);

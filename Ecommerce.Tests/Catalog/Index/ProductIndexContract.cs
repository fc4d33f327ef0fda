using Ecommerce.Core.Catalog;
using Ecommerce.Core.Catalog.Index;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Seeding;
using Ecommerce.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Catalog.Index;

/// <summary>Whatever the index knows already, a list is what the database finds by looking at every product.</summary>
public abstract class ProductIndexContract(TestDatabases databases, DatabaseProvider provider)
{
    private static readonly string[] Pieces =
        ["가", "나", "의자", "조명", "a", "b", "ab", "%", "_", "'", "\"", "\\", "[", "😀", "🪑", "é", "0", " ", " "];

    private readonly Random random = new(20261128);

    [Theory]
    [InlineData(0)] // nothing is indexed
    [InlineData(60)] // half of it is
    [InlineData(120)]
    public async Task Random_texts_are_found_as_LIKE_finds_them(int indexed)
    {
        await using var shop = await TestShop.StartAsync(databases, provider);
        for (var i = 0; i < 120; i++)
        {
            if (i == indexed) await FoldAsync(shop);
            await AddAsync(shop);
        }

        if (indexed == 120) await FoldAsync(shop);
        for (var i = 0; i < 60; i++) await AssertSameAsync(shop, Draw(2, 6), new PageRequest(1, 100));
    }

    [Fact]
    public async Task Edits_of_indexed_products_are_seen_at_once_by_every_instance_before_and_after_they_are_learned()
    {
        await using var shop = await TestShop.StartAsync(databases, provider);
        await using var other = await TestShop.StartOnAsync(shop.ConnectionString, provider);
        var ids = new List<long>();
        for (var i = 0; i < 40; i++) ids.Add(await AddAsync(shop));
        for (var round = 0; round < 3; round++)
        {
            await FoldAsync(other);
            for (var i = 0; i < 15; i++) // some of them more than once
                (await other.EditAsync(ids[random.Next(ids.Count)], Edit())).Granted();
            for (var i = 0; i < 10; i++) await AssertSameAsync(shop, Draw(1, 3), new PageRequest(1, 100));
        }

        await FoldAsync(shop);
        Assert.Equal("0", (await shop.QuerySqlAsync("SELECT COUNT(*) FROM product_changes")).Single());
        for (var i = 0; i < 20; i++) await AssertSameAsync(shop, Draw(1, 3), new PageRequest(1, 100));
    }

    [Fact]
    public async Task A_sale_of_the_last_piece_and_its_cancellation_are_seen_at_once_and_other_sales_are_not_written_down()
    {
        await using var shop = await TestShop.StartAsync(databases, provider);
        await using var other = await TestShop.StartOnAsync(shop.ConnectionString, provider);
        var (scarce, plenty) = (await shop.AddProductAsync(stock: 2, price: 10), await shop.AddProductAsync(stock: 9, price: 10));
        var shopper = await other.AddShopperAsync(balance: 1000);
        await FoldAsync(shop);
        Assert.Equal([plenty, scarce], await InStockAsync());

        (await other.OrderAsync(shopper, (scarce, 1), (plenty, 1))).Granted();
        Assert.Equal("0", (await shop.QuerySqlAsync("SELECT COUNT(*) FROM product_changes")).Single());
        var last = (await other.OrderAsync(shopper, (scarce, 1))).Granted().Order.Id;
        Assert.Equal([plenty], await InStockAsync());
        await FoldAsync(shop);
        Assert.Equal([plenty], await InStockAsync());

        (await other.CancelAsync(shopper, last)).Granted();
        Assert.Equal([plenty, scarce], await InStockAsync());
        await FoldAsync(shop);
        Assert.Equal([plenty, scarce], await InStockAsync());

        async Task<IEnumerable<long>> InStockAsync()
        {
            var page = await shop.Get<ProductListCache>().ListAsync(new(InStock: true), new PageRequest(), default);
            Assert.Equal(page.Total, page.Items.Count);
            return page.Items.Select(p => p.Id);
        }
    }

    [Fact]
    public async Task What_sold_out_before_it_was_indexed_is_found_all_the_same()
    {
        await using var shop = await TestShop.StartAsync(databases, provider);
        await shop.AddProductAsync(name: "의자");
        await FoldAsync(shop);
        var late = await shop.AddProductAsync(name: "조명", stock: 1, price: 10);
        (await shop.OrderAsync(await shop.AddShopperAsync(balance: 10), (late, 1))).Granted();

        await FoldAsync(shop);

        Assert.Equal([late], await ListAsync(shop, new("조명")));
        Assert.Empty(await ListAsync(shop, new("조명", InStock: true)));
    }

    [Fact]
    public async Task A_product_that_comes_later_with_an_earlier_number_is_found()
    {
        await using var shop = await TestShop.StartAsync(databases, provider);
        var (first, second) = (await shop.AddProductAsync(name: "의자 1"), await shop.AddProductAsync(name: "의자 2"));
        await FoldAsync(shop);

        await shop.ExecuteSqlAsync(
            "INSERT INTO products (id, name, description, price, stock, category_id, published, version, created_at, search_text, "
            + "name_sort_key, name_sort_key_en) SELECT 0, name, description, price, stock, category_id, published, version, created_at, "
            + $"search_text, name_sort_key, name_sort_key_en FROM products WHERE id = {first}");

        Assert.Equal([second, first, 0], await ListAsync(shop, new("의자")));
        await FoldAsync(shop);
        Assert.Equal([second, first, 0], await ListAsync(shop, new("의자", InStock: true)));
    }

    [Fact]
    public async Task A_shop_that_was_there_before_its_index_is_right_all_the_while_it_is_built()
    {
        await using var shop = await TestShop.StartAsync(databases, provider);
        for (var i = 0; i < 30; i++) await AddAsync(shop);
        Assert.Equal("0", (await shop.QuerySqlAsync("SELECT number FROM revisions WHERE name = 'indexed'")).Single());
        await AssertSameAsync(shop, "의자", new PageRequest());

        await FoldAsync(shop);

        Assert.NotEqual("0", (await shop.QuerySqlAsync("SELECT number FROM revisions WHERE name = 'indexed'")).Single());
        await shop.ExecuteSqlAsync("UPDATE products SET search_text = 'past the shop' WHERE id = (SELECT MIN(id) FROM products)");
        Assert.Single(await ListAsync(shop, new("past")));
    }

    [Fact]
    public async Task A_shop_that_starts_builds_what_its_index_lacks()
    {
        await using var shop = await TestShop.StartAsync(databases, provider);
        var size = new LoadSize(Products: ProductIndex.FoldFrom + 1, Shoppers: 1, Lines: 2, Days: 1);
        await using (var scope = shop.Services.CreateAsyncScope())
            (await scope.ServiceProvider.GetRequiredService<LoadSeed>().RunAsync(size, force: false, default)).Granted();
        await shop.ExecuteSqlAsync(
            "DELETE FROM search_postings",
            "UPDATE revisions SET number = 0 WHERE name = 'indexed'",
            "UPDATE revisions SET number = number + 1 WHERE name = 'folded'");

        await using var other = await TestShop.StartOnAsync(shop.ConnectionString, provider);
        while ((await shop.QuerySqlAsync("SELECT number FROM revisions WHERE name = 'indexed'")).Single() == "0") await Task.Yield();

        await AssertSameAsync(other, "의자", new PageRequest());
        Assert.NotEqual("0", (await shop.QuerySqlAsync("SELECT COUNT(*) FROM search_postings")).Single());
    }

    [Fact]
    public async Task Suggestions_are_the_newest_that_match()
    {
        await using var shop = await TestShop.StartAsync(databases, provider);
        var (first, second) = (await shop.AddProductAsync(name: "의자 1"), await shop.AddProductAsync(name: "조명"));
        await FoldAsync(shop);
        var third = await shop.AddProductAsync(name: "긴의자");

        Assert.Equal([third, first], (await SuggestAsync("의자", 5)).Select(p => p.Id));
        Assert.Equal([third], (await SuggestAsync("의자", 1)).Select(p => p.Id));
        Assert.Equal([second], (await SuggestAsync("조명", 5)).Select(p => p.Id));
        Assert.Empty(await SuggestAsync(" ", 5));

        Task<IReadOnlyList<ProductSummary>> SuggestAsync(string search, int count) =>
            shop.Get<ProductListCache>().SuggestAsync(search, count, default);
    }

    [Fact]
    public async Task The_index_may_learn_while_products_are_edited()
    {
        await using var shop = await TestShop.StartAsync(databases, provider);
        var ids = new List<long>();
        for (var i = 0; i < 10; i++) ids.Add(await AddAsync(shop));
        var edits = Enumerable.Range(0, 4).Select(n => Task.Run(async () =>
        {
            var own = new Random(n);
            for (var i = 0; i < 15; i++)
            {
                var name = $"{Pieces[own.Next(4)]} {Pieces[own.Next(7)]}";
                var edit = new ProductEdit(name, own.Next(1, 9), "Things", Published: own.Next(4) > 0);
                if (own.Next(3) == 0) (await shop.CreateAsync(edit, own.Next(2))).Granted();
                else (await shop.EditAsync(ids[own.Next(ids.Count)], edit)).Granted();
            }
        })).ToList();
        var all = Task.WhenAll(edits);
        while (!all.IsCompleted) await FoldAsync(shop);
        await all;

        for (var round = 0; round < 2; round++)
        {
            foreach (var word in Pieces[..7]) await AssertSameAsync(shop, word, new PageRequest(1, 100));
            await FoldAsync(shop);
        }
    }

    private static Task FoldAsync(TestShop shop) => shop.Get<IndexFold>().RunAsync(default);

    private static async Task<IEnumerable<long>> ListAsync(TestShop shop, ProductFilter filter) =>
        (await shop.Get<ProductListCache>().ListAsync(filter, new PageRequest(1, 100), default)).Items.Select(p => p.Id);

    /// <summary>In every order, with what is sold out and without, in a category and in all.</summary>
    internal static async Task AssertSameAsync(TestShop shop, string search, PageRequest page)
    {
        foreach (var sort in Enum.GetValues<ProductSort>())
        {
            foreach (var filter in new ProductFilter[]
                { new(search, Sort: sort), new(search, Sort: sort, InStock: true), new(search, "Things", sort), new(search, "none", sort) })
            {
                var expected = await shop.Get<ProductQueries>().ListAsync(filter, page, default);
                var found = await shop.Get<ProductListCache>().ListAsync(filter, page, default);
                Assert.True(expected.Total == found.Total, $"{filter}: {found.Total} instead of {expected.Total}");
                Assert.Equal(expected.Items, found.Items);
            }
        }
    }

    private Task<long> AddAsync(TestShop shop) => CreateAsync(shop, Edit());

    private async Task<long> CreateAsync(TestShop shop, ProductEdit edit) => (await shop.CreateAsync(edit, random.Next(3))).Granted().Id;

    private ProductEdit Edit() => new(
        $"n{Draw(0, 6)}",
        random.Next(1, 6),
        random.Next(2) == 0 ? "Things" : "Others",
        Draw(0, 12),
        Published: random.Next(5) > 0,
        NameEn: random.Next(2) == 0 ? null : Draw(1, 3) + "x");

    private string Draw(int least, int most) =>
        string.Concat(Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => Pieces[random.Next(Pieces.Length)]));
}

public sealed class SqliteProductIndexTests(TestDatabases databases) : ProductIndexContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresProductIndexTests(TestDatabases databases) : ProductIndexContract(databases, DatabaseProvider.Postgres);

using Ecommerce.Core.Catalog;
using Ecommerce.Core.Catalog.Index;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Seeding;
using Ecommerce.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Catalog.Index;

/// <summary>Lists that are too long to be sorted for each answer.</summary>
public abstract class LargeListContract(TestDatabases databases, DatabaseProvider provider)
{
    private const int Products = 9000; // of which 1,125 have each word of their own, and all have the rest

    private static readonly PageRequest[] Pages = [new(1, 20), new(40, 20), new(56, 20), new(113, 10), new(450, 20), new(451, 20)];

    [Fact]
    public async Task Every_order_is_the_database_s_before_it_is_known_and_when_products_move_in_it()
    {
        await using var shop = await StartAsync();
        await AssertSameAsync(shop);
        foreach (var sort in new[] { ProductSort.PriceAscending, ProductSort.Name, ProductSort.NameEn }) await KnownAsync(shop, sort);
        await AssertSameAsync(shop);

        // To the ends, among others of the same price, out of the list and into it.
        var ids = (await shop.QuerySqlAsync("SELECT id FROM products ORDER BY id")).ConvertAll(long.Parse);
        (long, int, bool)[] edits =
        [
            (ids[5], 1, true), (ids[6], 99_000, true), (ids[7], 99_000, true),
            (ids[8], 600, true), (ids[9], 600, false), (ids[10], 600, true),
        ];
        foreach (var (id, price, published) in edits)
        {
            (await shop.EditAsync(id, new ProductEdit($"{(char)('가' + price)} {id}", price, "조명", Published: published))).Granted();
        }

        await shop.AddProductAsync(name: "가나다", price: 600, nameEn: "Zebra");
        await AssertSameAsync(shop);

        await shop.Get<IndexFold>().RunAsync(default);
        (await shop.EditAsync(ids[9], new ProductEdit("다시", 601, "조명"))).Granted();
        await AssertSameAsync(shop);
    }

    [Fact]
    public async Task After_an_edit_the_order_that_was_known_is_known_again()
    {
        await using var shop = await StartAsync();
        var filter = new ProductFilter(Sort: ProductSort.Name);
        await shop.Get<ProductListCache>().ListAsync(filter, new PageRequest(400, 20), default);
        await KnownAsync(shop, ProductSort.Name);

        (await shop.EditAsync(1, new ProductEdit("하하하", 5, "조명"))).Granted();
        await shop.Get<ProductListCache>().ListAsync(filter, new PageRequest(), default);

        var key = ListKey.Of(filter);
        var known = shop.Get<ListMemory>().Find(key)!;
        Assert.Equal(await shop.Get<ProductListCache>().ReadRevisionAsync(default), known.State.Revision);
        Assert.Equal(await shop.QuerySqlAsync("SELECT id FROM products ORDER BY name_sort_key, id"), known.Ids.Select(id => $"{id}"));
    }

    [Fact]
    public async Task Lists_of_words_and_of_what_is_in_stock_keep_to_the_memory_that_there_is()
    {
        await using var shop = await StartAsync(("Catalog:ListMegabytes", "1"));
        for (var i = 0; i < 60; i++)
            await shop.Get<ProductListCache>().ListAsync(new($"{i % 10}", Sort: (ProductSort)(i % 5), InStock: i % 3 > 0), new(), default);

        Assert.InRange(shop.Get<ListMemory>().Size, 1, 1024 * 1024);
        Assert.InRange(ObjectSizes.Of(shop.Get<ListMemory>()), 1, 1.2 * 1024 * 1024);
    }

    /// <summary>It is read behind the answer to the first who asked.</summary>
    private static async Task<KnownList> KnownAsync(TestShop shop, ProductSort sort)
    {
        while (true)
        {
            if (shop.Get<ListMemory>().Find(ListKey.Of(new(Sort: sort))) is { } known) return known;
            await Task.Yield();
        }
    }

    private static async Task AssertSameAsync(TestShop shop)
    {
        foreach (var sort in Enum.GetValues<ProductSort>())
        {
            ProductFilter all = new(Sort: sort);
            foreach (var filter in new[]
                { all, all with { InStock = true }, all with { Search = "의자" }, all with { Search = "물건" }, all with { Search = "오래 조명" } })
            {
                foreach (var page in Pages)
                {
                    var expected = await shop.Get<ProductQueries>().ListAsync(filter, page, default);
                    var found = await shop.Get<ProductListCache>().ListAsync(filter, page, default);
                    Assert.True(expected.Total == found.Total, $"{filter}: {found.Total} instead of {expected.Total}");
                    Assert.True(expected.Items.SequenceEqual(found.Items), $"{filter} {page}");
                }
            }
        }
    }

    private async Task<TestShop> StartAsync(params (string, string?)[] settings)
    {
        var shop = await TestShop.StartAsync(databases, provider, settings: settings);
        await using var scope = shop.Services.CreateAsyncScope();
        var size = new LoadSize(Products, Shoppers: 1, Lines: 2, Days: 1);
        (await scope.ServiceProvider.GetRequiredService<LoadSeed>().RunAsync(size, force: false, default)).Granted();
        return shop;
    }
}

public sealed class SqliteLargeListTests(TestDatabases databases) : LargeListContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresLargeListTests(TestDatabases databases) : LargeListContract(databases, DatabaseProvider.Postgres);

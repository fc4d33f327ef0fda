using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog.Pictures;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Tests.Contracts;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Catalog.Pictures;

/// <summary>A picture finds its product by its file's name.</summary>
public abstract class NamedPicturesContract(TestDatabases databases, DatabaseProvider provider, int instances = 1)
    : ShopContract(databases, provider, instances)
{
    [Fact]
    public async Task It_finds_the_SKU_that_is_spelled_so_then_the_one_before_a_number_and_case_last()
    {
        await using var shop = await StartAsync();
        foreach (var sku in new[] { "TEA-001", "TEA-002", "TEA-002-2", "cup.1", "AB", "ab", "x-1" }) await AddProductAsync(shop.First, sku);

        Assert.Equal("TEA-001", await FindAsync(shop.First, "TEA-001.jpg"));
        Assert.Equal("TEA-001", await FindAsync(shop.First, "TEA-001-2.png"));
        Assert.Equal("TEA-001", await FindAsync(shop.First, "C:\\new\\tea-001-013.PNG"));
        Assert.Equal("TEA-002-2", await FindAsync(shop.First, "TEA-002-2.jpg"));
        Assert.Equal("TEA-002-2", await FindAsync(shop.First, "tea-002-2-1.jpg"));
        Assert.Equal("cup.1", await FindAsync(shop.First, "cup.1.webp"));
        Assert.Equal("ab", await FindAsync(shop.First, "ab.jpg"));
        Assert.Equal("x-1", await FindAsync(shop.First, "X-1.gif"));

        Assert.Equal(new PictureNameAmbiguous("AB, ab"), (await AddAsync(shop.First, "Ab.jpg")).Refusal);
        Assert.Equal(new NoProductOfName("TEA-003"), (await AddAsync(shop.First, "TEA-003.jpg")).Refusal);
        Assert.Equal(new NoProductOfName("TEA-001-1000"), (await AddAsync(shop.First, "TEA-001-1000.jpg")).Refusal);
        Assert.IsType<NoProductOfName>((await AddAsync(shop.First, "TEA_001.jpg")).Refusal); // no pattern of LIKE
        Assert.IsType<NoProductOfName>((await AddAsync(shop.First, "")).Refusal);
    }

    [Fact]
    public async Task Pictures_go_behind_those_that_are_there_and_the_same_file_is_added_once()
    {
        await using var shop = await StartAsync();
        var product = await AddProductAsync(shop.First, "TEA-001");
        var file = SamplePictures.Png(30, 20);

        var first = (await AddAsync(shop.First, "TEA-001.png", file)).Granted();
        (await AddAsync(shop.First, "TEA-001-2.png", SamplePictures.Png(31, 20))).Granted();
        Assert.IsType<PictureAlreadyThere>((await AddAsync(shop.First, "tea-001-3.jpg", file)).Refusal);

        var pictures = await shop.First.ReadAsync(db => db.ProductPictures.OrderBy(p => p.Position).ToListAsync());
        Assert.Equal([(product, 30), (product, 31)], pictures.Select(p => (p.ProductId, p.Width)));
        Assert.Equal((product, "TEA-001", first.Image.Id), (first.ProductId, first.Sku, pictures[0].Id));
        var trail = await shop.First.Get<AuditQueries>().ListAsync(new(Action: "product.picture-added"), new(), default);
        Assert.Equal(2, trail.Total);
    }

    [Fact]
    public async Task The_same_file_sent_by_several_at_once_is_added_once()
    {
        await using var shop = await StartAsync();
        await AddProductAsync(shop.First, "TEA-001");
        var made = (await shop.First.Get<PictureMaker>().MakeAsync(SamplePictures.Png(30, 20), default)).Granted();
        var id = await shop.First.ReadAsync(db => db.Products.Select(p => p.Id).SingleAsync());

        var done = await Race.RunAsync(6, i => shop[i].Get<ProductPictures>().AddNewAsync(Actor.System, id, made, default));

        Assert.Single(done, d => d.Succeeded);
        Assert.All(done.Where(d => !d.Succeeded), d => Assert.IsType<PictureAlreadyThere>(d.Refusal));
        Assert.Equal(1, await shop.First.ReadAsync(db => db.ProductPictures.CountAsync()));
    }

    [Fact]
    public async Task What_is_no_picture_too_large_or_one_too_many_is_refused()
    {
        await using var shop = await StartAsync(settings: ("Pictures:MaxPerProduct", "1"));
        await AddProductAsync(shop.First, "TEA-001");
        Assert.IsType<NotAPicture>((await AddAsync(shop.First, "TEA-001.heic", [1, 2, 3])).Refusal);
        Assert.IsType<NotAPicture>((await AddAsync(shop.First, "TEA-001.png", [])).Refusal);
        Assert.IsType<PictureTooLarge>((await AddAsync(shop.First, "TEA-001.png", new byte[PictureOptions.MaxBytes + 1])).Refusal);
        Assert.IsType<ValidationFailed>((await AddAsync(shop.First, "TEA-001.gif", SamplePictures.GifBomb)).Refusal);
        (await AddAsync(shop.First, "TEA-001.png")).Granted();
        Assert.Equal(new TooManyPictures(1), (await AddAsync(shop.First, "TEA-001-2.png", SamplePictures.Png(9, 9))).Refusal);
        Assert.Equal(1, await shop.First.ReadAsync(db => db.ProductPictures.CountAsync()));
    }

    private static async Task<long> AddProductAsync(TestShop shop, string sku) =>
        (await shop.CreateAsync(new("차", 100, "차", Sku: sku), 1)).Granted().Id;

    private static Task<Result<NamedPicture>> AddAsync(TestShop shop, string name, byte[]? file = null) =>
        shop.Get<AddNamedPicture>().RunAsync(Actor.System, name, file ?? SamplePictures.Png(20, 20), default);

    /// <summary>Whose picture it became: a file of its own each time, for nothing is added twice.</summary>
    private static async Task<string> FindAsync(TestShop shop, string name) =>
        (await AddAsync(shop, name, [.. SamplePictures.Jpeg(20, 20), .. System.Text.Encoding.UTF8.GetBytes(name)])).Granted().Sku;
}

public sealed class SqliteNamedPicturesTests(TestDatabases databases) : NamedPicturesContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresNamedPicturesTests(TestDatabases databases)
    : NamedPicturesContract(databases, DatabaseProvider.Postgres, instances: 2);

public sealed class SqlServerNamedPicturesTests(TestDatabases databases) : NamedPicturesContract(databases, DatabaseProvider.SqlServer);

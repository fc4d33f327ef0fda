using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Catalog.Pictures;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Tests.Contracts;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Catalog.Pictures;

/// <summary>A product's pictures are what its admins made of them, and all that shows the product notices.</summary>
public abstract class ProductPicturesContract(TestDatabases databases, DatabaseProvider provider, int instances = 1)
    : ShopContract(databases, provider, instances)
{
    [Fact]
    public async Task They_stand_in_their_order_and_the_first_is_the_products()
    {
        await using var shop = await StartAsync();
        var product = await shop.First.AddProductAsync();
        var first = await AddAsync(shop.First, product, 10);
        var second = await AddAsync(shop.First, product, 20, new PictureEdit("옆모습", "From the side"));
        var before = await FindAsync(shop.First, product);
        Assert.Equal((first.Image.Url, 2), (before.ImageUrl, before.Images.Count));

        var moved = (await Pictures(shop.First).UpdateAsync(
            Actor.System, product, second.Image.Id!.Value, new("옆", null, 1), null, default)).Granted();

        Assert.Equal([second.Image.Id, first.Image.Id], moved.Product.Images.Select(i => i.Id));
        var shown = (await shop.First.Get<ProductLookup>().FindAsync(product, default)).Granted();
        Assert.Equal((second.Image.Url, "옆"), (shown.ImageUrl, shown.Images[0].Alt));
        Assert.Equal(second.Image.Url, (await ListedAsync(shop.First, product)).ImageUrl);

        var left = (await Pictures(shop.First).RemoveAsync(Actor.System, product, second.Image.Id!.Value, null, default)).Granted();

        Assert.Equal(first.Image.Url, left.Product.ImageUrl);
        Assert.Equal(1, await shop.First.ReadAsync(db => db.ProductPictures.Select(x => x.Position).SingleAsync()));
        Assert.Equal(4, await shop.First.ReadAsync(db => db.PictureFiles.CountAsync())); // those of the first alone
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task An_address_that_was_typed_is_shown_until_there_are_pictures_and_after_them()
    {
        await using var shop = await StartAsync();
        var edit = new ProductEdit("의자", 100, "가구", ImageUrl: "https://pictures.example/chair.png");
        var product = (await shop.First.CreateAsync(edit, 1)).Granted();
        Assert.Equal([edit.ImageUrl], product.Images.Select(i => i.Url));
        var added = await AddAsync(shop.First, product.Id, 10);

        // Whoever reads the product and writes it back does not take the picture's address for one that was typed.
        (await shop.First.EditAsync(product.Id, edit with { ImageUrl = added.Image.Url })).Granted();
        (await Pictures(shop.First).RemoveAsync(Actor.System, product.Id, added.Image.Id!.Value, null, default)).Granted();

        Assert.Equal(edit.ImageUrl, (await FindAsync(shop.First, product.Id)).ImageUrl);
    }

    [Fact]
    public async Task A_change_is_an_edit_of_the_product_and_is_refused_when_another_came_before()
    {
        await using var shop = await StartAsync();
        var product = await shop.First.AddProductAsync();
        var before = await FindAsync(shop.First, product);
        var revision = await shop.First.Get<ProductListCache>().ReadRevisionAsync(default);
        var added = await AddAsync(shop.First, product, 10);
        var picture = added.Image.Id!.Value;

        Assert.Equal(before.Version + 1, added.Product.Version);
        Assert.True(await shop.First.Get<ProductListCache>().ReadRevisionAsync(default) > revision);
        Assert.Equal(
            new StaleVersion(added.Product.Version),
            (await Pictures(shop.First).UpdateAsync(Actor.System, product, picture, new("옆"), before.Version, default)).Refusal);
        Assert.IsType<StaleVersion>(
            (await Pictures(shop.First).RemoveAsync(Actor.System, product, picture, before.Version, default)).Refusal);
        Assert.IsType<StaleVersion>((await shop.First.EditAsync(product, new("의자", 1, "가구"), before.Version)).Refusal);
        Assert.Equal(added.Product.Version, (await FindAsync(shop.First, product)).Version);
    }

    [Fact]
    public async Task What_is_not_there_or_does_not_fit_is_refused()
    {
        await using var shop = await StartAsync(settings: ("Pictures:MaxPerProduct", "1"));
        var (product, other) = (await shop.First.AddProductAsync(), await shop.First.AddProductAsync());
        var picture = (await AddAsync(shop.First, product, 10)).Image.Id!.Value;

        Assert.Equal(new TooManyPictures(1), (await TryAddAsync(shop.First, product, 20)).Refusal);
        Assert.IsType<ProductNotFound>((await TryAddAsync(shop.First, 999, 20)).Refusal);
        Assert.IsType<PictureNotFound>(
            (await Pictures(shop.First).UpdateAsync(Actor.System, other, picture, new("옆"), null, default)).Refusal);
        Assert.IsType<PictureNotFound>((await Pictures(shop.First).RemoveAsync(Actor.System, other, picture, null, default)).Refusal);
        var tooLong = new PictureEdit(new string('가', ProductPicture.MaxAltLength + 1), Position: 0);
        var refused = Assert.IsType<ValidationFailed>(
            (await Pictures(shop.First).UpdateAsync(Actor.System, product, picture, tooLong, null, default)).Refusal);
        Assert.Equal(["alt", "position"], refused.Errors.Keys.Order());
    }

    [Fact]
    public async Task A_copy_is_a_draft_with_pictures_of_its_own()
    {
        await using var shop = await StartAsync();
        var edit = new ProductEdit("의자", 100, "가구", "높다", "/images/chair.svg", true, "Chair", "High", "Furniture", "A-1");
        var product = (await shop.First.CreateAsync(edit, 7)).Granted();
        var picture = await AddAsync(shop.First, product.Id, 10, new PictureEdit("앞", "Front"));

        var copy = (await shop.First.Get<CopyProduct>().RunAsync(Actor.System, product.Id, default)).Granted();

        Assert.Equal(
            ("의자", "Chair", 100L, 0, "가구", "높다", "High", false, null),
            (copy.Name, copy.NameEn, copy.Price, copy.Stock, copy.Category,
                copy.Description, copy.DescriptionEn, copy.Published, copy.Sku));
        Assert.Equal("앞", Assert.Single(copy.Images).Alt);
        (await Pictures(shop.First).RemoveAsync(Actor.System, product.Id, picture.Image.Id!.Value, null, default)).Granted();
        var key = copy.ImageUrl!.Split('/')[^2];
        Assert.NotNull(await shop.First.Get<PictureFiles>().FindAsync(key, PictureSizes.Share, default));
        Assert.Null(await shop.First.Get<PictureFiles>().FindAsync(picture.Image.Url.Split('/')[^2], PictureSizes.Share, default));
        Assert.IsType<ProductNotFound>((await shop.First.Get<CopyProduct>().RunAsync(Actor.System, 999, default)).Refusal);
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task Several_admins_at_once_lose_none()
    {
        await using var shop = await StartAsync();
        var product = await shop.First.AddProductAsync();

        var added = await Race.RunAsync(8, i => TryAddAsync(shop[i], product, 10 + i));

        Assert.All(added, change => change.Granted());
        var pictures = await shop.First.ReadAsync(db => db.ProductPictures.OrderBy(p => p.Position).ToListAsync());
        Assert.Equal(Enumerable.Range(1, 8), pictures.Select(p => p.Position));
        Assert.Equal(PictureAddress.At(pictures[0].Key, PictureSizes.Medium), (await FindAsync(shop.First, product)).ImageUrl);
        await shop.First.AssertBooksBalanceAsync();
    }

    private static ProductPictures Pictures(TestShop shop) => shop.Get<ProductPictures>();

    private static async Task<PictureChange> AddAsync(TestShop shop, long product, int width, PictureEdit? edit = null) =>
        (await TryAddAsync(shop, product, width, edit)).Granted();

    private static async Task<Result<PictureChange>> TryAddAsync(TestShop shop, long product, int width, PictureEdit? edit = null)
    {
        var made = (await shop.Get<PictureMaker>().MakeAsync(SamplePictures.Png(width, 10), default)).Granted();
        return await Pictures(shop).AddAsync(Actor.System, product, made, edit ?? new PictureEdit(), null, default);
    }

    private static async Task<ProductRecord> FindAsync(TestShop shop, long product) =>
        (await shop.Get<ProductEditor>().FindAsync(product, default)).Granted();

    private static async Task<ProductSummary> ListedAsync(TestShop shop, long product) =>
        (await shop.Get<ProductListCache>().ListAsync(new(), new(), default)).Items.Single(p => p.Id == product);
}

public sealed class SqliteProductPicturesTests(TestDatabases databases) : ProductPicturesContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresProductPicturesTests(TestDatabases databases)
    : ProductPicturesContract(databases, DatabaseProvider.Postgres, instances: 2);

public sealed class SqlServerProductPicturesTests(TestDatabases databases) : ProductPicturesContract(databases, DatabaseProvider.SqlServer);

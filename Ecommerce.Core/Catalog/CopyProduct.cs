using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog.Pictures;
using Ecommerce.Core.Common;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Catalog;

/// <summary>Makes a draft of what is sold already.</summary>
public sealed class CopyProduct(AdminTransaction transaction, StoreClock clock)
{
    /// <summary>
    /// A product that is not published, with the other's texts, price, category and pictures, without stock and without a SKU. Refused: a
    /// product that does not exist.
    /// </summary>
    public Task<Result<ProductRecord>> RunAsync(Actor actor, long id, CancellationToken cancellationToken) =>
        transaction.RunAsync<ProductRecord>(
            actor,
            async (unit, token) =>
            {
                var original = await unit.Db.Products.AsNoTracking().Include(p => p.Category).FirstOrDefaultAsync(p => p.Id == id, token);
                if (original is null) return new ProductNotFound([id]);
                var category = await unit.Db.Categories.SingleAsync(c => c.Id == original.CategoryId, token);
                var copy = new Product { Name = original.Name, Price = original.Price, CreatedAt = clock.UtcNow };
                new ProductEdit(
                    original.Name,
                    original.Price,
                    category.Name,
                    original.Description,
                    original.ImageUrl,
                    Published: false,
                    original.NameEn,
                    original.DescriptionEn,
                    LowStockAt: original.LowStockAt).ApplyTo(copy, category);
                unit.Db.Add(copy);
                var pictures = await unit.Db.PicturesOf(id).AsNoTracking().Include(p => p.Files).ToListAsync(token);
                var copies = pictures.ConvertAll(picture => CopyOf(picture, copy));
                unit.Db.AddRange(copies);
                await unit.Db.SaveChangesAsync(token); // the pictures have their numbers, which their keys hold, from here on
                copy.Picture = copies.FirstOrDefault()?.Key;
                await unit.Db.SaveChangesAsync(token);
                return new Changed<ProductRecord>(
                    ProductRecord.Of(copy, copies),
                    AdminChange.Of(AdminActions.ProductCopied, new(AuditSubjects.Product, copy.Id), after: new { CopyOf = id, copy.Name }));
            },
            cancellationToken);

    private ProductPicture CopyOf(ProductPicture picture, Product product) => new()
    {
        Product = product,
        Position = picture.Position,
        Hash = picture.Hash,
        Alt = picture.Alt,
        AltEn = picture.AltEn,
        Width = picture.Width,
        Height = picture.Height,
        CreatedAt = clock.UtcNow,
        Files = picture.Files.ConvertAll(f => new PictureFile { Name = f.Name, Content = f.Content }),
    };
}

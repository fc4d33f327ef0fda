using Ecommerce.Core.Catalog.Pictures;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Catalog;

/// <summary>A product as admins see it, on pages and by API.</summary>
/// <param name="Price">In minor units.</param>
/// <param name="ImageUrl">The first of its <see cref="Images"/>.</param>
/// <param name="Version">Counts the edits; a sale does not change it.</param>
/// <param name="LowStockAt">With so many pieces or fewer it is low; null for what the shop sets.</param>
public sealed record ProductRecord(
    long Id,
    string Name,
    string? NameEn,
    long Price,
    int Stock,
    string Category,
    string? CategoryEn,
    string? ImageUrl,
    string Description,
    string? DescriptionEn,
    bool Published,
    int Version,
    DateTime CreatedAt,
    string? Sku = null,
    int? LowStockAt = null)
    : IBilingualName
{
    /// <summary>In their order; of a product without uploaded pictures, the one at its address.</summary>
    public IReadOnlyList<ImageView> Images { get; init; } = [];

    internal static ProductRecord Of(Product p, IReadOnlyList<ProductPicture> pictures) => new(
        p.Id,
        p.Name,
        p.NameEn,
        p.Price,
        p.Stock,
        p.Category.Name,
        p.Category.NameEn,
        PictureAddress.Of(p.Picture, p.ImageUrl),
        p.Description,
        p.DescriptionEn,
        p.Published,
        p.Version,
        p.CreatedAt,
        p.Sku,
        p.LowStockAt)
    {
        Images = ImageView.Of(pictures, p.ImageUrl),
    };
}

internal static class ProductRecords
{
    /// <summary>The product; null when there is none.</summary>
    public static async Task<ProductRecord?> FindRecordAsync(this ShopContext db, long id, CancellationToken cancellationToken)
    {
        var product = await db.Products.AsNoTracking().Include(p => p.Category).FirstOrDefaultAsync(p => p.Id == id, cancellationToken);
        if (product is null) return null;
        var pictures = product.Picture is null ? [] : await db.PicturesOf(id).AsNoTracking().ToListAsync(cancellationToken);
        return ProductRecord.Of(product, pictures);
    }

    /// <summary>Products of a list with their pictures, which are read together.</summary>
    public static async Task<List<ProductRecord>> ToRecordsAsync(
        this ShopContext db, IQueryable<Product> products, CancellationToken cancellationToken)
    {
        var items = await products.Include(p => p.Category).ToListAsync(cancellationToken);
        var pictured = items.Where(p => p.Picture is not null).Select(p => p.Id).ToArray();
        if (pictured.Length == 0) return items.ConvertAll(p => ProductRecord.Of(p, []));
        var pictures = (await db.ProductPictures.AsNoTracking().Where(p => pictured.Contains(p.ProductId))
            .OrderBy(p => p.Position).ThenBy(p => p.Id).ToListAsync(cancellationToken)).ToLookup(p => p.ProductId);
        return items.ConvertAll(p => ProductRecord.Of(p, [.. pictures[p.Id]]));
    }
}

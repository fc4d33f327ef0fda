using Ecommerce.Core.Catalog.Pictures;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Catalog;

/// <summary>
/// A product as shoppers see it, and what is shown beside it. Nothing is cached: the stock is the database's own. Read past EF, for its
/// page and its API are asked for all the time.
/// </summary>
public sealed class ProductLookup(IDbContextFactory<ShopContext> contexts, PreparedReads reads, CatalogStatements statements)
{
    /// <summary>Refused: a product that does not exist for shoppers.</summary>
    public async Task<Result<ProductView>> FindAsync(long id, CancellationToken cancellationToken)
    {
        ProductView? product = null;
        await reads.RunAsync([statements.Product(id)], (_, row) => product = CatalogStatements.ReadProduct(row), cancellationToken);
        if (product is null) return new ProductNotFound([id]);
        var pictures = PictureAddress.IsUploaded(product.ImageUrl) ? await PicturesOfAsync(id, cancellationToken) : [];
        return product with { Images = ImageView.Of(pictures, product.ImageUrl) };
    }

    /// <summary>The newest other products of the same category that can be bought now.</summary>
    public async Task<IReadOnlyList<ProductSummary>> ListRelatedAsync(long productId, int count, CancellationToken cancellationToken)
    {
        var related = new List<ProductSummary>(count);
        await reads.RunAsync(
            [statements.Related(productId, count)], (_, row) => related.Add(CatalogStatements.ReadSummary(row)), cancellationToken);
        return related;
    }

    private async Task<List<ProductPicture>> PicturesOfAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.PicturesOf(id).AsNoTracking().ToListAsync(cancellationToken);
    }
}

using System.Runtime.CompilerServices;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Catalog.Import;

/// <summary>A product as a file has it.</summary>
/// <param name="Price">In minor units.</param>
public sealed record ExportedProduct(
    long Id,
    string Sku,
    string Name,
    long Price,
    int Stock,
    string Category,
    string? NameEn,
    string Description,
    string? DescriptionEn,
    bool Published);

/// <summary>Reads the catalog for a file, some products at a time. One without a SKU is left out: it could not be imported again.</summary>
public sealed class ProductExport(IDbContextFactory<ShopContext> contexts)
{
    private const int BatchSize = 1000;

    public async IAsyncEnumerable<ExportedProduct> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var last = 0L; ;)
        {
            var batch = await ReadBehindAsync(last, cancellationToken);
            if (batch.Count == 0) yield break;
            foreach (var product in batch) yield return product;
            last = batch[^1].Id;
        }
    }

    private async Task<List<ExportedProduct>> ReadBehindAsync(long last, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Products
            .Where(p => p.Id > last && p.Sku != null)
            .OrderBy(p => p.Id)
            .Take(BatchSize)
            .Select(p => new ExportedProduct(
                p.Id, p.Sku!, p.Name, p.Price, p.Stock, p.Category.Name, p.NameEn, p.Description, p.DescriptionEn, p.Published))
            .ToListAsync(cancellationToken);
    }
}

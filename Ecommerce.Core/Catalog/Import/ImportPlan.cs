using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Catalog.Import;

/// <summary>What a file changes, held against the products as they are.</summary>
/// <param name="Changed">Rows with the product as it is.</param>
internal sealed record ImportPlan(IReadOnlyList<ImportRow> New, IReadOnlyList<(ImportRow Row, Product Product)> Changed, int Unchanged)
{
    /// <summary>Reads the products that have the rows' numbers.</summary>
    public static async Task<ImportPlan> MakeAsync(
        ShopContext db, IReadOnlyDictionary<string, ImportRow> rows, CancellationToken cancellationToken)
    {
        var skus = rows.Keys.ToArray();
        // In one parameter: a file has more lines than a statement may have parameters.
        var products = await db.Products.AsNoTracking().Include(p => p.Category).Where(p => EF.Parameter(skus).Contains(p.Sku))
            .OrderBy(p => p.Id).ToListAsync(cancellationToken);
        var known = products.Select(p => p.Sku!).ToHashSet();
        var changed = new List<(ImportRow, Product)>();
        foreach (var product in products)
        {
            var row = rows[product.Sku!];
            if (row.Stock != product.Stock || !IsSame(EditOf(row, product), product)) changed.Add((row, product));
        }

        return new([.. rows.Values.Where(row => !known.Contains(row.Sku))], changed, products.Count - changed.Count);
    }

    /// <summary>What a new product is made of; it has no stock yet.</summary>
    public static Product NewProduct(ImportRow row, Category category, DateTime at)
    {
        var product = new Product
        {
            Name = row.Edit.Name!,
            Price = row.Edit.Price,
            CategoryId = category.Id,
            Category = category,
            CreatedAt = at,
        };
        (row.Edit with { Published = row.Published ?? true }).ApplyTo(product, category);
        return product;
    }

    /// <summary>What the row makes of a product: what it does not name stays.</summary>
    public static ProductEdit EditOf(ImportRow row, Product product) => row.Edit with
    {
        NameEn = row.HasNameEn ? row.Edit.NameEn : product.NameEn,
        Description = row.HasText ? row.Edit.Description : product.Description,
        DescriptionEn = row.HasTextEn ? row.Edit.DescriptionEn : product.DescriptionEn,
        Published = row.Published ?? product.Published,
        ImageUrl = product.ImageUrl,
        LowStockAt = product.LowStockAt,
    };

    private static bool IsSame(ProductEdit edit, Product product) =>
        edit.Name == product.Name && edit.NameEn == product.NameEn && edit.Price == product.Price
        && edit.Category == product.Category.Name && edit.Description == product.Description
        && edit.DescriptionEn == product.DescriptionEn && edit.Published == product.Published;
}

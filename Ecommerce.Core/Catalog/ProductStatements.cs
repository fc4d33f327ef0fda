using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Ecommerce.Core.Catalog;

/// <summary>SQL for many products at once; one by itself is edited with EF.</summary>
internal sealed class ProductStatements(IModel model, Dialect dialect)
{
    private readonly RowInsert<Product> insert = new(model, dialect);

    /// <summary>All that a file can say. The stock is not among it: it follows from movements.</summary>
    private readonly RowStatement update = RowStatement.Update(
        dialect,
        "products",
        "name = $2, name_en = $3, description = $4, description_en = $5, price = $6, category_id = $7, published = $8, version = $9, "
        + "search_text = $10, name_sort_key = $11, name_sort_key_en = $12",
        "id = $1",
        typeof(long),
        typeof(string),
        typeof(string),
        typeof(string),
        typeof(string),
        typeof(long),
        typeof(long),
        typeof(bool),
        typeof(int),
        typeof(string),
        typeof(byte[]),
        typeof(byte[]));

    public IEnumerable<Statement> OfNew(IReadOnlyList<Product> products) => insert.Of(products);

    public IEnumerable<Statement> OfEdits(IReadOnlyList<Product> products) => update.Of(
    [
        .. products.Select(p => new[]
        {
            p.Id,
            p.Name,
            p.NameEn ?? TypedNull.Text,
            p.Description,
            p.DescriptionEn ?? TypedNull.Text,
            p.Price,
            p.CategoryId,
            p.Published,
            p.Version,
            p.SearchText,
            p.NameSortKey,
            p.NameSortKeyEn,
        }),
    ]);
}

using System.Data.Common;
using Ecommerce.Core.Catalog.Pictures;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;

namespace Ecommerce.Core.Catalog;

/// <summary>SQL for a product, and for the lists of the catalog once it is known which products they show.</summary>
public sealed class CatalogStatements(Dialect dialect)
{
    private const string Summary = "p.id, p.name, p.name_en, p.price, p.stock, c.name, c.name_en, p.image_url, p.picture, p.sku";
    private const string Joined = "products p JOIN categories c ON c.id = p.category_id";

    /// <summary>CROSS JOIN makes SQLite begin with the few ids; to the others it says nothing new.</summary>
    private readonly string summaries =
        $"""
        SELECT {Summary}
        FROM {dialect.IdTable} i CROSS JOIN {Joined}
        WHERE p.id = i.id AND p.published = {dialect.True}
        """;

    private readonly string product =
        $"SELECT {Summary}, p.description, p.description_en FROM {Joined} WHERE p.id = $1 AND p.published = {dialect.True}";

    private readonly string related =
        $"""
        SELECT {Summary} FROM {Joined}
        WHERE p.category_id = (SELECT category_id FROM products WHERE id = $1) AND p.published = {dialect.True}
          AND p.stock > 0 AND p.id <> $1
        ORDER BY p.id DESC
        """;

    /// <summary>Answers the number that counts the changes of a subject, one of <see cref="Revision"/>.</summary>
    public static Statement RevisionOf(string subject) => new("SELECT number FROM revisions WHERE name = $1", [subject], Reads: true);

    /// <summary>The published ones among the products, in no order.</summary>
    public Statement Summaries(long[] ids) => new(summaries, [dialect.IdsValue(ids)], Reads: true);

    /// <summary>The product, where it is published.</summary>
    public Statement Product(long id) => new(product, [id], Reads: true);

    /// <summary>The newest others of its category that can be bought now.</summary>
    public Statement Related(long id, int count) => new($"{related} {dialect.First(count)}", [id], Reads: true);

    public static ProductView ReadProduct(DbDataReader row)
    {
        var shown = ReadSummary(row);
        return new(
            shown.Id,
            shown.Name,
            shown.NameEn,
            shown.Price,
            shown.Stock,
            shown.Category,
            shown.CategoryEn,
            shown.ImageUrl,
            row.GetString(10),
            TextOrNull(row, 11),
            shown.Sku);
    }

    public static ProductSummary ReadSummary(DbDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        TextOrNull(row, 2),
        row.GetInt64(3),
        row.GetInt32(4),
        row.GetString(5),
        TextOrNull(row, 6),
        PictureAddress.Of(TextOrNull(row, 8), TextOrNull(row, 7)),
        TextOrNull(row, 9));

    private static string? TextOrNull(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}

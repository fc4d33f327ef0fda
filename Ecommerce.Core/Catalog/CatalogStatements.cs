using System.Data.Common;
using Ecommerce.Core.Catalog.Pictures;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;

namespace Ecommerce.Core.Catalog;

/// <summary>SQL for the lists of the catalog once it is known which products they show.</summary>
public sealed class CatalogStatements(Dialect dialect)
{
    /// <summary>CROSS JOIN makes SQLite begin with the few ids; to the others it says nothing new.</summary>
    private readonly string summaries =
        $"""
        SELECT p.id, p.name, p.name_en, p.price, p.stock, c.name, c.name_en, p.image_url, p.picture, p.sku
        FROM {dialect.IdTable} i CROSS JOIN products p JOIN categories c ON c.id = p.category_id
        WHERE p.id = i.id AND p.published = {dialect.True}
        """;

    /// <summary>Answers the number that counts the changes of a subject, one of <see cref="Revision"/>.</summary>
    public static Statement RevisionOf(string subject) => new("SELECT number FROM revisions WHERE name = $1", [subject], Reads: true);

    /// <summary>The published ones among the products, in no order.</summary>
    public Statement Summaries(long[] ids) => new(summaries, [dialect.IdsValue(ids)], Reads: true);

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

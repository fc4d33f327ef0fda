using System.Data.Common;

namespace Ecommerce.Core.Catalog.Index;

/// <summary>What of a product the index is about.</summary>
/// <param name="Text">Folded; null when shoppers don't see the product, or it is gone.</param>
internal sealed record IndexedProduct(int Id, string? Text, long CategoryId, bool IsSoldOut)
{
    public static IndexedProduct Read(DbDataReader row) => new(
        checked((int)row.GetInt64(0)),
        row.IsDBNull(1) ? null : row.GetString(1),
        row.IsDBNull(2) ? 0 : row.GetInt64(2),
        !row.IsDBNull(3) && row.GetInt32(3) == 0);
}

using System.Data.Common;

namespace Ecommerce.Core.Catalog.Index;

/// <summary>What lists follow from: when it is the same, they are the same.</summary>
/// <param name="Revision">The catalog's: which products there are, and their order.</param>
/// <param name="Folded">How often the index learned changes.</param>
/// <param name="Changes">
/// How many it has not learned; with <paramref name="Folded"/> it tells whether something sold out or came back.
/// </param>
public readonly record struct CatalogState(long Revision, long Folded, long Changes)
{
    internal static CatalogState Read(DbDataReader row) => new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
}

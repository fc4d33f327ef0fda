namespace Ecommerce.Core.Catalog;

/// <summary>Which list: two that ask for the same words, category and order are one.</summary>
/// <param name="Words">Folded, a space between each.</param>
public sealed record ListKey(string Words, string Category, ProductSort Sort)
{
    /// <summary>Not in the key is whether only what is in stock is asked for: that is found out from the list each time.</summary>
    public static ListKey Of(ProductFilter filter) =>
        new(string.Join(' ', SearchText.WordsOf(filter.Search ?? "")), Catalog.Category.Clean(filter.Category), filter.Sort);
}

/// <summary>The ids of a list in its order, as it is at a revision of the catalog.</summary>
public sealed record KnownList(ListKey Key, long Revision, long[] Ids)
{
    /// <summary>
    /// In bytes: this record, its key, the two strings and the array without what they hold, and its places in the memory's list and
    /// table, of which up to half are empty.
    /// </summary>
    private const int FixedSize = 240;

    /// <summary>What it takes in memory, in bytes (a test counts).</summary>
    public int Size => FixedSize + (Ids.Length * sizeof(long)) + ((Key.Words.Length + Key.Category.Length) * sizeof(char));
}

using Ecommerce.Core.Catalog.Index;
using Ecommerce.Core.Common;

namespace Ecommerce.Core.Catalog;

/// <summary>Which list: two that ask for the same words, category and order are one.</summary>
/// <param name="Words">Folded, a space between each.</param>
public sealed record ListKey(string Words, string Category, ProductSort Sort, bool InStock)
{
    public static ListKey Of(ProductFilter filter) => new(
        string.Join(' ', SearchText.WordsOf(filter.Search ?? "")),
        Catalog.Category.Clean(filter.Category),
        filter.Sort,
        filter.InStock);
}

/// <summary>The ids of a list in its order, as the catalog is in a state.</summary>
public sealed record KnownList(ListKey Key, CatalogState State, int[] Ids)
{
    /// <summary>
    /// In bytes: this record, its key, the two strings and the array without what they hold, and its places in the memory's list and
    /// table, of which up to half are empty.
    /// </summary>
    private const int FixedSize = 240;

    /// <summary>Whether it is what the catalog holds in another state: the stock moves only lists of what is in stock.</summary>
    public bool IsAsIn(CatalogState state) => Key.InStock ? State == state : State.Revision == state.Revision;

    /// <summary>The ids of a page; none past the end.</summary>
    public long[] PartOf(PageRequest page) => PartOf(Ids, page);

    public static long[] PartOf(int[] ids, PageRequest page)
    {
        var part = new long[Math.Clamp(ids.Length - page.Skip, 0, page.Limit)];
        for (var i = 0; i < part.Length; i++) part[i] = ids[page.Skip + i];
        return part;
    }

    /// <summary>What it takes in memory, in bytes (a test counts).</summary>
    public int Size => FixedSize + (Ids.Length * sizeof(int)) + ((Key.Words.Length + Key.Category.Length) * sizeof(char));
}

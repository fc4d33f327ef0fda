using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.Extensions.Caching.Memory;

namespace Ecommerce.Core.Catalog;

/// <summary>
/// The catalog page by page. Which products a list holds, and in which order, is kept in memory for as long as the catalog's revision
/// stays the same, which is read with every page; so no page counts or skips rows, and the last one costs what the first one does. What a
/// page shows of its products, stock above all, is read anew each time. The categories are kept by the same revision.
/// </summary>
public sealed class ProductListCache(ProductQueries products, PreparedReads reads, CatalogStatements statements) : IDisposable
{
    /// <summary>Ids in memory, all lists together, at 8 bytes each; those that nobody asks for make room.</summary>
    private const int MaxIds = 4_000_000;

    /// <summary>What an entry costs beside its ids, in ids.</summary>
    private const int EntrySize = 50;

    private readonly MemoryCache lists = new(new MemoryCacheOptions { SizeLimit = MaxIds });
    private readonly SemaphoreSlim learning = new(1, 1);
    private volatile KnownCategories? categories;

    public async Task<Page<ProductSummary>> ListAsync(ProductFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        if (filter.InStock) return await products.ListAsync(filter, page, cancellationToken); // changes with every sale

        var list = lists.Get<KnownList>(KeyOf(filter));
        var (revision, items) = await ReadAsync(list?.IdsOf(page) ?? [], cancellationToken);
        if (list?.Revision == revision) return page.Of(items, list.Ids.Length);

        list = await LearnAsync(filter, revision, cancellationToken);
        (_, items) = await ReadAsync(list.IdsOf(page), cancellationToken);
        return page.Of(items, list.Ids.Length);
    }

    /// <summary>The categories that have something to sell, in the order they were made.</summary>
    public async Task<IReadOnlyList<CategoryView>> ListCategoriesAsync(CancellationToken cancellationToken)
    {
        var revision = 0L;
        await reads.RunAsync(
            [CatalogStatements.RevisionOf(Revision.Catalog)], (_, row) => revision = row.GetInt64(0), cancellationToken);
        if (categories is { } known && known.Revision == revision) return known.Items;
        categories = known = new(revision, await products.ListCategoriesAsync(cancellationToken));
        return known.Items;
    }

    public void Dispose()
    {
        lists.Dispose();
        learning.Dispose();
    }

    private static (string Words, string Category, ProductSort Sort) KeyOf(ProductFilter filter) =>
        (string.Join(' ', SearchText.WordsOf(filter.Search ?? "")), Category.Clean(filter.Category), filter.Sort);

    /// <summary>The revision first: what is read behind it is at least as new.</summary>
    private async Task<(long Revision, IReadOnlyList<ProductSummary> Items)> ReadAsync(long[] ids, CancellationToken cancellationToken)
    {
        var revision = 0L;
        var found = new Dictionary<long, ProductSummary>(ids.Length);
        await reads.RunAsync(
            [CatalogStatements.RevisionOf(Revision.Catalog), statements.Summaries(ids)],
            (index, row) =>
            {
                if (index == 0) revision = row.GetInt64(0);
                else found.Add(row.GetInt64(0), CatalogStatements.ReadSummary(row));
            },
            cancellationToken);
        return (revision, ids.Where(found.ContainsKey).Select(id => found[id]).ToList());
    }

    /// <summary>Reads the whole list. One at a time: behind an edit, everybody would read the same.</summary>
    private async Task<KnownList> LearnAsync(ProductFilter filter, long revision, CancellationToken cancellationToken)
    {
        await learning.WaitAsync(cancellationToken);
        try
        {
            var key = KeyOf(filter);
            if (lists.Get<KnownList>(key) is { } known && known.Revision >= revision) return known;
            var list = new KnownList(revision, await products.ListAllIdsAsync(filter, cancellationToken));
            return lists.Set(key, list, new MemoryCacheEntryOptions { Size = list.Ids.Length + EntrySize });
        }
        finally
        {
            learning.Release();
        }
    }

    private sealed record KnownList(long Revision, long[] Ids)
    {
        public long[] IdsOf(PageRequest page) =>
            page.Skip >= Ids.Length ? [] : Ids[page.Skip..Math.Min(Ids.Length, page.Skip + page.Limit)];
    }

    private sealed record KnownCategories(long Revision, IReadOnlyList<CategoryView> Items);
}

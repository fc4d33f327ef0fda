using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Catalog;

/// <summary>
/// The catalog page by page. Which products a list holds, and in which order, is kept in memory for as long as the catalog's revision
/// stays the same, which is read with every page; so no page counts or skips rows, and the last one costs what the first one does. What a
/// page shows of its products, stock above all, is read anew each time. The categories are kept by the same revision.
/// </summary>
public sealed class ProductListCache(
    ProductQueries products, PreparedReads reads, CatalogStatements statements, CatalogWork work, IOptions<CatalogOptions> options)
{
    /// <summary>Lists up to this long are read whole to see what of them is in stock.</summary>
    private const int ShortList = 200;

    private readonly ListMemory lists = new(options.Value.ListMegabytes * 1024L * 1024);
    private readonly SharedWork<(ListKey, long), KnownList> learning = new();
    private readonly SoldOut soldOut = new(reads, statements);
    private volatile KnownCategories? categories;

    /// <summary>One page of a list; too many unknown lists at once: <see cref="OverloadedException"/>.</summary>
    public async Task<Page<ProductSummary>> ListAsync(ProductFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        if (filter.InStock) return await ListInStockAsync(filter, page, cancellationToken);

        var key = ListKey.Of(filter);
        var list = lists.Find(key);
        var (revision, items) = await ReadAsync(PartOf(list?.Ids ?? [], page), cancellationToken);
        if (list?.Revision == revision) return page.Of(items, list.Ids.Length);

        list = await LearnAsync(filter, key, revision, cancellationToken);
        (_, items) = await ReadAsync(PartOf(list.Ids, page), cancellationToken);
        return page.Of(items, list.Ids.Length);
    }

    /// <summary>Products whose name contains the words, for somebody who is still typing.</summary>
    public Task<IReadOnlyList<ProductSummary>> SuggestAsync(string search, int count, CancellationToken cancellationToken) =>
        work.RunAsync(token => products.SuggestAsync(search, count, token), cancellationToken);

    /// <summary>The categories that have something to sell, in the order they were made.</summary>
    public async Task<IReadOnlyList<CategoryView>> ListCategoriesAsync(CancellationToken cancellationToken)
    {
        var revision = await ReadRevisionAsync(cancellationToken);
        if (categories is { } known && known.Revision == revision) return known.Items;
        categories = known = new(revision, await products.ListCategoriesAsync(cancellationToken));
        return known.Items;
    }

    /// <summary>The catalog's revision, of which all but the stock follows.</summary>
    public async Task<long> ReadRevisionAsync(CancellationToken cancellationToken)
    {
        var revision = 0L;
        await reads.RunAsync(
            [CatalogStatements.RevisionOf(Revision.Catalog)], (_, row) => revision = row.GetInt64(0), cancellationToken);
        return revision;
    }

    private static long[] PartOf(long[] ids, PageRequest page) =>
        page.Skip >= ids.Length ? [] : ids[page.Skip..Math.Min(ids.Length, page.Skip + page.Limit)];

    /// <summary>The list of all, less what is sold out at this moment: that changes with every sale.</summary>
    private async Task<Page<ProductSummary>> ListInStockAsync(ProductFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var key = ListKey.Of(filter);
        var list = lists.Find(key);
        var revision = await ReadRevisionAsync(cancellationToken);
        if (list?.Revision != revision) list = await LearnAsync(filter with { InStock = false }, key, revision, cancellationToken);
        if (list.Ids.Length <= ShortList)
        {
            var (_, all) = await ReadAsync(list.Ids, cancellationToken);
            var inStock = all.Where(product => product.Stock > 0).ToList();
            return page.Of(inStock.Skip(page.Skip).Take(page.Limit).ToList(), inStock.Count);
        }

        var gone = await soldOut.ReadAsync(cancellationToken);
        var ids = Array.FindAll(list.Ids, id => !gone.Contains(id));
        var (_, items) = await ReadAsync(PartOf(ids, page), cancellationToken);
        return page.Of(items.Where(product => product.Stock > 0).ToList(), ids.Length);
    }

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

    /// <summary>
    /// Reads the whole list, once for all who ask for it at this revision (behind an edit, that is everybody), and few lists at a time.
    /// </summary>
    private Task<KnownList> LearnAsync(ProductFilter filter, ListKey key, long revision, CancellationToken cancellationToken) =>
        learning.RunAsync(
            (key, revision),
            () => work.RunAsync(
                async token =>
                {
                    if (lists.Find(key) is { } known && known.Revision >= revision) return known;
                    var list = new KnownList(key, revision, await products.ListAllIdsAsync(filter, token));
                    lists.Keep(list);
                    return list;
                },
                CancellationToken.None),
            cancellationToken);

    private sealed record KnownCategories(long Revision, IReadOnlyList<CategoryView> Items);
}

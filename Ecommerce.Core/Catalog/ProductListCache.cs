using Ecommerce.Core.Catalog.Index;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;

namespace Ecommerce.Core.Catalog;

/// <summary>
/// The catalog page by page. Which products a list holds, and in which order, is kept in memory for as long as the catalog stays in its
/// state, which is read with every page; so no page counts or skips rows, and the last one costs what the first one does. What a page
/// shows of its products, stock above all, is read anew each time. A list that is not known is found by the index. The categories are kept
/// by the catalog's revision.
/// </summary>
public sealed class ProductListCache(
    ProductQueries products,
    PreparedReads reads,
    CatalogStatements statements,
    ListMemory lists,
    ProductIndex index,
    ProductOrders orders,
    CatalogWork work,
    Dialect dialect)
{
    private readonly SharedWork<(ListKey, CatalogState), Learnt> learning = new();
    private volatile KnownCategories? categories;

    /// <summary>One page of a list; too many unknown lists at once: <see cref="OverloadedException"/>.</summary>
    public async Task<Page<ProductSummary>> ListAsync(ProductFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var key = ListKey.Of(filter);
        var list = lists.Find(key);
        var (state, items) = await ReadAsync(key, list?.PartOf(page) ?? [], cancellationToken);
        if (list?.IsAsIn(state) == true) return page.Of(items, list.Ids.Length);

        var learnt = await LearnAsync(filter, key, state, cancellationToken);
        if (learnt.List is { } known)
        {
            (_, items) = await ReadAsync(key, known.PartOf(page), cancellationToken);
            return page.Of(items, known.Ids.Length);
        }

        if (learnt.Matches is not { } found)
            return await work.RunAsync(token => products.ListAsync(filter, page, token), cancellationToken);
        var end = (int)Math.Min((long)page.Skip + page.Limit, int.MaxValue);
        var first = await work.RunAsync(token => orders.FirstAsync(found, key.Sort, end, token), cancellationToken);
        (_, items) = await ReadAsync(key, KnownList.PartOf(first, page), cancellationToken);
        return page.Of(items, found.Ids.Count);
    }

    /// <summary>Products whose name contains the words, for somebody who is still typing.</summary>
    public Task<IReadOnlyList<ProductSummary>> SuggestAsync(string search, int count, CancellationToken cancellationToken) =>
        work.RunAsync(
            async token =>
            {
                var key = ListKey.Of(new(search));
                if (key.Words.Length == 0 || await FindAsync(key, token) is not { } found)
                    return await products.SuggestAsync(search, count, token);
                return (await ReadAsync(key, KnownList.PartOf(found.Ids.Descending(), new PageRequest(1, count)), token)).Items;
            },
            cancellationToken);

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

    /// <summary>
    /// The state first: what is read behind it is at least as new. It is no more than the revision unless the list depends on the stock.
    /// </summary>
    private async Task<(CatalogState State, IReadOnlyList<ProductSummary> Items)> ReadAsync(
        ListKey key, long[] ids, CancellationToken cancellationToken)
    {
        CatalogState state = default;
        var found = new Dictionary<long, ProductSummary>(ids.Length);
        await reads.RunAsync(
            [key.InStock ? index.StateStatement : CatalogStatements.RevisionOf(Revision.Catalog), statements.Summaries(ids)],
            (position, row) =>
            {
                if (position == 0) state = key.InStock ? CatalogState.Read(row) : new(row.GetInt64(0), 0, 0);
                else found.Add(row.GetInt64(0), CatalogStatements.ReadSummary(row));
            },
            cancellationToken);
        var items = ids.Where(found.ContainsKey).Select(id => found[id]);
        return (state, (key.InStock ? items.Where(product => product.Stock > 0) : items).ToList());
    }

    /// <summary>
    /// Finds out the whole list, once for all who ask for it in this state (behind an edit, that is everybody), and few lists at a time.
    /// </summary>
    private Task<Learnt> LearnAsync(ProductFilter filter, ListKey key, CatalogState state, CancellationToken cancellationToken) =>
        learning.RunAsync(
            (key, state),
            () => work.RunAsync(
                async token =>
                {
                    if (lists.Find(key) is { } known && known.State.Revision >= state.Revision && !key.InStock) return new(known, null);
                    var matches = await FindAsync(key, token);
                    return matches is null ? await ReadAllAsync(filter, key, state, token) : await SortAsync(key, matches, token);
                },
                CancellationToken.None),
            cancellationToken);

    private async Task<ProductMatches?> FindAsync(ListKey key, CancellationToken cancellationToken) =>
        dialect.HasProductIndex ? await index.FindAsync(key, cancellationToken) : null;

    private async Task<Learnt> SortAsync(ListKey key, ProductMatches matches, CancellationToken cancellationToken) =>
        await orders.SortAsync(matches, key.Sort, cancellationToken) is { } ids
            ? new(Keep(new(key, matches.State, ids)), matches)
            : new(null, matches);

    /// <summary>Where no index tells. A list that depends on the stock is not known then: nothing would tell that it has changed.</summary>
    private async Task<Learnt> ReadAllAsync(ProductFilter filter, ListKey key, CatalogState state, CancellationToken cancellationToken) =>
        key.InStock ? new(null, null) : new(Keep(new(key, state, await products.ListAllIdsAsync(filter, cancellationToken))), null);

    private KnownList Keep(KnownList list)
    {
        lists.Keep(list);
        return list;
    }

    private sealed record KnownCategories(long Revision, IReadOnlyList<CategoryView> Items);

    /// <summary>The list; or what it holds while its order is not known; or neither, where no index tells.</summary>
    private sealed record Learnt(KnownList? List, ProductMatches? Matches);
}

using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Core.Catalog.Index;

/// <summary>
/// Brings what was found into the order of a list. The order of all products is a remembered list like any other; after an edit the edited
/// products are put where they belong now, and the rest stays. Until it is known, the first pages are found by walking the database's own
/// index.
/// </summary>
public sealed class ProductOrders(
    PreparedReads reads, SortStatements statements, ListMemory lists, ILogger<ProductOrders> log)
{
    /// <summary>So few are sorted by the database.</summary>
    private const int Few = 1000;

    private const int MaxWalk = 65_536;

    private readonly SharedWork<ProductSort, KnownList> learning = new();

    /// <summary>All that was found, in order; null when that takes an order that is not known yet. It is being read then.</summary>
    internal async Task<int[]?> SortAsync(ProductMatches found, ProductSort sort, CancellationToken cancellationToken)
    {
        if (sort == ProductSort.Newest) return found.Ids.Descending();
        if (found.Ids.Count <= Few)
            return await ReadAsync(statements.Sorted(Array.ConvertAll(found.Ids.Descending(), id => (long)id), sort), cancellationToken);
        if (lists.Find(KeyOf(Ascending(sort))) is { } known && await OrderOfAsync(found, known, cancellationToken) is { } order)
            return Filter(order, found.Ids, sort);
        _ = LearnBehindAsync(Ascending(sort), found.State);
        return null;
    }

    /// <summary>The beginning of the list, up to <paramref name="count"/> ids, while its order is not known.</summary>
    internal async Task<int[]> FirstAsync(ProductMatches found, ProductSort sort, int count, CancellationToken cancellationToken)
    {
        count = Math.Min(count, found.Ids.Count);
        for (var length = 256; length <= MaxWalk; length *= 4)
        {
            if (length < count) continue;
            var walked = await ReadAsync(statements.First(sort, length), cancellationToken);
            var first = Array.FindAll(walked, found.Ids.Contains);
            if (first.Length >= count || walked.Length < length) return first;
        }

        var known = await LearnAsync(Ascending(sort), found.State, cancellationToken);
        return Filter(await OrderOfAsync(found, known, cancellationToken) ?? known.Ids, found.Ids, sort);
    }

    private static ProductSort Ascending(ProductSort sort) => sort == ProductSort.PriceDescending ? ProductSort.PriceAscending : sort;

    private static ListKey KeyOf(ProductSort sort) => new("", "", sort, InStock: false);

    /// <summary>The order as it is where this was found; null when it is known from too long ago.</summary>
    private async Task<int[]?> OrderOfAsync(ProductMatches found, KnownList known, CancellationToken cancellationToken)
    {
        if (known.State.Folded != found.State.Folded) return null;
        if (known.State.Revision == found.State.Revision) return known.Ids;
        var ids = await MoveAsync(known.Ids, found.Pending, known.Key.Sort, cancellationToken);
        if (ids is not null) lists.Keep(new(known.Key, found.State, ids));
        return ids;
    }

    /// <summary>
    /// Takes out what changed and puts it before its present successors. Null when one of them is not there: it changed just now.
    /// </summary>
    private async Task<int[]?> MoveAsync(
        int[] order, IReadOnlyList<IndexedProduct> changed, ProductSort sort, CancellationToken cancellationToken)
    {
        var (moved, special) = (new ProductSet(), new ProductSet());
        foreach (var product in changed)
        {
            moved.Add(product.Id);
            special.Add(product.Id);
        }

        var before = new Dictionary<int, List<int>>();
        var (last, count) = (new List<int>(), 0);
        await reads.RunAsync(
            [statements.Successors([.. changed.Select(product => (long)product.Id)], sort)],
            (_, row) =>
            {
                count++;
                var group = last;
                if (!row.IsDBNull(1))
                {
                    var successor = checked((int)row.GetInt64(1));
                    special.Add(successor);
                    if (!before.TryGetValue(successor, out group)) before.Add(successor, group = []);
                }

                group.Add(checked((int)row.GetInt64(0)));
            },
            cancellationToken);

        var ids = new int[order.Length + count];
        var next = 0;
        foreach (var id in order)
        {
            if (special.Contains(id)) // of most products there is nothing more to ask
            {
                if (before.Remove(id, out var first)) Put(first);
                if (moved.Contains(id)) continue;
            }

            ids[next++] = id;
        }

        Put(last);
        Array.Resize(ref ids, next);
        return before.Count > 0 ? null : ids;

        void Put(List<int> group)
        {
            group.CopyTo(ids, next);
            next += group.Count;
        }
    }

    private static int[] Filter(int[] order, ProductSet wanted, ProductSort sort)
    {
        var ids = order;
        if (wanted.Count < order.Length)
        {
            ids = new int[wanted.Count];
            var next = 0;
            foreach (var id in order)
                if (next < ids.Length && wanted.Contains(id)) ids[next++] = id;
            Array.Resize(ref ids, next);
        }

        if (sort != ProductSort.PriceDescending) return ids;
        ids = [.. ids];
        Array.Reverse(ids);
        return ids;
    }

    private async Task LearnBehindAsync(ProductSort sort, CatalogState state)
    {
        try
        {
            await LearnAsync(sort, state, CancellationToken.None);
        }
        catch (Exception error)
        {
            log.LogWarning("The order of a list could not be read; the next one who asks for it tries again. ({Reason})", error.Message);
        }
    }

    /// <summary>The state was read before: the order is at least as new.</summary>
    private Task<KnownList> LearnAsync(ProductSort sort, CatalogState state, CancellationToken cancellationToken) =>
        learning.RunAsync(
            sort,
            async () =>
            {
                var list = new KnownList(KeyOf(sort), state, await ReadAsync(statements.All(sort), CancellationToken.None));
                lists.Keep(list);
                return list;
            },
            cancellationToken);

    private async Task<int[]> ReadAsync(Statement statement, CancellationToken cancellationToken)
    {
        var ids = new List<int>();
        await reads.RunAsync([statement], (_, row) => ids.Add(checked((int)row.GetInt64(0))), cancellationToken);
        return [.. ids];
    }
}

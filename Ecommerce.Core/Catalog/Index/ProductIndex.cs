using Ecommerce.Core.Data;

namespace Ecommerce.Core.Catalog.Index;

/// <summary>
/// Which products a list holds, found without looking at the others: each word is a few rows of the index, each row tens of thousands of
/// products. What changed since the index was brought up to date is read and compared as it is, so an answer is never behind.
/// </summary>
public sealed class ProductIndex(PreparedReads reads, IndexStatements statements, IndexNudge nudge)
{
    /// <summary>With more changes than this, lists are found by reading all products until the index has learned them.</summary>
    public const int MaxPending = 1000;

    /// <summary>So many changes are learned; fewer are read with each list.</summary>
    public const int FoldFrom = 256;

    /// <summary>So many products are read to see whether they have a word of three characters and more; beyond it, all are.</summary>
    private const int MaxCandidates = 20_000;

    /// <summary>Answers a row: what lists follow from (<see cref="CatalogState.Read"/>).</summary>
    internal Statement StateStatement => statements.State;

    /// <summary>Null when the index can't tell: it has too much to learn, or too many products may have a long word.</summary>
    internal async Task<ProductMatches?> FindAsync(ListKey key, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (matches, isTorn) = await TryFindAsync(key, cancellationToken);
            if (!isTorn) return matches;
        }
    }

    /// <summary>Torn: the index learned something meanwhile, so that one read was made before and one after.</summary>
    private async Task<(ProductMatches? Matches, bool IsTorn)> TryFindAsync(ListKey key, CancellationToken cancellationToken)
    {
        var words = key.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var terms = words.SelectMany(ProductTerms.OfWord).ToHashSet();
        var categories = new HashSet<long>();
        var (before, foldedAfter) = (default(CatalogState), 0L);
        var pending = new List<IndexedProduct>();
        var sets = terms.ToDictionary(term => term, _ => new ProductSet());
        if (key.InStock) sets[ProductTerms.SoldOut] = new();
        if (words.Length == 0 && key.Category.Length == 0) sets[ProductTerms.Published] = new();
        var ofCategory = new ProductSet();

        await reads.RunAsync(
            [
                statements.State,
                statements.Pending,
                IndexStatements.Categories(key.Category),
                statements.Postings([.. sets.Keys], key.Category),
                CatalogStatements.RevisionOf(Revision.Folded),
            ],
            (index, row) =>
            {
                if (index == 0) before = CatalogState.Read(row);
                else if (index == 1) pending.Add(IndexedProduct.Read(row));
                else if (index == 2) categories.Add(row.GetInt64(0));
                else if (index == 3)
                    sets.GetValueOrDefault(row.GetInt64(0), ofCategory).Add(row.GetInt32(1), row.GetFieldValue<byte[]>(2));
                else foldedAfter = row.GetInt64(0);
            },
            cancellationToken);
        if (foldedAfter != before.Folded) return (null, true);
        if (pending.Count > FoldFrom) nudge.Notify();
        if (pending.Count > MaxPending) return (null, false);

        var found = key.Category.Length > 0 ? ofCategory : null;
        foreach (var (term, set) in sets)
        {
            if (term == ProductTerms.SoldOut) continue;
            if (found is null) found = set;
            else found.IntersectWith(set);
        }

        if (key.InStock) found!.ExceptWith(sets[ProductTerms.SoldOut]);
        foreach (var product in pending) found!.Remove(product.Id);
        found = await ContainingAsync(found!, words.Where(word => word.Length > ProductTerms.MaxExactWord).ToList(), cancellationToken);
        if (found is null) return (null, false);
        foreach (var product in pending.Where(Matches)) found.Add(product.Id);
        return (new(before, found, pending), false);

        bool Matches(IndexedProduct product) =>
            product.Text is { } text
            && (key.Category.Length == 0 || categories.Contains(product.CategoryId))
            && (!key.InStock || !product.IsSoldOut)
            && Array.TrueForAll(words, word => text.Contains(word, StringComparison.Ordinal));
    }

    /// <summary>The terms of a long word may stand in a text without standing together, so the texts are asked.</summary>
    private async Task<ProductSet?> ContainingAsync(ProductSet found, List<string> words, CancellationToken cancellationToken)
    {
        if (words.Count == 0) return found;
        var candidates = found.Descending();
        if (candidates.Length == 0) return found;
        if (candidates.Length > MaxCandidates) return null;
        var containing = new ProductSet();
        await reads.RunAsync(
            [statements.Containing(Array.ConvertAll(candidates, id => (long)id), words)],
            (_, row) => containing.Add(checked((int)row.GetInt64(0))),
            cancellationToken);
        return containing;
    }
}

/// <summary>What matches, as the catalog is in a state; and which products the index did not know as they are then.</summary>
internal sealed record ProductMatches(CatalogState State, ProductSet Ids, IReadOnlyList<IndexedProduct> Pending);

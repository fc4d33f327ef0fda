using Ecommerce.Core.Data;

namespace Ecommerce.Core.Catalog.Index;

/// <summary>Brings the index up to date. Whoever writes many products at once may do so behind it; nobody has to.</summary>
public sealed class IndexFold(ShopTransaction transaction, IndexStatements statements)
{
    /// <summary>In one transaction, for which edits of the catalog wait, and on SQLite orders too.</summary>
    private const int AtOnce = 2000;

    /// <summary>Statements of one round trip.</summary>
    private const int WritesAtOnce = 500;

    /// <summary>Learns until nothing is left.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while ((await RunOnceAsync(cancellationToken)).Changes > 0) { }
    }

    /// <summary>Learns some changes, and new products up to an id. No changes: nothing was left.</summary>
    public async Task<Folded> RunOnceAsync(CancellationToken cancellationToken)
    {
        var folded = await transaction.RunAsync<Folded>(async (unit, token) => await FoldAsync(unit, token), cancellationToken);
        return folded.Value;
    }

    private async Task<Folded> FoldAsync(UnitOfWork unit, CancellationToken cancellationToken)
    {
        await unit.RunAsync([statements.LockCatalog], (_, _) => { }, cancellationToken);
        var (changes, touched, changed, added) = (new List<long>(), new HashSet<long>(), new HashSet<long>(), new List<long>());
        var delta = new PostingDelta();
        await unit.RunAsync(
            [IndexStatements.Changes(AtOnce)],
            (_, row) =>
            {
                changes.Add(row.GetInt64(0));
                var id = checked((int)row.GetInt64(1));
                touched.Add(id);
                if (row.GetBoolean(4)) return;
                changed.Add(id);
                if (!row.IsDBNull(2)) delta.Remove(id, row.GetString(2), row.GetInt64(3));
            },
            cancellationToken);
        if (changes.Count < AtOnce)
            await unit.RunAsync([IndexStatements.Added(AtOnce - changes.Count)], (_, row) => added.Add(row.GetInt64(0)), cancellationToken);
        if (changes.Count + added.Count == 0) return new(0, 0);

        changed.UnionWith(added);
        foreach (var id in touched) delta.ClearStock((int)id);
        await unit.RunAsync(
            [statements.Texts([.. touched.Union(changed)])],
            (_, row) => delta.Add(IndexedProduct.Read(row), stockAlone: !changed.Contains(row.GetInt64(0))),
            cancellationToken);
        await WriteAsync(unit, delta, cancellationToken);
        await unit.RunAsync(
            [
                statements.RemoveChanges([.. changes]),
                .. added.Count > 0 ? [IndexStatements.Indexed(added[^1])] : Array.Empty<Statement>(),
                IndexStatements.CountFold,
            ],
            null,
            cancellationToken);
        return new(changes.Count + added.Count, added.Count > 0 ? added[^1] : 0);
    }

    private async Task WriteAsync(UnitOfWork unit, PostingDelta delta, CancellationToken cancellationToken)
    {
        var bits = new ulong[PostingBlock.Words];
        foreach (var (block, terms) in delta.Blocks)
        {
            var before = new Dictionary<long, byte[]>();
            await unit.RunAsync(
                [statements.PostingsOfBlock([.. terms.Keys], block)],
                (_, row) => before.Add(row.GetInt64(0), row.GetFieldValue<byte[]>(1)),
                cancellationToken);
            var writes = new List<Statement>();
            foreach (var (term, change) in terms)
            {
                var old = before.GetValueOrDefault(term, []);
                Array.Clear(bits);
                PostingBlock.Decode(old, bits);
                change.Apply(bits);
                var ids = PostingBlock.Encode(bits);
                if (ids.AsSpan().SequenceEqual(old)) continue;
                writes.Add(ids.Length == 0 ? IndexStatements.Remove(term, block) : IndexStatements.Write(term, block, ids));
            }

            foreach (var part in writes.Chunk(WritesAtOnce)) await unit.RunAsync(part, null, cancellationToken);
        }
    }
}

/// <summary>What the index learned: how many changes, and up to which new product (0: none).</summary>
public readonly record struct Folded(int Changes, long UpTo);

using Ecommerce.Core.Data;

namespace Ecommerce.Core.Catalog;

/// <summary>
/// Which products are sold out. Every sale may change it and no index tells it, so it is read by looking at every product: by one reader at
/// a time, for all who asked before it began. Nobody is answered with what was read before they asked.
/// </summary>
internal sealed class SoldOut(PreparedReads reads, CatalogStatements statements)
{
    private readonly Lock gate = new();
    private Task<HashSet<long>>? current;
    private Task<HashSet<long>>? next;

    public Task<HashSet<long>> ReadAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            next ??= BeginAsync(current);
            return next.WaitAsync(cancellationToken);
        }
    }

    private async Task<HashSet<long>> BeginAsync(Task? before)
    {
        await Task.Yield(); // out of the lock
        if (before is not null) await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (gate) (current, next) = (next, null); // who asks from now on may know of a later sale
        var ids = new HashSet<long>();
        await reads.RunAsync([statements.SoldOut], (_, row) => ids.Add(row.GetInt64(0)), CancellationToken.None);
        return ids;
    }
}

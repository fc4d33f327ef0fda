using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Catalog.LowStock;

/// <param name="Low">Products that became low.</param>
/// <param name="Restocked">Products that are not low any more.</param>
public sealed record LowStockSeen(int Low, int Restocked);

/// <summary>
/// Looks for products whose stock has come down to the number at which they are low, and writes an event for each: once, until the stock
/// was above it again. Beside the orders, never in their transactions (docs/decisions/0034).
/// </summary>
public sealed class LowStockWatch(
    ShopTransaction transaction, IDbContextFactory<ShopContext> contexts, IOptions<StockOptions> options, StoreClock clock)
{
    /// <summary>So many products are locked at once: their sales wait for as long as one statement and a commit take.</summary>
    private const int BatchSize = 100;

    public async Task<bool> HasWorkAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return !await HasBegunAsync(db, cancellationToken)
            || await Restocked(db).AnyAsync(cancellationToken)
            || await NewlyLow(db).AnyAsync(cancellationToken);
    }

    /// <summary>
    /// Any number of instances may do it at once: each product is seen by one of them. What is low when the shop looks for the first time
    /// has not just become so: it is in the list, and nobody is told.
    /// </summary>
    public async Task<LowStockSeen> RunAsync(CancellationToken cancellationToken)
    {
        var low = await ForEachBatchAsync(NewlyLow, MarkAsync, cancellationToken);
        var restocked = await ForEachBatchAsync(Restocked, UnmarkAsync, cancellationToken);
        await transaction.EditAsync<int>(
            async (unit, token) => await unit.Db.Revisions.Where(r => r.Name == Revision.LowStock && r.Number == 0)
                .ExecuteUpdateAsync(r => r.SetProperty(x => x.Number, 1), token),
            cancellationToken);
        return new(low, restocked);
    }

    private static Task<bool> HasBegunAsync(ShopContext db, CancellationToken cancellationToken) =>
        db.Revisions.AnyAsync(r => r.Name == Revision.LowStock && r.Number > 0, cancellationToken);

    private async Task<int> ForEachBatchAsync(
        Func<ShopContext, IQueryable<Product>> found,
        Func<EditingUnit, IQueryable<Product>, CancellationToken, Task<int>> work,
        CancellationToken cancellationToken)
    {
        for (var (done, last) = (0, 0L); ;)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var ids = await found(db).Where(p => p.Id > last).OrderBy(p => p.Id).Take(BatchSize).Select(p => p.Id)
                .ToListAsync(cancellationToken);
            if (ids.Count == 0) return done;
            var batch = await transaction.EditAsync<int>(
                async (unit, token) =>
                {
                    // What they are is asked again under their locks: another instance may have been faster, or a delivery come.
                    await unit.Locks.ProductsAsync(ids, token);
                    return await work(unit, found(unit.Db).Where(p => ids.Contains(p.Id)), token);
                },
                cancellationToken);
            (done, last) = (done + batch.Value, ids[^1]);
        }
    }

    private async Task<int> MarkAsync(EditingUnit unit, IQueryable<Product> locked, CancellationToken cancellationToken)
    {
        var (now, lowAt) = (clock.UtcNow, options.Value.LowAt);
        var low = await locked.OrderBy(p => p.Id).Select(p => new LowProduct(p.Id, p.Name, p.Stock, p.LowStockAt ?? lowAt))
            .ToListAsync(cancellationToken);
        await locked.ExecuteUpdateAsync(p => p.SetProperty(x => x.LowSince, now), cancellationToken);
        if (low.Count > 0 && await HasBegunAsync(unit.Db, cancellationToken))
            await unit.WriteAsync(new Facts { Events = low.ConvertAll(p => LowStockEvents.Of(p, now)) }, cancellationToken);
        return low.Count;
    }

    private static Task<int> UnmarkAsync(EditingUnit unit, IQueryable<Product> locked, CancellationToken cancellationToken) =>
        locked.ExecuteUpdateAsync(p => p.SetProperty(x => x.LowSince, (DateTime?)null), cancellationToken);

    /// <summary>Reads all published products: an index of their stock would cost each sale more than this costs a minute.</summary>
    private IQueryable<Product> NewlyLow(ShopContext db) =>
        db.Products.WhereLow(options.Value.LowAt).Where(p => p.LowSince == null && p.Published);

    private IQueryable<Product> Restocked(ShopContext db)
    {
        var lowAt = options.Value.LowAt;
        return db.Products.Where(p => p.LowSince != null && p.Stock > (p.LowStockAt ?? lowAt));
    }
}

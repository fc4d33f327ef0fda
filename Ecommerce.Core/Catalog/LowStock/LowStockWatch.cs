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
    private const int BatchSize = 500;

    public async Task<bool> HasWorkAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await IsFirstAsync(db, cancellationToken)
            || await Restocked(db).AnyAsync(cancellationToken)
            || await NewlyLow(db).AnyAsync(cancellationToken);
    }

    /// <summary>Any number of instances may do it at once: each product is seen by one of them.</summary>
    public async Task<LowStockSeen> RunAsync(CancellationToken cancellationToken)
    {
        await BeginAsync(cancellationToken);
        return new(await MarkAsync(NewlyLow, cancellationToken), await MarkAsync(Restocked, cancellationToken));
    }

    /// <summary>What is low when the shop begins to look has not just become so: it is in the list, and nobody is told.</summary>
    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
            if (!await IsFirstAsync(db, cancellationToken)) return;
        var now = clock.UtcNow;
        await transaction.EditAsync<int>(
            async (unit, token) =>
            {
                // Instances that begin at once meet at this row; the slower one changes nothing.
                var begun = await unit.Db.Revisions.Where(r => r.Name == Revision.LowStock && r.Number == 0)
                    .ExecuteUpdateAsync(r => r.SetProperty(x => x.Number, 1), token);
                return begun == 0
                    ? 0
                    : await NewlyLow(unit.Db).ExecuteUpdateAsync(p => p.SetProperty(x => x.LowSince, (DateTime?)now), token);
            },
            cancellationToken);
    }

    private static Task<bool> IsFirstAsync(ShopContext db, CancellationToken cancellationToken) =>
        db.Revisions.AnyAsync(r => r.Name == Revision.LowStock && r.Number == 0, cancellationToken);

    private async Task<int> MarkAsync(Func<ShopContext, IQueryable<Product>> found, CancellationToken cancellationToken)
    {
        for (var (marked, last) = (0, 0L); ;)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var ids = await found(db).Where(p => p.Id > last).OrderBy(p => p.Id).Take(BatchSize).Select(p => p.Id)
                .ToListAsync(cancellationToken);
            foreach (var id in ids) marked += await MarkAsync(id, cancellationToken);
            if (ids.Count < BatchSize) return marked;
            last = ids[^1];
        }
    }

    /// <summary>Decides under the product's lock, so that a crossing is one event however many instances have seen it.</summary>
    private async Task<int> MarkAsync(long id, CancellationToken cancellationToken)
    {
        var marked = await transaction.EditAsync<int>(
            async (unit, token) =>
            {
                if (await unit.Locks.ProductAsync(id, token) is null) return 0;
                var product = await unit.Db.Products.SingleAsync(p => p.Id == id, token);
                var isLow = options.Value.IsLow(product.Stock, product.LowStockAt);
                if (isLow == product.LowSince is not null || (isLow && !product.Published)) return 0;
                product.LowSince = isLow ? clock.UtcNow : null;
                if (isLow)
                {
                    var lowAt = product.LowStockAt ?? options.Value.LowAt;
                    await unit.WriteAsync(new Facts { Events = [LowStockEvents.Of(product, lowAt, clock.UtcNow)] }, token);
                }

                return 1;
            },
            cancellationToken);
        return marked.Value;
    }

    /// <summary>Reads all published products: an index of their stock would cost each sale more than this costs a minute.</summary>
    private IQueryable<Product> NewlyLow(ShopContext db) =>
        db.Products.WhereLow(options.Value.LowAt).Where(p => p.LowSince == null && p.Published);

    private IQueryable<Product> Restocked(ShopContext db)
    {
        var lowAt = options.Value.LowAt;
        return db.Products.Where(p => p.LowSince != null && p.Stock > (p.LowStockAt ?? lowAt));
    }
}

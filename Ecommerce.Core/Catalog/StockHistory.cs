using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Catalog;

/// <param name="Delta">Pieces in (positive) or out (negative).</param>
/// <param name="Reason">One of <see cref="StockReason"/>, or an admin's own words.</param>
public sealed record StockMovementLine(long Id, int Delta, string Reason, long? OrderId, DateTime CreatedAt);

/// <summary>Why a product's stock is what it is.</summary>
public sealed class StockHistory(IDbContextFactory<ShopContext> contexts)
{
    /// <summary>The product's movements, newest first.</summary>
    public async Task<Page<StockMovementLine>> ListAsync(long productId, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var movements = db.StockMovements.Where(m => m.ProductId == productId);
        var total = await movements.CountAsync(cancellationToken);
        var lines = await movements
            .OrderByDescending(m => m.Id).Skip(page.Skip).Take(page.Limit)
            .Select(m => new StockMovementLine(m.Id, m.Delta, m.Reason, m.OrderId, m.CreatedAt))
            .ToListAsync(cancellationToken);
        return page.Of(lines, total);
    }
}

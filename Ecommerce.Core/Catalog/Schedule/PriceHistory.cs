using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Catalog.Schedule;

/// <param name="OldPrice">In minor units.</param>
/// <param name="NewPrice">In minor units.</param>
/// <param name="ActorId">Who changed or planned it; null for the shop itself.</param>
/// <param name="ActorEmail">Null where no account acted, and for an account that was deleted since.</param>
public sealed record PriceChangeView(
    long Id, long OldPrice, long NewPrice, DateTime At, long? ActorId, string? ActorEmail, ActorOrigin Origin);

/// <summary>What a product cost before.</summary>
public sealed class PriceHistory(IDbContextFactory<ShopContext> contexts)
{
    /// <summary>The product's price changes, newest first.</summary>
    public async Task<Page<PriceChangeView>> ListAsync(long productId, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var changes = db.PriceChanges.Where(c => c.ProductId == productId);
        var total = await changes.CountAsync(cancellationToken);
        var items = await changes.OrderByDescending(c => c.Id).Skip(page.Skip).Take(page.Limit)
            .Select(c => new PriceChangeView(
                c.Id,
                c.OldPrice,
                c.NewPrice,
                c.CreatedAt,
                c.ActorId,
                db.Users.Where(u => u.Id == c.ActorId).Select(u => u.Email).FirstOrDefault(),
                c.Origin))
            .ToListAsync(cancellationToken);
        return page.Of(items, total);
    }
}

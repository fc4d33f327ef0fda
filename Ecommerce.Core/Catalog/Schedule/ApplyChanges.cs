using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Catalog.Schedule;

/// <summary>
/// Applies what is due: as an edit of the product by the shop itself, whose row in the audit names who planned it. Any number of instances
/// may do it at once; each change is applied by one of them, and a product's changes in their order.
/// </summary>
public sealed class ApplyChanges(ShopTransaction transaction, IDbContextFactory<ShopContext> contexts, StoreClock clock)
{
    private const int BatchSize = 200;

    public async Task<bool> HasWorkAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Due(db, clock.UtcNow).AnyAsync(cancellationToken);
    }

    /// <summary>Returns how many were applied here. What was missed, because no instance ran, is applied as well.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        for (var applied = 0; ;)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var products = await Due(db, clock.UtcNow).OrderBy(c => c.DueAt).ThenBy(c => c.Id).Take(BatchSize).Select(c => c.ProductId)
                .ToListAsync(cancellationToken);
            if (products.Count == 0) return applied;
            foreach (var product in products.Distinct()) applied += await ApplyAsync(product, cancellationToken);
        }
    }

    /// <summary>Under the product's lock it is read what is due now: another instance may have been faster, or an admin.</summary>
    private async Task<int> ApplyAsync(long productId, CancellationToken cancellationToken)
    {
        var applied = await transaction.EditAsync<int>(
            async (unit, token) =>
            {
                if (await unit.Locks.ProductAsync(productId, token) is null) return 0;
                var now = clock.UtcNow;
                var changes = await Due(unit.Db, now).Where(c => c.ProductId == productId).OrderBy(c => c.DueAt).ThenBy(c => c.Id)
                    .ToListAsync(token);
                if (changes.Count == 0) return 0;
                var product = await unit.Db.Products.SingleAsync(p => p.Id == productId, token);
                await unit.AppendActionsAsync(Actor.System, changes.ConvertAll(change => Apply(unit.Db, product, change, now)), now, token);
                return changes.Count;
            },
            cancellationToken);
        return applied.Value;
    }

    /// <summary>What the product is already is no edit, but written down all the same.</summary>
    private static AdminChange Apply(ShopContext db, Product product, ScheduledChange change, DateTime now)
    {
        var before = new { product.Price, product.Published, product.Version };
        if (change.Kind != ScheduledChangeKind.Price) product.Published = change.Kind == ScheduledChangeKind.Publish;
        else if (product.Reprice(change.Price!.Value, change.PlannedBy, ActorOrigin.System, now) is { } price) db.Add(price);
        if (product.Price != before.Price || product.Published != before.Published) product.Version++;
        (change.Status, change.EndedAt) = (ScheduledChangeStatus.Applied, now);
        return AdminChange.Of(
            AdminActions.ChangeApplied,
            new(AuditSubjects.Product, product.Id),
            before,
            new { product.Price, product.Published, product.Version, Change = change.Id, change.PlannedBy });
    }

    private static IQueryable<ScheduledChange> Due(ShopContext db, DateTime now) =>
        db.ScheduledChanges.Where(c => c.Status == ScheduledChangeStatus.Planned && c.DueAt <= now);
}

using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Catalog.Schedule;

/// <param name="Price">In minor units, 1 to <see cref="Product.MaxPrice"/>; of a change of the price alone.</param>
/// <param name="DueAt">Later than now, by at most <see cref="PlanChanges.MaxDaysAhead"/> days.</param>
public sealed record ChangePlan(ScheduledChangeKind? Kind, long? Price, DateTime? DueAt);

/// <summary>A planned change as admins see it.</summary>
/// <param name="PlannedByEmail">Null where no account planned it, and for an account that was deleted since.</param>
/// <param name="EndedAt">When it was applied or cancelled.</param>
public sealed record ScheduledChangeView(
    long Id,
    ScheduledChangeKind Kind,
    long? Price,
    DateTime DueAt,
    ScheduledChangeStatus Status,
    long? PlannedBy,
    string? PlannedByEmail,
    DateTime PlannedAt,
    DateTime? EndedAt);

/// <summary>What admins plan for a product: that it is published, taken down or gets another price at a time.</summary>
public sealed class PlanChanges(AdminTransaction transaction, IDbContextFactory<ShopContext> contexts, StoreClock clock)
{
    public const int MaxDaysAhead = 366;

    /// <summary>The product's changes, those that come last first.</summary>
    public async Task<Page<ScheduledChangeView>> ListAsync(long productId, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var changes = db.ScheduledChanges.Where(c => c.ProductId == productId);
        var total = await changes.CountAsync(cancellationToken);
        var items = await Views(db, changes.OrderByDescending(c => c.DueAt).ThenByDescending(c => c.Id).Skip(page.Skip).Take(page.Limit))
            .ToListAsync(cancellationToken);
        return page.Of(items, total);
    }

    /// <summary>
    /// Refused: an actor without the role, no kind, a price that is missing, out of range or of another kind of change, a time that has
    /// passed or is too far away, a product that does not exist.
    /// </summary>
    public Task<Result<ScheduledChangeView>> PlanAsync(Actor actor, long productId, ChangePlan plan, CancellationToken cancellationToken) =>
        transaction.RunAsync<ScheduledChangeView>(
            actor,
            async (unit, token) =>
            {
                var now = clock.UtcNow;
                if (Check(plan, now) is { } failure) return failure;
                if (await unit.Locks.ProductAsync(productId, token) is null) return new ProductNotFound([productId]);
                var change = new ScheduledChange
                {
                    ProductId = productId,
                    Kind = plan.Kind!.Value,
                    Price = plan.Price,
                    DueAt = StoreClock.Cut(plan.DueAt!.Value),
                    PlannedBy = actor.AccountId,
                    PlannedAt = now,
                };
                unit.Db.Add(change);
                await unit.Db.SaveChangesAsync(token);
                return new Changed<ScheduledChangeView>(
                    await Views(unit.Db, unit.Db.ScheduledChanges.Where(c => c.Id == change.Id)).SingleAsync(token),
                    AdminChange.Of(AdminActions.ChangePlanned, new(AuditSubjects.Product, productId), after: Told(change)));
            },
            cancellationToken);

    /// <summary>Refused: an actor without the role, a change that is not the product's, one applied or cancelled already.</summary>
    public Task<Result<ScheduledChangeView>> CancelAsync(Actor actor, long productId, long id, CancellationToken cancellationToken) =>
        transaction.RunAsync<ScheduledChangeView>(
            actor,
            async (unit, token) =>
            {
                if (await unit.Locks.ProductAsync(productId, token) is null) return new ScheduledChangeNotFound();
                var change = await unit.Db.ScheduledChanges.SingleOrDefaultAsync(c => c.Id == id && c.ProductId == productId, token);
                if (change is null) return new ScheduledChangeNotFound();
                if (change.Status != ScheduledChangeStatus.Planned) return new ScheduledChangeEnded(change.Status);
                (change.Status, change.EndedAt) = (ScheduledChangeStatus.Cancelled, clock.UtcNow);
                await unit.Db.SaveChangesAsync(token);
                return new Changed<ScheduledChangeView>(
                    await Views(unit.Db, unit.Db.ScheduledChanges.Where(c => c.Id == id)).SingleAsync(token),
                    AdminChange.Of(AdminActions.ChangeCancelled, new(AuditSubjects.Product, productId), Told(change)));
            },
            cancellationToken);

    private static ValidationFailed? Check(ChangePlan plan, DateTime now)
    {
        var validation = new Validation();
        validation.Require(plan.Kind is not null, "kind", "Must be publish, unpublish or price.");
        if (plan.Kind == ScheduledChangeKind.Price)
            validation.Require(
                plan.Price is >= 1 and <= Product.MaxPrice, "price", $"Must be an integer from 1 to {Product.MaxPrice}.");
        else validation.Require(plan.Price is null, "price", "Belongs to a change of the price alone.");
        validation.Require(
            plan.DueAt > now && plan.DueAt <= now.AddDays(MaxDaysAhead), "at", $"Must be later than now, by at most {MaxDaysAhead} days.");
        return validation.Failure;
    }

    private static object Told(ScheduledChange change) => new { Change = change.Id, change.Kind, change.Price, change.DueAt };

    private static IQueryable<ScheduledChangeView> Views(ShopContext db, IQueryable<ScheduledChange> changes) =>
        changes.Select(c => new ScheduledChangeView(
            c.Id,
            c.Kind,
            c.Price,
            c.DueAt,
            c.Status,
            c.PlannedBy,
            db.Users.Where(u => u.Id == c.PlannedBy).Select(u => u.Email).FirstOrDefault(),
            c.PlannedAt,
            c.EndedAt));
}

using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Audit;

/// <summary>What a use case answers to an admin: its value and the change for the audit. It can't succeed without the latter.</summary>
public readonly record struct Changed<T>
{
    public Changed(T value, AdminChange change) => (Value, Change) = (value, change);

    public T Value { get; private init; }

    /// <summary>Null for what changed nothing (<see cref="Before"/>).</summary>
    public AdminChange? Change { get; private init; }

    /// <summary>What was answered before under the same idempotency key, when it was written down.</summary>
    public static Changed<T> Before(T value) => new() { Value = value };
}

/// <summary>How an admin's use case is entered: the role is checked and the action written down in the unit's own transaction.</summary>
public sealed class AdminTransaction(ShopTransaction transaction, StoreClock clock)
{
    /// <summary>
    /// As <see cref="ShopTransaction.EditAsync"/>, for an actor. Refused before anything else: an actor whose account does not hold the
    /// role at this moment, or is locked. What <paramref name="work"/> refuses leaves no row.
    /// </summary>
    public Task<Result<T>> RunAsync<T>(
        Actor actor, Func<EditingUnit, CancellationToken, Task<Result<Changed<T>>>> work, CancellationToken cancellationToken) =>
        transaction.EditAsync<T>(
            async (unit, token) =>
            {
                if (!await HoldsRoleAsync(unit.Db, actor, clock.UtcNow, token)) return new RoleNotHeld();
                var done = await work(unit, token);
                if (!done.Succeeded) return done.Refusal;
                if (done.Value.Change is { } change) await unit.AppendActionsAsync(actor, [change], clock.UtcNow, token);
                return done.Value.Value;
            },
            cancellationToken);

    /// <summary>Writes down that something happens whose effect is no row of the shop's. Refused as in <see cref="RunAsync"/>.</summary>
    public Task<Result<AdminChange>> RecordAsync(Actor actor, AdminChange change, CancellationToken cancellationToken) =>
        RunAsync(
            actor,
            (_, _) => Task.FromResult<Result<Changed<AdminChange>>>(new Changed<AdminChange>(change, change)),
            cancellationToken);

    private static async Task<bool> HoldsRoleAsync(ShopContext db, Actor actor, DateTime now, CancellationToken cancellationToken)
    {
        if (actor.AccountId is not { } account) return true;
        var role = actor.Role!.ToUpperInvariant();
        var holder = await db.Users
            .Where(u => u.Id == account && db.UserRoles.Any(
                held => held.UserId == account && db.Roles.Any(r => r.Id == held.RoleId && r.NormalizedName == role)))
            .Select(u => new { u.LockoutEnd })
            .FirstOrDefaultAsync(cancellationToken);
        return holder is not null && !(holder.LockoutEnd > now);
    }
}

internal static class AuditTrail
{
    /// <summary>Appends to the chain, as the last thing that a unit does.</summary>
    public static async Task AppendActionsAsync(
        this EditingUnit unit, Actor actor, IEnumerable<AdminChange> changes, DateTime at, CancellationToken cancellationToken)
    {
        // First what the unit has changed, with all that triggers count for it: the head is the last lock.
        await unit.Db.SaveChangesAsync(cancellationToken);
        await unit.Locks.AuditHeadAsync(cancellationToken);
        var head = await unit.Db.AuditHeads.SingleAsync(cancellationToken);
        foreach (var change in changes) unit.Db.Add(head.Append(actor, change, at));
    }
}

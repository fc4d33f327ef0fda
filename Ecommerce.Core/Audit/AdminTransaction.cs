using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Audit;

/// <summary>What a use case answers to an admin: its value and the change for the audit. It can't succeed without the latter.</summary>
public readonly record struct Changed<T>(T Value, AdminChange Change);

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
                await unit.AppendActionsAsync(actor, [done.Value.Change], clock.UtcNow, token);
                return done.Value.Value;
            },
            cancellationToken);

    /// <summary>
    /// As <see cref="RunAsync"/>, once for a key of the actor's: a repetition is answered what was stored, does nothing and leaves no row.
    /// Refused besides: a key that belongs to another request. Without an account there are no keys.
    /// </summary>
    /// <param name="operation">Keys belong to it: the same key under another name is another key.</param>
    /// <param name="lockRows">Takes locks at which all requests of the operation take turns.</param>
    /// <param name="work">What is done under them. Its answer is stored, so nothing personal may be in it.</param>
    public Task<Result<Idempotent<T>>> RunOnceAsync<TRows, T>(
        Actor actor,
        string operation,
        IdempotencyKey? key,
        Func<EditingUnit, CancellationToken, Task<Result<TRows>>> lockRows,
        Func<EditingUnit, TRows, CancellationToken, Task<Result<Changed<T>>>> work,
        CancellationToken cancellationToken) =>
        transaction.EditAsync<Idempotent<T>>(
            async (unit, token) =>
            {
                if (!await HoldsRoleAsync(unit.Db, actor, clock.UtcNow, token)) return new RoleNotHeld();
                var rows = await lockRows(unit, token);
                if (!rows.Succeeded) return rows.Refusal;
                if (await FindAnswerAsync(unit.Db, actor, operation, key, token) is { } stored) return stored.To<T>(key!);
                var done = await work(unit, rows.Value, token);
                if (!done.Succeeded) return done.Refusal;
                var now = clock.UtcNow;
                if (key is not null && actor.AccountId is { } account)
                    unit.Db.Add(IdempotencyRecord.Of(account, operation, key, done.Value.Value, now));
                await unit.AppendActionsAsync(actor, [done.Value.Change], now, token);
                return new Idempotent<T>(done.Value.Value, Replayed: false);
            },
            cancellationToken);

    /// <summary>Writes down that something happens whose effect is no row of the shop's. Refused as in <see cref="RunAsync"/>.</summary>
    public Task<Result<AdminChange>> RecordAsync(Actor actor, AdminChange change, CancellationToken cancellationToken) =>
        RunAsync(
            actor,
            (_, _) => Task.FromResult<Result<Changed<AdminChange>>>(new Changed<AdminChange>(change, change)),
            cancellationToken);

    private static async Task<StoredAnswer?> FindAnswerAsync(
        ShopContext db, Actor actor, string operation, IdempotencyKey? key, CancellationToken cancellationToken) =>
        key is null || actor.AccountId is not { } account
            ? null
            : await db.IdempotencyRecords
                .Where(r => r.ShopperId == account && r.Operation == operation && r.ClientKey == key.Key)
                .Select(r => new StoredAnswer(r.Fingerprint, r.Result))
                .SingleOrDefaultAsync(cancellationToken);

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

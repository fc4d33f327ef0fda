using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Jobs;

public sealed record Removed(int IdempotencyRecords, int GuestCarts, int JobRuns, int Sessions, int LoginFailures);

/// <summary>
/// Removes answers kept for repeated requests, guests' carts and runs of jobs that are too old, sessions that have ended and
/// log-ins that failed, in small transactions, so that no order waits for it.
/// </summary>
public sealed class CleanUp(
    ShopTransaction transaction, IDbContextFactory<ShopContext> contexts, IOptions<JobsOptions> options, StoreClock clock)
{
    internal const int BatchSize = 500;

    public async Task<Removed> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        return new Removed(
            await RemoveAsync(
                now.AddDays(-options.Value.IdempotencyDays),
                db => db.IdempotencyRecords.Select(r => r.CreatedAt),
                (db, last) => db.IdempotencyRecords.Where(r => r.CreatedAt <= last),
                cancellationToken),
            await RemoveGuestCartsAsync(now.AddDays(-options.Value.GuestCartDays), cancellationToken),
            await RemoveAsync(
                now.AddDays(-options.Value.HistoryDays),
                db => db.JobRuns.Select(r => r.BegunAt),
                (db, last) => db.JobRuns.Where(r => r.BegunAt <= last),
                cancellationToken),
            await RemoveAsync(
                now, db => db.Sessions.Select(s => s.EndsAt), (db, last) => db.Sessions.Where(s => s.EndsAt <= last), cancellationToken),
            await RemoveAsync(
                now.AddDays(-1),
                db => db.LoginFailures.Select(f => f.LastAt),
                (db, last) => db.LoginFailures.Where(f => f.LastAt <= last),
                cancellationToken));
    }

    /// <summary>By time, oldest first: each of these tables has an index by time, and not every one a key that is one number.</summary>
    /// <param name="instants">When each row became old.</param>
    /// <param name="upTo">The rows up to an instant.</param>
    private async Task<int> RemoveAsync<T>(
        DateTime before,
        Func<ShopContext, IQueryable<DateTime>> instants,
        Func<ShopContext, DateTime, IQueryable<T>> upTo,
        CancellationToken cancellationToken)
    {
        for (var removed = 0; ;)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var last = await instants(db).Where(at => at < before).Order().Take(BatchSize).MaxAsync(at => (DateTime?)at, cancellationToken);
            if (last is null) return removed;
            removed += await DeleteAsync(db => upTo(db, last.Value), cancellationToken);
        }
    }

    private async Task<int> RemoveGuestCartsAsync(DateTime before, CancellationToken cancellationToken)
    {
        for (var removed = 0; ;)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var ids = await db.Carts
                .Where(c => c.GuestKey != null && c.UpdatedAt < before)
                .OrderBy(c => c.Id)
                .Take(BatchSize)
                .Select(c => c.Id)
                .ToListAsync(cancellationToken);
            if (ids.Count == 0) return removed;
            // Asked again: a guest may have come back meanwhile. The items go with the cart.
            removed += await DeleteAsync(db => db.Carts.Where(c => ids.Contains(c.Id) && c.UpdatedAt < before), cancellationToken);
        }
    }

    private async Task<int> DeleteAsync<T>(Func<ShopContext, IQueryable<T>> rows, CancellationToken cancellationToken) =>
        (await transaction.EditAsync<int>(async (unit, token) => await rows(unit.Db).ExecuteDeleteAsync(token), cancellationToken)).Value;
}

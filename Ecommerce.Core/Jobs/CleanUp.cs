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
            await RemoveIdempotencyRecordsAsync(now.AddDays(-options.Value.IdempotencyDays), cancellationToken),
            await RemoveGuestCartsAsync(now.AddDays(-options.Value.GuestCartDays), cancellationToken),
            await RemoveJobRunsAsync(now.AddDays(-options.Value.HistoryDays), cancellationToken),
            await RemoveSessionsAsync(now, cancellationToken),
            await DeleteAsync(db => db.LoginFailures.Where(f => f.LastAt < now.AddDays(-1)), cancellationToken));
    }

    /// <summary>By time, oldest first: their index is by time, and their key is not one number.</summary>
    private async Task<int> RemoveIdempotencyRecordsAsync(DateTime before, CancellationToken cancellationToken)
    {
        for (var removed = 0; ;)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var last = await db.IdempotencyRecords
                .Where(r => r.CreatedAt < before)
                .OrderBy(r => r.CreatedAt)
                .Take(BatchSize)
                .MaxAsync(r => (DateTime?)r.CreatedAt, cancellationToken);
            if (last is null) return removed;
            removed += await DeleteAsync(db => db.IdempotencyRecords.Where(r => r.CreatedAt <= last), cancellationToken);
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

    private async Task<int> RemoveJobRunsAsync(DateTime before, CancellationToken cancellationToken)
    {
        for (var removed = 0; ;)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var ids = await db.JobRuns
                .Where(r => r.BegunAt < before)
                .OrderBy(r => r.BegunAt)
                .Take(BatchSize)
                .Select(r => r.Id)
                .ToListAsync(cancellationToken);
            if (ids.Count == 0) return removed;
            removed += await DeleteAsync(db => db.JobRuns.Where(r => ids.Contains(r.Id)), cancellationToken);
        }
    }

    private async Task<int> RemoveSessionsAsync(DateTime before, CancellationToken cancellationToken)
    {
        for (var removed = 0; ;)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var ids = await db.Sessions
                .Where(s => s.EndsAt < before)
                .OrderBy(s => s.EndsAt)
                .Take(BatchSize)
                .Select(s => s.Id)
                .ToListAsync(cancellationToken);
            if (ids.Count == 0) return removed;
            removed += await DeleteAsync(db => db.Sessions.Where(s => ids.Contains(s.Id)), cancellationToken);
        }
    }

    private async Task<int> DeleteAsync<T>(Func<ShopContext, IQueryable<T>> rows, CancellationToken cancellationToken) =>
        (await transaction.EditAsync<int>(async (unit, token) => await rows(unit.Db).ExecuteDeleteAsync(token), cancellationToken)).Value;
}

using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.DataPlatform;

/// <param name="NextAttemptAt">Not tried before this; null when it is not going to be tried.</param>
public sealed record OutboxEvent(
    long Id,
    string Type,
    long OrderId,
    OutboxStatus Status,
    int Attempts,
    string? LastError,
    DateTime CreatedAt,
    DateTime? NextAttemptAt,
    DateTime? SentAt)
{
    internal static OutboxEvent Of(OutboxMessage m) => new(
        m.Id,
        m.Type,
        m.OrderId,
        m.Status,
        m.Attempts,
        m.LastError,
        m.CreatedAt,
        m.Status is OutboxStatus.Sent or OutboxStatus.Dead ? null : m.NextAttemptAt,
        m.SentAt);
}

/// <param name="Waiting">Events that are not delivered yet and still tried.</param>
/// <param name="Lag">Age of the oldest of them; zero when there is none.</param>
/// <param name="Dead">Events that were given up.</param>
public sealed record OutboxState(int Waiting, TimeSpan Lag, int Dead);

public sealed record EventNotFound : Refusal;

public sealed record EventAlreadySent : Refusal;

/// <summary>The outbox as admins see it.</summary>
public sealed class OutboxAdmin(IDbContextFactory<ShopContext> contexts, ShopTransaction transaction, OutboxNudge nudge, StoreClock clock)
{
    /// <summary>Events of one status, or all of them; newest first.</summary>
    public async Task<Page<OutboxEvent>> ListAsync(OutboxStatus? status, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var messages = db.OutboxMessages.AsNoTracking();
        if (status is { } wanted) messages = messages.Where(m => m.Status == wanted);
        var total = await messages.CountAsync(cancellationToken);
        var items = await messages.OrderByDescending(m => m.Id).Skip(page.Skip).Take(page.Limit).ToListAsync(cancellationToken);
        return page.Of(items.ConvertAll(OutboxEvent.Of), total);
    }

    public async Task<OutboxState> GetStateAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var waiting = db.OutboxMessages.Where(m => m.Status == OutboxStatus.Pending || m.Status == OutboxStatus.Failed);
        var oldest = await waiting.MinAsync(m => (DateTime?)m.CreatedAt, cancellationToken);
        return new OutboxState(
            await waiting.CountAsync(cancellationToken),
            oldest is { } since && since < clock.UtcNow ? clock.UtcNow - since : TimeSpan.Zero,
            await db.OutboxMessages.CountAsync(m => m.Status == OutboxStatus.Dead, cancellationToken));
    }

    /// <summary>
    /// Makes an event ready to be tried at once, with all its time before it. Refused: one that does not exist, one that was sent. One that
    /// is being delivered at this moment is delivered once more.
    /// </summary>
    public Task<Result<OutboxEvent>> RetryAsync(long id, CancellationToken cancellationToken) =>
        transaction.RunAsync<OutboxEvent>(
            async (unit, token) =>
            {
                var message = await unit.Lock.OutboxMessageAsync(id, token);
                if (message is null) return new EventNotFound();
                if (message.Status == OutboxStatus.Sent) return new EventAlreadySent();
                message.Status = OutboxStatus.Pending;
                message.Attempts = 0;
                message.FailingSince = null;
                message.NextAttemptAt = clock.UtcNow;
                unit.AfterCommit(nudge.Notify);
                return OutboxEvent.Of(message);
            },
            cancellationToken);

    /// <summary>Makes all dead events ready again, and returns how many.</summary>
    public async Task<int> RetryAllDeadAsync(CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var revived = await transaction.RunAsync<int>(
            async (unit, token) =>
            {
                unit.AfterCommit(nudge.Notify);
                return await unit.Db.OutboxMessages
                    .Where(m => m.Status == OutboxStatus.Dead)
                    .ExecuteUpdateAsync(
                        m => m
                            .SetProperty(x => x.Status, OutboxStatus.Pending)
                            .SetProperty(x => x.Attempts, 0)
                            .SetProperty(x => x.FailingSince, (DateTime?)null)
                            .SetProperty(x => x.NextAttemptAt, now),
                        token);
            },
            cancellationToken);
        return revived.Value;
    }
}

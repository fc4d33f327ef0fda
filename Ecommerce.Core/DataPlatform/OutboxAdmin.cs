using System.Linq.Expressions;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Events;
using Ecommerce.Core.Ordering;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.DataPlatform;

/// <summary>An event and its delivery to the data platform.</summary>
/// <param name="Id">The event's.</param>
/// <param name="NextAttemptAt">Not tried before this; null when it is not going to be tried.</param>
public sealed record OutboxEvent(
    long Id,
    string Type,
    long OrderId,
    DeliveryStatus Status,
    int Attempts,
    string? LastError,
    DateTime CreatedAt,
    DateTime? NextAttemptAt,
    DateTime? SentAt);

/// <param name="Waiting">Deliveries that are not done yet and still tried, and events that have none yet.</param>
/// <param name="Lag">Age of the oldest of their events; zero when there is none.</param>
/// <param name="Dead">Deliveries that were given up.</param>
public sealed record OutboxState(int Waiting, TimeSpan Lag, int Dead);

/// <summary>Events on their way to the data platform, as admins see them.</summary>
public sealed class OutboxAdmin(IDbContextFactory<ShopContext> contexts, AdminTransaction transaction, EventNudge nudge, StoreClock clock)
{
    private static readonly Expression<Func<Delivery, OutboxEvent>> OfDelivery = d => new OutboxEvent(
        d.EventId,
        d.Event.Type,
        d.SubjectId,
        d.Status,
        d.Attempts,
        d.LastError,
        d.OccurredAt,
        d.Status == DeliveryStatus.Sent || d.Status == DeliveryStatus.Dead ? null : d.NextAttemptAt,
        d.SentAt);

    private static readonly Expression<Func<ShopEvent, OutboxEvent>> OfEvent = e =>
        new OutboxEvent(e.Id, e.Type, e.SubjectId, DeliveryStatus.Pending, 0, null, e.OccurredAt, e.OccurredAt, null);

    /// <summary>Events of one status, or all of them; newest first. One without a delivery yet is pending.</summary>
    public async Task<Page<OutboxEvent>> ListAsync(DeliveryStatus? status, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var deliveries = ToPlatform(db);
        if (status is { } wanted) deliveries = deliveries.Where(d => d.Status == wanted);
        var first = status is null or DeliveryStatus.Pending ? await Unrouted(db).CountAsync(cancellationToken) : 0;
        var total = first + await deliveries.CountAsync(cancellationToken);
        // What has no delivery yet is newer than what has one.
        var items = page.Skip >= first
            ? []
            : await Unrouted(db)
                .OrderByDescending(e => e.Id).Skip(page.Skip).Take(page.Limit).Select(OfEvent).ToListAsync(cancellationToken);
        items.AddRange(await deliveries
            .OrderByDescending(d => d.EventId)
            .Skip(Math.Max(0, page.Skip - first))
            .Take(page.Limit - items.Count)
            .Select(OfDelivery)
            .ToListAsync(cancellationToken));
        return page.Of(items, total);
    }

    /// <summary>The events of an order, oldest first.</summary>
    internal static async Task<IReadOnlyList<OutboxEvent>> ListOfOrderAsync(
        ShopContext db, long orderId, CancellationToken cancellationToken)
    {
        var delivered = await ToPlatform(db)
            .Where(d => d.SubjectId == orderId && d.SubjectType == OrderEvents.Subject)
            .OrderBy(d => d.EventId)
            .Select(OfDelivery)
            .ToListAsync(cancellationToken);
        var unrouted = await Unrouted(db).Where(e => e.SubjectId == orderId).OrderBy(e => e.Id).Select(OfEvent)
            .ToListAsync(cancellationToken);
        return [.. delivered, .. unrouted];
    }

    public async Task<OutboxState> GetStateAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var unrouted = Unrouted(db);
        var waiting = ToPlatform(db).Where(d => d.Status == DeliveryStatus.Pending || d.Status == DeliveryStatus.Failed);
        var oldest = new[]
        {
            await unrouted.MinAsync(e => (DateTime?)e.OccurredAt, cancellationToken),
            await waiting.MinAsync(d => (DateTime?)d.OccurredAt, cancellationToken),
        }.Min();
        return new OutboxState(
            await unrouted.CountAsync(cancellationToken) + await waiting.CountAsync(cancellationToken),
            oldest is { } since && since < clock.UtcNow ? clock.UtcNow - since : TimeSpan.Zero,
            await ToPlatform(db).CountAsync(d => d.Status == DeliveryStatus.Dead, cancellationToken));
    }

    /// <summary>
    /// Makes an event ready to be tried at once, with all its time before it. Refused: one that does not exist, one that was sent. One that
    /// is being delivered at this moment is delivered once more.
    /// </summary>
    public Task<Result<OutboxEvent>> RetryAsync(Actor actor, long eventId, CancellationToken cancellationToken) =>
        transaction.RunAsync<OutboxEvent>(
            actor,
            async (unit, token) =>
            {
                var locked = await unit.Locks.DeliveryAsync(eventId, DataPlatformDestination.DestinationName, token);
                if (locked?.Status == DeliveryStatus.Sent) return new EventAlreadySent();
                unit.AfterCommit(nudge.Notify);
                var subject = new AuditSubject(AuditSubjects.Event, eventId);
                if (locked is null)
                {
                    // Without a delivery it is ready as it is.
                    var waiting = await Unrouted(unit.Db).Where(e => e.Id == eventId).Select(OfEvent).FirstOrDefaultAsync(token);
                    if (waiting is null) return new EventNotFound();
                    return new Changed<OutboxEvent>(waiting, AdminChange.Of(AdminActions.EventRetried, subject));
                }

                var delivery = await unit.Db.Deliveries.SingleAsync(d => d.Id == locked.Id, token);
                var before = new { delivery.Status, delivery.Attempts };
                delivery.Status = DeliveryStatus.Pending;
                delivery.Attempts = 0;
                delivery.FailingSince = null;
                delivery.NextAttemptAt = clock.UtcNow;
                await unit.Db.SaveChangesAsync(token);
                return new Changed<OutboxEvent>(
                    await ToPlatform(unit.Db).Where(d => d.Id == locked.Id).Select(OfDelivery).SingleAsync(token),
                    AdminChange.Of(AdminActions.EventRetried, subject, before, new { delivery.Status, delivery.Attempts }));
            },
            cancellationToken);

    /// <summary>Makes all dead deliveries ready again, and returns how many. Refused: an actor without the role.</summary>
    public Task<Result<int>> RetryAllDeadAsync(Actor actor, CancellationToken cancellationToken) =>
        transaction.RunAsync<int>(
            actor,
            async (unit, token) =>
            {
                var now = clock.UtcNow;
                unit.AfterCommit(nudge.Notify);
                var revived = await ToPlatform(unit.Db)
                    .Where(d => d.Status == DeliveryStatus.Dead)
                    .ExecuteUpdateAsync(
                        d => d
                            .SetProperty(x => x.Status, DeliveryStatus.Pending)
                            .SetProperty(x => x.Attempts, 0)
                            .SetProperty(x => x.FailingSince, (DateTime?)null)
                            .SetProperty(x => x.NextAttemptAt, now),
                        token);
                return new Changed<int>(
                    revived,
                    AdminChange.Of(
                        AdminActions.DeadEventsRetried, new(AuditSubjects.Events, "dead"), new { Dead = revived }, new { Dead = 0 }));
            },
            cancellationToken);

    private static IQueryable<Delivery> ToPlatform(ShopContext db) =>
        db.Deliveries.AsNoTracking().Where(d => d.Destination == DataPlatformDestination.DestinationName);

    /// <summary>Events that the next run of the delivery job gives to the platform.</summary>
    private static IQueryable<ShopEvent> Unrouted(ShopContext db) =>
        db.Events.AsNoTracking().Where(e => e.RoutedAt == null && e.SubjectType == OrderEvents.Subject);
}

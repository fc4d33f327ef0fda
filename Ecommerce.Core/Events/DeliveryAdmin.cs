using System.Linq.Expressions;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Events;

/// <summary>An event and its delivery to a destination.</summary>
/// <param name="Id">The event's.</param>
/// <param name="NextAttemptAt">Not tried before this; null when it is not going to be tried.</param>
public sealed record EventDelivery(
    long Id,
    string Type,
    string SubjectType,
    long SubjectId,
    DeliveryStatus Status,
    int Attempts,
    string? LastError,
    DateTime CreatedAt,
    DateTime? NextAttemptAt,
    DateTime? SentAt);

/// <param name="Waiting">Deliveries that are not done yet and still tried, and events that have none yet.</param>
/// <param name="Lag">Age of the oldest of their events; zero when there is none.</param>
/// <param name="Dead">Deliveries that were given up.</param>
public sealed record DeliveryState(int Waiting, TimeSpan Lag, int Dead);

/// <summary>Events on their way to a destination, as admins see them.</summary>
/// <param name="destination">Its name.</param>
/// <param name="wanted">The events that it wants, as far as a query can tell.</param>
public abstract class DeliveryAdmin(
    IDbContextFactory<ShopContext> contexts,
    AdminTransaction transaction,
    EventNudge nudge,
    StoreClock clock,
    string destination,
    Expression<Func<ShopEvent, bool>> wanted)
{
    protected static readonly Expression<Func<Delivery, EventDelivery>> OfDelivery = d => new EventDelivery(
        d.EventId,
        d.Event.Type,
        d.SubjectType,
        d.SubjectId,
        d.Status,
        d.Attempts,
        d.LastError,
        d.OccurredAt,
        d.Status == DeliveryStatus.Sent || d.Status == DeliveryStatus.Dead ? null : d.NextAttemptAt,
        d.SentAt);

    protected static readonly Expression<Func<ShopEvent, EventDelivery>> OfEvent = e =>
        new EventDelivery(e.Id, e.Type, e.SubjectType, e.SubjectId, DeliveryStatus.Pending, 0, null, e.OccurredAt, e.OccurredAt, null);

    /// <summary>Events of one status, or all of them; newest first. One without a delivery yet is pending.</summary>
    public async Task<Page<EventDelivery>> ListAsync(DeliveryStatus? status, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var deliveries = Deliveries(db);
        if (status is { } only) deliveries = deliveries.Where(d => d.Status == only);
        var first = status is null or DeliveryStatus.Pending ? await Unrouted(db).CountAsync(cancellationToken) : 0;
        var total = first + await deliveries.CountAsync(cancellationToken);
        // What has no delivery yet is newer than what has one.
        var items = page.Skip >= first
            ? []
            : await Unrouted(db)
                .OrderByDescending(e => e.Id).Skip(page.Skip).Take(page.Limit).Select(OfEvent).ToListAsync(cancellationToken);
        var skip = Math.Max(0, page.Skip - first);
        items.AddRange(await Newest(deliveries, status, skip + page.Limit)
            .OrderByDescending(d => d.EventId)
            .Skip(skip)
            .Take(page.Limit - items.Count)
            .Select(OfDelivery)
            .ToListAsync(cancellationToken));
        return page.Of(items, total);
    }

    public async Task<DeliveryState> GetStateAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var unrouted = Unrouted(db);
        var waiting = Deliveries(db).Where(d => d.Status == DeliveryStatus.Pending || d.Status == DeliveryStatus.Failed);
        var oldest = new[]
        {
            await unrouted.MinAsync(e => (DateTime?)e.OccurredAt, cancellationToken),
            await waiting.MinAsync(d => (DateTime?)d.OccurredAt, cancellationToken),
        }.Min();
        return new DeliveryState(
            await unrouted.CountAsync(cancellationToken) + await waiting.CountAsync(cancellationToken),
            oldest is { } since && since < clock.UtcNow ? clock.UtcNow - since : TimeSpan.Zero,
            await Deliveries(db).CountAsync(d => d.Status == DeliveryStatus.Dead, cancellationToken));
    }

    /// <summary>
    /// Makes an event ready to be tried at once, with all its time before it. Refused: one that does not exist, one that was sent. One that
    /// is being delivered at this moment is delivered once more.
    /// </summary>
    public Task<Result<EventDelivery>> RetryAsync(Actor actor, long eventId, CancellationToken cancellationToken) =>
        transaction.RunAsync<EventDelivery>(
            actor,
            async (unit, token) =>
            {
                var locked = await unit.Locks.DeliveryAsync(eventId, destination, token);
                if (locked?.Status == DeliveryStatus.Sent) return new EventAlreadySent();
                unit.AfterCommit(nudge.Notify);
                var subject = new AuditSubject(AuditSubjects.Event, eventId);
                if (locked is null)
                {
                    // Without a delivery it is ready as it is.
                    var waiting = await Unrouted(unit.Db).Where(e => e.Id == eventId).Select(OfEvent).FirstOrDefaultAsync(token);
                    if (waiting is null) return new EventNotFound();
                    return new Changed<EventDelivery>(waiting, AdminChange.Of(AdminActions.EventRetried, subject));
                }

                var delivery = await unit.Db.Deliveries.SingleAsync(d => d.Id == locked.Id, token);
                var before = new { delivery.Status, delivery.Attempts };
                delivery.Status = DeliveryStatus.Pending;
                delivery.Attempts = 0;
                delivery.FailingSince = null;
                delivery.NextAttemptAt = clock.UtcNow;
                await unit.Db.SaveChangesAsync(token);
                return new Changed<EventDelivery>(
                    await Deliveries(unit.Db).Where(d => d.Id == locked.Id).Select(OfDelivery).SingleAsync(token),
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
                var revived = await Deliveries(unit.Db)
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

    /// <summary>
    /// As many of each status: an index holds each status in order, and none holds all of a destination so.
    /// </summary>
    private static IQueryable<Delivery> Newest(IQueryable<Delivery> deliveries, DeliveryStatus? status, int count) => status is not null
        ? deliveries
        : Enum.GetValues<DeliveryStatus>()
            .Select(s => deliveries.Where(d => d.Status == s).OrderByDescending(d => d.EventId).Take(count))
            .Aggregate((some, more) => some.Concat(more));

    private IQueryable<Delivery> Deliveries(ShopContext db) => db.Deliveries.AsNoTracking().Where(d => d.Destination == destination);

    /// <summary>Events that the next run of the delivery job gives to the destination.</summary>
    private IQueryable<ShopEvent> Unrouted(ShopContext db) => db.Events.AsNoTracking().Where(e => e.RoutedAt == null).Where(wanted);
}

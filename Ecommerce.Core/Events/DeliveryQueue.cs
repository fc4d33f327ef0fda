using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Core.Events;

/// <summary>
/// Events and deliveries as their dispatchers see them: deliveries are taken on a lease, and only the lease holder may record the result. A
/// lease that runs out (a crash, a hang) makes the delivery free again.
/// </summary>
public sealed class DeliveryQueue(
    ShopTransaction transaction,
    IDbContextFactory<ShopContext> contexts,
    Dialect dialect,
    IEnumerable<IEventDestination> destinations,
    StoreClock clock,
    ILogger<DeliveryQueue> log)
{
    /// <summary>Events that are routed in one transaction.</summary>
    internal const int RoutedAtOnce = 200;

    /// <summary>
    /// Makes a delivery of each new event for each destination that wants it, and returns how many events there were. Dispatchers that do
    /// it at the same time wait for each other, so that an order's later event is never ahead of its earlier one.
    /// </summary>
    public async Task<int> RouteAsync(CancellationToken cancellationToken)
    {
        if (!await HasUnroutedAsync(cancellationToken)) return 0;
        var routed = await transaction.EditAsync<int>(
            async (unit, token) =>
            {
                var events = await unit.Db.Events
                    .FromSqlRaw(dialect.RouteEvents, clock.UtcNow, RoutedAtOnce)
                    .AsNoTracking()
                    .ToListAsync(token);
                await unit.Unit.WriteAsync(events.OrderBy(e => e.Id).SelectMany(DeliveriesOf).ToList(), token);
                return events.Count;
            },
            cancellationToken);
        return routed.Value;
    }

    /// <summary>
    /// Takes due deliveries with their events, at most one of a subject and <see cref="DeliveryPolicy.Concurrency"/> in all. A delivery
    /// whose subject has an earlier one unsent or parked at the same destination is not due.
    /// </summary>
    public async Task<IReadOnlyList<(Delivery Delivery, ShopEvent Event)>> ClaimAsync(
        IEventDestination destination, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var claimed = await transaction.EditAsync<List<Delivery>>(
            async (unit, token) => await unit.Db.Deliveries
                .FromSqlRaw(dialect.ClaimDeliveries, now, now + destination.Policy.Lease, destination.Policy.Concurrency, destination.Name)
                .AsNoTracking()
                .ToListAsync(token),
            cancellationToken);
        if (claimed.Value!.Count == 0) return [];
        var ids = claimed.Value.Select(d => d.EventId).ToList();
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        var events = await db.Events.AsNoTracking().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, CancellationToken.None);
        return claimed.Value.OrderBy(d => d.EventId).Select(d => (d, events[d.EventId])).ToList();
    }

    /// <summary>Whether there is anything to route or to deliver. (What waits behind a parked delivery can't be delivered.)</summary>
    public async Task<bool> HasWorkAsync(CancellationToken cancellationToken)
    {
        if (await HasUnroutedAsync(cancellationToken)) return true;
        var now = clock.UtcNow;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Deliveries.AnyAsync(
            d => (d.Status == DeliveryStatus.Pending || d.Status == DeliveryStatus.Failed) && d.NextAttemptAt <= now
                && !db.Deliveries.Any(e =>
                    e.SubjectId == d.SubjectId && e.SubjectType == d.SubjectType && e.Destination == d.Destination
                    && e.EventId < d.EventId && e.Status != DeliveryStatus.Sent),
            cancellationToken);
    }

    /// <summary>
    /// Writes how deliveries ended, in one transaction; not of those whose lease was lost meanwhile: that is somebody else's to say.
    /// </summary>
    public async Task RecordAsync(
        IEventDestination destination, IReadOnlyList<(Delivery Claimed, DeliveryResult Result)> tries, CancellationToken cancellationToken)
    {
        var ends = tries.Select(t => EndOf(destination, t.Claimed, t.Result)).ToList();
        var recorded = destination.Forgets
            ? await transaction.EditAsync<int>(async (unit, token) => await RecordAndForgetAsync(unit, ends, token), cancellationToken)
            : await transaction.RunAsync<int>(async (unit, token) => await unit.RecordAsync(ends, token), cancellationToken);
        if (recorded.Value < ends.Count)
        {
            log.LogWarning(
                "The lease of {Lost} deliveries was lost before they ended; they are among those of the events {Events}.",
                ends.Count - recorded.Value, ends.Select(e => e.Claimed.EventId));
        }
    }

    /// <summary>The event goes with its last delivery.</summary>
    private static async Task<int> RecordAndForgetAsync(
        EditingUnit unit, IReadOnlyList<DeliveryEnd> ends, CancellationToken cancellationToken)
    {
        var recorded = 0;
        foreach (var end in ends)
        {
            if (await unit.Unit.RecordAsync([end], cancellationToken) == 0) continue;
            recorded++;
            if (end.Status is not (DeliveryStatus.Sent or DeliveryStatus.Dead)) continue;
            var (delivery, shopEvent) = (end.Claimed.Id, end.Claimed.EventId);
            await unit.Db.Deliveries.Where(d => d.Id == delivery).ExecuteDeleteAsync(cancellationToken);
            await unit.Db.Events.Where(e => e.Id == shopEvent && !unit.Db.Deliveries.Any(d => d.EventId == shopEvent))
                .ExecuteDeleteAsync(cancellationToken);
        }

        return recorded;
    }

    private async Task<bool> HasUnroutedAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Events.AnyAsync(e => e.RoutedAt == null, cancellationToken);
    }

    private IEnumerable<Delivery> DeliveriesOf(ShopEvent shopEvent) =>
        destinations.Where(d => d.Wants(shopEvent)).Select(d => Delivery.Of(shopEvent, d.Name));

    private DeliveryEnd EndOf(IEventDestination destination, Delivery claimed, DeliveryResult result)
    {
        var policy = destination.Policy;
        var now = clock.UtcNow;
        if (result.Outcome == DeliveryOutcome.Delivered) return new(claimed, DeliveryStatus.Sent, null, now, null, now);

        var since = claimed.FailingSince ?? now;
        var error = result.Error is { Length: > Delivery.MaxErrorLength } text ? text[..Delivery.MaxErrorLength] : result.Error;
        if (result.Outcome == DeliveryOutcome.Rejected || RetryRule.IsDead(since, now, policy))
        {
            log.LogError(
                "Event {Id} (of {Subject}) is given up for {Destination}: {Error}",
                claimed.EventId, destination.Forgets ? "nobody" : $"{claimed.SubjectType} {claimed.SubjectId}", claimed.Destination, error);
            return new(claimed, DeliveryStatus.Dead, error, now, since, null);
        }

        var delay = RetryRule.DelayAfter(claimed.Attempts, policy, result.RetryAfter, Random.Shared.NextDouble());
        return new(claimed, DeliveryStatus.Failed, error, now + delay, since, null);
    }
}

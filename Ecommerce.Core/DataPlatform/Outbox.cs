using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.DataPlatform;

/// <summary>
/// The outbox as its dispatchers see it: messages are taken on a lease, and only who holds the lease writes how it ended. A lease that
/// runs out (a crash, a hang) makes the message free again.
/// </summary>
public sealed class Outbox(
    ShopTransaction transaction,
    IDbContextFactory<ShopContext> contexts,
    Dialect dialect,
    IOptions<DataPlatformOptions> options,
    StoreClock clock,
    ILogger<Outbox> log)
{
    /// <summary>
    /// Takes due messages, at most one of an order and <see cref="DataPlatformOptions.Concurrency"/> in all. A message whose order has an
    /// earlier one unsent or parked is not due.
    /// </summary>
    public async Task<IReadOnlyList<OutboxMessage>> ClaimAsync(CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var claimed = await transaction.RunAsync<List<OutboxMessage>>(
            async (unit, token) => await unit.Db.OutboxMessages
                .FromSqlRaw(dialect.ClaimOutboxMessages, now, now + options.Value.Lease, options.Value.Concurrency)
                .AsNoTracking()
                .ToListAsync(token),
            cancellationToken);
        return claimed.Value!.OrderBy(m => m.Id).ToList();
    }

    /// <summary>What the messages say, read from their orders.</summary>
    public async Task<IReadOnlyList<OrderEvent>> ReadEventsAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancellationToken)
    {
        var ids = messages.Select(m => m.OrderId).ToList();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var orders = await db.Orders.AsNoTracking().Where(o => ids.Contains(o.Id)).Include(o => o.Lines).ToDictionaryAsync(o => o.Id, cancellationToken);
        return messages.Select(m => OrderEvent.Of(m, orders[m.OrderId])).ToList();
    }

    /// <summary>Writes how a delivery ended, unless the lease was lost meanwhile: then it is somebody else's to say.</summary>
    public async Task RecordAsync(OutboxMessage claimed, Delivery delivery, CancellationToken cancellationToken)
    {
        var next = NextState(claimed, delivery);
        var recorded = await transaction.RunAsync<int>(
            async (unit, token) => await unit.Prepared.RunAsync(
                [OutboxStatements.RecordDelivery(claimed, next.Status, next.Error, next.At, next.FailingSince, next.SentAt)], null, token),
            cancellationToken);
        if (recorded.Value == 0) log.LogWarning("The lease of event {Id} was lost before its delivery ended as {Outcome}.", claimed.Id, delivery.Outcome);
    }

    private State NextState(OutboxMessage claimed, Delivery delivery)
    {
        var now = clock.UtcNow;
        if (delivery.Outcome == DeliveryOutcome.Delivered) return new(OutboxStatus.Sent, null, now, null, now);

        var since = claimed.FailingSince ?? now;
        var error = delivery.Error is { Length: > OutboxMessage.MaxErrorLength } text ? text[..OutboxMessage.MaxErrorLength] : delivery.Error;
        if (delivery.Outcome == DeliveryOutcome.Rejected || RetryRule.IsDead(since, now, options.Value))
        {
            log.LogError("Event {Id} ({Type} of order {Order}) is parked: {Error}", claimed.Id, claimed.Type, claimed.OrderId, error);
            return new(OutboxStatus.Dead, error, now, since, null);
        }

        return new(OutboxStatus.Failed, error, now + RetryRule.DelayAfter(claimed.Attempts, options.Value, Random.Shared.NextDouble()), since, null);
    }

    private readonly record struct State(OutboxStatus Status, string? Error, DateTime At, DateTime? FailingSince, DateTime? SentAt);
}

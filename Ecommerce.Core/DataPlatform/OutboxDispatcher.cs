using Ecommerce.Core.Common;
using Ecommerce.Core.Operations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.DataPlatform;

/// <summary>Delivers what is in the outbox. Any number of instances may run it at once; a message is at one of them at a time.</summary>
public sealed class OutboxDispatcher(
    Outbox outbox, IDataPlatformSink sink, IOptions<DataPlatformOptions> options, StoreClock clock, ShopMetrics metrics, ILogger<OutboxDispatcher> log)
{
    /// <summary>
    /// Delivers until nothing is due, and returns how many were delivered. Stops early when a full round fails, for then the platform is
    /// away, and when cancelled: deliveries that have begun are finished, none is begun.
    /// </summary>
    public async Task<int> DispatchDueAsync(CancellationToken cancellationToken)
    {
        var delivered = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            var messages = await outbox.ClaimAsync(cancellationToken);
            if (messages.Count == 0) break;
            var events = await outbox.ReadEventsAsync(messages, CancellationToken.None);
            var outcomes = await Task.WhenAll(messages.Zip(events, DeliverAsync));
            delivered += outcomes.Count(o => o == DeliveryOutcome.Delivered);
            if (messages.Count == options.Value.Concurrency && outcomes.All(o => o == DeliveryOutcome.Failed)) break;
        }

        return delivered;
    }

    private async Task<DeliveryOutcome> DeliverAsync(OutboxMessage message, OrderEvent orderEvent)
    {
        var delivery = await TrySendAsync(orderEvent);
        await outbox.RecordAsync(message, delivery, CancellationToken.None);
        metrics.CountDelivery(delivery.Outcome);
        return delivery.Outcome;
    }

    private async Task<Delivery> TrySendAsync(OrderEvent orderEvent)
    {
        using var timeout = new CancellationTokenSource(options.Value.Timeout, clock.Provider);
        try
        {
            // Waited for from outside as well: a sink that does not listen to its token must not hold up the others.
            return await sink.SendAsync(orderEvent, timeout.Token).WaitAsync(timeout.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return Delivery.Failed($"No answer within {options.Value.TimeoutSeconds} s.");
        }
        catch (Exception error)
        {
            log.LogWarning("Event {Id} could not be delivered: {Reason}", orderEvent.Id, error.Message);
            return Delivery.Failed(error.Message);
        }
    }
}

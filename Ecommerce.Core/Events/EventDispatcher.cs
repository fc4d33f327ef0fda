using System.Threading.Channels;
using Ecommerce.Core.Common;
using Ecommerce.Core.Operations;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Core.Events;

/// <summary>
/// Delivers events to their destinations. Any number of instances may run it at once; a delivery is at one of them at a time.
/// </summary>
public sealed class EventDispatcher(
    DeliveryQueue queue, IEnumerable<IEventDestination> destinations, StoreClock clock, ShopMetrics metrics, ILogger<EventDispatcher> log)
{
    /// <summary>
    /// Delivers until nothing is due, and returns how many were delivered. A destination is left alone when a full round fails, for then it
    /// is away. When cancelled, deliveries that have begun are finished, none is begun.
    /// </summary>
    public async Task<int> DispatchDueAsync(CancellationToken cancellationToken)
    {
        var away = new HashSet<IEventDestination>();
        for (var delivered = 0; ;)
        {
            var round = await DispatchRoundAsync(away, cancellationToken);
            delivered += round.Delivered;
            if (!round.LeavesMore) return delivered;
        }
    }

    /// <summary>
    /// Delivers the oldest new events, and all that is due besides. Destinations don't wait for each other. Cancelled as
    /// <see cref="DispatchDueAsync(CancellationToken)"/>.
    /// </summary>
    /// <param name="away">Destinations that are left alone; those that turn out to be away are added.</param>
    internal async Task<DispatchRound> DispatchRoundAsync(ISet<IEventDestination> away, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return default;
        var routed = await queue.RouteAsync(cancellationToken);
        var ends = await Task.WhenAll(destinations.Where(d => !away.Contains(d)).Select(d => DispatchDueAsync(d, cancellationToken)));
        away.UnionWith(ends.Where(e => e.IsAway).Select(e => e.Destination));
        return new(ends.Sum(e => e.Delivered), routed == DeliveryQueue.RoutedAtOnce && !cancellationToken.IsCancellationRequested);
    }

    private async Task<(IEventDestination Destination, int Delivered, bool IsAway)> DispatchDueAsync(
        IEventDestination destination, CancellationToken cancellationToken)
    {
        var delivered = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            var claimed = await queue.ClaimAsync(destination, cancellationToken);
            if (claimed.Count == 0) break;
            var outcomes = await DeliverAsync(destination, claimed);
            delivered += outcomes.Count(o => o == DeliveryOutcome.Delivered);
            if (claimed.Count == destination.Policy.Concurrency && outcomes.All(o => o == DeliveryOutcome.Failed))
                return (destination, delivered, IsAway: true);
        }

        return (destination, delivered, IsAway: false);
    }

    /// <summary>
    /// Tries all at once. What has ended is recorded together, while others are still under way: a slow one holds up nobody's record.
    /// </summary>
    private async Task<IReadOnlyList<DeliveryOutcome>> DeliverAsync(
        IEventDestination destination, IReadOnlyList<(Delivery Delivery, ShopEvent Event)> claimed)
    {
        var ended = Channel.CreateUnbounded<(Delivery, DeliveryResult)>();
        foreach (var (delivery, shopEvent) in claimed) _ = SendAsync(delivery, shopEvent);
        var outcomes = new List<DeliveryOutcome>();
        while (outcomes.Count < claimed.Count)
        {
            await ended.Reader.WaitToReadAsync();
            var tries = new List<(Delivery, DeliveryResult Result)>();
            while (ended.Reader.TryRead(out var one)) tries.Add(one);
            await queue.RecordAsync(destination, tries, CancellationToken.None);
            foreach (var (_, result) in tries)
            {
                metrics.CountDelivery(destination.Name, result.Outcome);
                outcomes.Add(result.Outcome);
            }
        }

        return outcomes;

        async Task SendAsync(Delivery delivery, ShopEvent shopEvent) =>
            ended.Writer.TryWrite((delivery, await TrySendAsync(destination, shopEvent)));
    }

    private async Task<DeliveryResult> TrySendAsync(IEventDestination destination, ShopEvent shopEvent)
    {
        using var timeout = new CancellationTokenSource(destination.Policy.Timeout, clock.Provider);
        try
        {
            // Waited for from outside as well: a destination that does not listen to its token must not hold up the others.
            return await destination.SendAsync(shopEvent, timeout.Token).WaitAsync(timeout.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return DeliveryResult.Failed($"No answer within {destination.Policy.Timeout.TotalSeconds} s.");
        }
        catch (Exception error)
        {
            log.LogWarning("Event {Id} could not be delivered to {Destination}: {Reason}", shopEvent.Id, destination.Name, error.Message);
            return DeliveryResult.Failed(error.Message);
        }
    }
}

/// <summary>What a round did.</summary>
/// <param name="LeavesMore">Whether there may be new events that it did not take.</param>
internal readonly record struct DispatchRound(int Delivered, bool LeavesMore);

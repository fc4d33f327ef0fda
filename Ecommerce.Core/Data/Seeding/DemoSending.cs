using Ecommerce.Core.Addresses;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ordering.Fulfilment;

namespace Ecommerce.Core.Data.Seeding;

/// <summary>
/// Sends what the demo shoppers bought: an order leaves the shop a day after it was paid and arrives a day later; one in three is
/// picked up. So the newest orders wait, some are on their way, and the others have arrived.
/// </summary>
internal sealed class DemoSending(PastTime time, AdminTransaction transaction, StoreClock clock, FulfilmentOptions options)
{
    private static readonly TimeSpan ShippedAfter = TimeSpan.FromHours(22);
    private static readonly TimeSpan DeliveredAfter = TimeSpan.FromHours(27);

    private static readonly AddressEdit[] Addresses =
    [
        new("김하나", "010-0000-0001", "04524", "서울 중구 세종대로 110", "3층", "문 앞에 놓아 주세요"),
        new("이두리", "010-0000-0002", "48058", "부산 해운대구 센텀중앙로 55"),
        new("박세나", "010-0000-0003", "34126", "대전 유성구 대학로 99", "102호", "도착하기 전에 전화 주세요"),
    ];

    private readonly ShipOrder ship = new(transaction, clock);
    private readonly DeliverOrder deliver = new(transaction, clock);
    private readonly PriorityQueue<(long Order, bool Ships), DateTime> steps = new();

    /// <summary>Where an order goes; null for one that is picked up.</summary>
    public static Destination? DestinationOf(DemoOrder order) =>
        order.PlacedAt.Minute % 3 == 0 ? null : new(Addresses[order.Shopper % Addresses.Length]);

    /// <summary>Remembers what becomes of an order.</summary>
    public void Plan(OrderView order) =>
        steps.Enqueue((order.Id, order.Delivery is not null), order.PlacedAt + ShippedAfter);

    /// <summary>Takes the steps that are due by then, in the order of time.</summary>
    public async Task SendUntilAsync(DateTime now, CancellationToken cancellationToken)
    {
        while (steps.TryPeek(out var step, out var at) && at < now)
        {
            steps.Dequeue();
            time.Now = at;
            if (!step.Ships)
            {
                DemoHistory.Require(await deliver.RunAsync(Actor.System, step.Order, cancellationToken));
                continue;
            }

            var carrier = options.Known[(int)(step.Order % options.Known.Count)].Name;
            var request = new ShipOrderRequest(step.Order, carrier, $"{600_000_000_000 + step.Order * 7919}");
            DemoHistory.Require(await ship.RunAsync(Actor.System, request, cancellationToken));
            steps.Enqueue((step.Order, Ships: false), at + DeliveredAfter);
        }
    }
}

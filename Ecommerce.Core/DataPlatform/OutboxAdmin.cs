using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Events;
using Ecommerce.Core.Ordering;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.DataPlatform;

/// <summary>Events on their way to the data platform, as admins see them.</summary>
public sealed class OutboxAdmin(IDbContextFactory<ShopContext> contexts, AdminTransaction transaction, EventNudge nudge, StoreClock clock)
    : DeliveryAdmin(
        contexts, transaction, nudge, clock, DataPlatformDestination.DestinationName, e => e.SubjectType == OrderEvents.Subject)
{
    /// <summary>The events of an order, oldest first.</summary>
    internal static async Task<IReadOnlyList<EventDelivery>> ListOfOrderAsync(
        ShopContext db, long orderId, CancellationToken cancellationToken)
    {
        var delivered = await db.Deliveries
            .Where(d => d.Destination == DataPlatformDestination.DestinationName)
            .Where(d => d.SubjectId == orderId && d.SubjectType == OrderEvents.Subject)
            .OrderBy(d => d.EventId)
            .Select(OfDelivery)
            .ToListAsync(cancellationToken);
        var unrouted = await db.Events
            .Where(e => e.RoutedAt == null && e.SubjectType == OrderEvents.Subject && e.SubjectId == orderId)
            .OrderBy(e => e.Id)
            .Select(OfEvent)
            .ToListAsync(cancellationToken);
        return [.. delivered, .. unrouted];
    }
}

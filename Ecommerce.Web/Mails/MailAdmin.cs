using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Web.Mails;

/// <summary>Mails of events as admins see them. (Mails to accounts are removed when they are sent or given up.)</summary>
public sealed class MailAdmin(
    IDbContextFactory<ShopContext> contexts,
    AdminTransaction transaction,
    EventNudge nudge,
    StoreClock clock,
    MailDestination destination)
    : DeliveryAdmin(
        contexts, transaction, nudge, clock, MailDestination.DestinationName, wanted: e => false) // what is new may get none
{
    private readonly IDbContextFactory<ShopContext> contexts = contexts;

    /// <summary>
    /// The mail of an event as it would be sent now. Refused: an event that does not exist, or that nobody is (any more) written about.
    /// </summary>
    public async Task<Result<Mail>> FindAsync(long eventId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var shopEvent = await db.Events.AsNoTracking().FirstOrDefaultAsync(e => e.Id == eventId, cancellationToken);
        return shopEvent is not null && await destination.WriteAsync(shopEvent, cancellationToken) is { } mail ? mail : new EventNotFound();
    }
}

using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Web.Mails;

/// <summary>Shows admins what a mail says.</summary>
public sealed class MailPreview(IDbContextFactory<ShopContext> contexts, MailDestination destination)
{
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

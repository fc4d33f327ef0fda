using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Events;

/// <summary>Mails of events as admins see them. (Mails to accounts are removed when they are sent or given up.)</summary>
public sealed class MailDeliveries(
    IDbContextFactory<ShopContext> contexts, AdminTransaction transaction, EventNudge nudge, StoreClock clock)
    : DeliveryAdmin(contexts, transaction, nudge, clock, Destination, wanted: e => false) // what is new may get none
{
    /// <summary>Names the mail server among the destinations.</summary>
    public const string Destination = "mail";
}

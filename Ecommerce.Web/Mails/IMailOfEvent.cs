using Ecommerce.Core.Events;

namespace Ecommerce.Web.Mails;

/// <summary>Writes the mail of some kinds of events. Register one, and each event of its kinds is a mail.</summary>
public interface IMailOfEvent
{
    /// <summary>The kinds.</summary>
    IReadOnlyCollection<string> Types { get; }

    /// <summary>The mail; null when there is nobody (any more) to write to.</summary>
    Task<Mail?> WriteAsync(ShopEvent shopEvent, CancellationToken cancellationToken);
}

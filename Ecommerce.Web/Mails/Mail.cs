using Ecommerce.Core.Events;

namespace Ecommerce.Web.Mails;

/// <summary>A mail with one thing to do in it.</summary>
/// <param name="Text">The whole text; holds <paramref name="Link"/> as well.</param>
/// <param name="Link">Absolute address that the receiver is to open, or the code that they are to send back.</param>
public sealed record Mail(string To, string Subject, string Text, string Link)
{
    /// <summary>The same text in HTML; null for a mail that is plain text alone.</summary>
    public string? Html { get; init; }

    /// <summary>The same for each try to send it, so that a receiver can tell a repetition; null where none matters.</summary>
    public string? Id { get; init; }

    /// <summary>Whether anybody who knows the address can have it sent.</summary>
    public bool AnybodyCanCauseIt { get; init; }
}

/// <summary>Delivers mails of the shop.</summary>
public interface IMailSender
{
    /// <summary>Answers how it ended; what it says of an error names no receiver. A mail that can't be sent is no exception.</summary>
    Task<DeliveryResult> SendAsync(Mail mail, CancellationToken cancellationToken);
}

namespace Ecommerce.Core.Identity;

/// <summary>A mail with one thing to do in it.</summary>
/// <param name="Text">The whole text; holds <paramref name="Link"/> as well.</param>
/// <param name="Link">Absolute address that the receiver is to open.</param>
public sealed record Mail(string To, string Subject, string Text, string Link);

/// <summary>Delivers mails of the shop.</summary>
public interface IMailSender
{
    /// <summary>Answers whether the mail is on its way. A mail that can't be sent is logged, never thrown.</summary>
    Task<bool> SendAsync(Mail mail, CancellationToken cancellationToken);
}

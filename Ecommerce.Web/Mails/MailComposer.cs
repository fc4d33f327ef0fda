using Ecommerce.Core.Common;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Utils;

namespace Ecommerce.Web.Mails;

/// <summary>Puts a mail into the form that mail servers take (RFC 5322, MIME).</summary>
public sealed class MailComposer(IOptions<StoreSettings> store, StoreClock clock)
{
    /// <param name="from">The address that it comes from.</param>
    public MimeMessage Compose(Mail mail, string from)
    {
        var sender = MailboxAddress.Parse(from);
        var message = new MimeMessage
        {
            Subject = mail.Subject,
            Date = clock.Provider.GetUtcNow(),
            // Without a domain MimeKit would name this machine.
            MessageId = mail.Id is { } id ? $"{id}@{sender.Domain}" : MimeUtils.GenerateMessageId(sender.Domain),
            Body = new BodyBuilder { TextBody = mail.Text, HtmlBody = mail.Html }.ToMessageBody(),
        };
        message.From.Add(new MailboxAddress(store.Value.Name, sender.Address));
        message.To.Add(MailboxAddress.Parse(mail.To));
        return message;
    }
}

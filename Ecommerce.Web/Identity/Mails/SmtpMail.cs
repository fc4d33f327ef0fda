using System.Net;
using System.Net.Mail;
using Ecommerce.Core.Common;
using Ecommerce.Core.Identity;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Identity.Mails;

/// <summary>Sends through the SMTP server of <see cref="MailOptions"/>.</summary>
public sealed class SmtpMail(IOptions<MailOptions> options, IOptions<StoreSettings> store, ILogger<SmtpMail> log) : IMailSender
{
    public async Task<bool> SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        var server = options.Value;
        if (string.IsNullOrEmpty(server.Host))
        {
            log.LogWarning("A mail was not sent because no server is configured. Set Mail:Host and Mail:From.");
            return false;
        }

        try
        {
            using var client = new SmtpClient(server.Host, server.Port) { EnableSsl = server.Tls };
            if (!string.IsNullOrEmpty(server.User)) client.Credentials = new NetworkCredential(server.User, server.Password);
            using var message = new MailMessage(new MailAddress(server.From!, store.Value.Name), new MailAddress(mail.To))
            {
                Subject = mail.Subject,
                Body = mail.Text,
            };
            await client.SendMailAsync(message, cancellationToken);
            return true;
        }
        catch (Exception error) when (error is SmtpException or FormatException)
        {
            log.LogError(error, "A mail was not sent.");
            return false;
        }
    }
}

using System.Net.Sockets;
using System.Text;
using Ecommerce.Core.Events;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Ecommerce.Web.Mails;

/// <summary>Sends through the SMTP server of <see cref="MailOptions"/>.</summary>
public sealed class SmtpMail(IOptions<MailOptions> options, MailComposer composer) : IMailSender
{
    /// <summary>Where a server expects TLS from the first byte (RFC 8314); at other ports a connection turns to it (STARTTLS).</summary>
    private const int ImplicitTlsPort = 465;

    /// <summary>How long the server may keep silent, in milliseconds.</summary>
    private const int Timeout = 20_000;

    /// <summary>Refused for good: a receiver that the server does not know.</summary>
    public async Task<DeliveryResult> SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(options.Value.Host)) return DeliveryResult.Failed("No server is configured. Set Mail:Host and Mail:From.");
        try
        {
            await DeliverAsync(mail, options.Value, cancellationToken);
            return DeliveryResult.Delivered;
        }
        catch (SmtpCommandException refused)
        {
            var error = $"The server answered {(int)refused.StatusCode} ({refused.ErrorCode})."; // its words may name the receiver
            return refused is { ErrorCode: SmtpErrorCode.RecipientNotAccepted, StatusCode: >= SmtpStatusCode.MailboxUnavailable }
                ? DeliveryResult.Rejected(error)
                : DeliveryResult.Failed(error);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            var canNameReceiver = error is not (SocketException or IOException or SslHandshakeException or NotSupportedException);
            return DeliveryResult.Failed(canNameReceiver ? error.GetType().Name : error.Message);
        }
    }

    private async Task DeliverAsync(Mail mail, MailOptions server, CancellationToken cancellationToken)
    {
        using var message = composer.Compose(mail, server.From!);
        using var client = new SmtpClient { Timeout = Timeout };
        await client.ConnectAsync(server.Host!, server.Port, SecurityOf(server), cancellationToken);
        if (!string.IsNullOrEmpty(server.User)) await client.AuthenticateAsync(server.User, server.Password ?? "", cancellationToken);
        var format = FormatOptions.Default.Clone();
        format.International = !Ascii.IsValid(mail.To);
        if (format.International && !client.Capabilities.HasFlag(SmtpCapabilities.UTF8))
            throw new NotSupportedException("The mail server takes ASCII addresses alone (no SMTPUTF8, RFC 6531).");
        await client.SendAsync(format, message, cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
    }

    private static SecureSocketOptions SecurityOf(MailOptions server) => server switch
    {
        { Tls: false } => SecureSocketOptions.None,
        { Port: ImplicitTlsPort } => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };
}

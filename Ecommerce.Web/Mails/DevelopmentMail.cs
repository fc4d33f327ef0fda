using Ecommerce.Core.Events;

namespace Ecommerce.Web.Mails;

/// <summary>
/// For shops that are tried out (Development, demo): sends nothing, but writes mails into a folder, and keeps those of this request, so
/// that the page that caused one shows it. What opens an account is written and logged in Development alone.
/// </summary>
public sealed class DevelopmentMail(IHostEnvironment environment, MailFolder folder, ILogger<DevelopmentMail> log) : IMailSender
{
    private readonly List<Mail> sent = [];

    public IReadOnlyList<Mail> Sent => sent;

    public Task<DeliveryResult> SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        sent.Add(mail);
        if (environment.IsDevelopment())
            log.LogInformation("A mail that is not sent, to {To}: {Subject} {Link}", mail.To, mail.Subject, mail.Link);
        else
            log.LogInformation("A mail that is not sent: {Subject}", mail.Subject);
        if (environment.IsDevelopment() || !mail.AnybodyCanCauseIt) folder.Write(mail);
        return Task.FromResult(DeliveryResult.Delivered);
    }
}

using Ecommerce.Core.Identity;

namespace Ecommerce.Web.Identity.Mails;

/// <summary>
/// For shops that are tried out (Development, demo): sends nothing, but keeps the mails of this request, so that the page that
/// caused one shows it.
/// </summary>
public sealed class DevelopmentMail(ILogger<DevelopmentMail> log) : IMailSender
{
    private readonly List<Mail> sent = [];

    public IReadOnlyList<Mail> Sent => sent;

    public Task<bool> SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        sent.Add(mail);
        log.LogInformation("A mail that is not sent, to {To}: {Subject} {Link}", mail.To, mail.Subject, mail.Link);
        return Task.FromResult(true);
    }
}

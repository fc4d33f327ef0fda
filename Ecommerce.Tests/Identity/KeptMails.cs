using Ecommerce.Core.Identity;

namespace Ecommerce.Tests.Identity;

/// <summary>Keeps the mails that a shop sends.</summary>
internal sealed class KeptMails : IMailSender
{
    public List<Mail> Sent { get; } = [];

    public Task<bool> SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        Sent.Add(mail);
        return Task.FromResult(true);
    }
}

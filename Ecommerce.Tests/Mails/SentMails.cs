using Ecommerce.Core.Events;
using Ecommerce.Web.Mails;

namespace Ecommerce.Tests.Mails;

/// <summary>Keeps the mails that it is given to send.</summary>
public sealed class SentMails : IMailSender
{
    public List<Mail> Sent { get; } = [];

    /// <summary>How each try ends; a mail that is not delivered is not kept.</summary>
    public Func<Task<DeliveryResult>> Answer { get; set; } = () => Task.FromResult(DeliveryResult.Delivered);

    public async Task<DeliveryResult> SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        var result = await Answer();
        if (result.Outcome == DeliveryOutcome.Delivered) Sent.Add(mail);
        return result;
    }
}

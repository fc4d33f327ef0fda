using Ecommerce.Core.Events;
using Ecommerce.Web.Mails;

namespace Ecommerce.Web.Strangers;

/// <summary>
/// Whoever knows an address can have mails sent to it. One more than its owner should get is not sent, and who asked is told the same as
/// ever: what an address has got is nobody's business.
/// </summary>
public sealed class LimitedMail(IMailSender sender, MailAllowance allowance, ILogger<LimitedMail> log) : IMailSender
{
    public async Task<DeliveryResult> SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        if (!mail.AnybodyCanCauseIt) return await sender.SendAsync(mail, cancellationToken);
        if (!allowance.TryUse(mail.To))
        {
            log.LogWarning(
                "A mail was not sent: its receiver has got {Limit} within this hour (RateLimits:MailsPerHour).", allowance.Limit);
            return DeliveryResult.Delivered;
        }

        var result = await sender.SendAsync(mail, cancellationToken);
        if (result.Outcome != DeliveryOutcome.Delivered) allowance.GiveBack(mail.To); // it will be tried again
        return result;
    }
}

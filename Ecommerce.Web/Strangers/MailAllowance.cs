using Ecommerce.Core.Identity;
using Ecommerce.Web.Api;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Strangers;

/// <summary>How many mails each address was sent in this hour.</summary>
public sealed class MailAllowance(IOptions<RateLimitSettings> limits, TimeProvider time)
{
    private readonly Allowance hour = new(time, TimeSpan.FromHours(1));

    public int Limit => limits.Value.Enabled ? limits.Value.MailsPerHour : 0;

    public bool TryUse(string recipient) => hour.TryUse(EmailAddress.Normalize(recipient), Limit);

    /// <summary>It was not sent.</summary>
    public void GiveBack(string recipient) => hour.GiveBack(EmailAddress.Normalize(recipient));
}

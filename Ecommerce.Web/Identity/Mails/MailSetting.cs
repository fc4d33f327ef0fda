using Ecommerce.Core.Data.Seeding;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Identity.Mails;

/// <summary>How this shop's mails leave.</summary>
public sealed class MailSetting(
    IHostEnvironment environment, IOptions<SeedOptions> seed, IOptions<MailOptions> mail, ILogger<MailSetting> log)
{
    /// <summary>In Development and demo shops nothing is sent: the page that caused a mail shows it, at once.</summary>
    public bool IsForTryingOut => IsTriedOut(environment, seed.Value);

    /// <summary>Whether mails leave at all; says in the log what is missing where they don't.</summary>
    public bool CanSend
    {
        get
        {
            if (IsForTryingOut || !string.IsNullOrEmpty(mail.Value.Host)) return true;
            log.LogWarning("A mail was not sent because no server is configured. Set Mail:Host and Mail:From.");
            return false;
        }
    }

    public static bool IsTriedOut(IHostEnvironment environment, SeedOptions seed) => environment.IsDevelopment() || seed.Demo;
}

using Ecommerce.Core.Data.Seeding;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Mails;

/// <summary>How this shop's mails leave.</summary>
public sealed class MailSetting(
    IHostEnvironment environment, IOptions<SeedOptions> seed, IOptions<MailOptions> mail, ILogger<MailSetting> log)
{
    /// <summary>
    /// In Development and demo shops nothing is sent while no server is set: mails are written into a folder, and the page that caused one
    /// shows it, at once.
    /// </summary>
    public bool IsForTryingOut => IsTriedOut(environment, seed.Value) && string.IsNullOrEmpty(mail.Value.Host);

    /// <summary>Whether mails go anywhere.</summary>
    public bool HasRoute => IsForTryingOut || !string.IsNullOrEmpty(mail.Value.Host);

    /// <summary>As <see cref="HasRoute"/>, and says in the log what is missing where they go nowhere.</summary>
    public bool CanSend
    {
        get
        {
            if (!HasRoute) log.LogWarning("A mail was not sent because no server is configured. Set Mail:Host and Mail:From.");
            return HasRoute;
        }
    }

    public static bool IsTriedOut(IHostEnvironment environment, SeedOptions seed) => environment.IsDevelopment() || seed.Demo;
}

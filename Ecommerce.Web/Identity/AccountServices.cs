using Ecommerce.Core.Common;
using Ecommerce.Core.Data.Seeding;
using Ecommerce.Core.Identity;
using Ecommerce.Web.Carts;
using Ecommerce.Web.Identity.Forms;
using Ecommerce.Web.Identity.Mails;
using Ecommerce.Web.Identity.SecondFactor;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Identity;

/// <summary>What the account pages need.</summary>
public static class AccountServices
{
    public static void AddAccountPages(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddCheckedOptions<MailOptions>(MailOptions.Section).Validate<IServiceProvider>(
            (mail, provider) => !mail.RequireConfirmedAddress || !string.IsNullOrEmpty(mail.Host) || IsForTryingOut(provider),
            "Mail:RequireConfirmedAddress needs a server to send mails through. Set Mail:Host and Mail:From.");
        services.AddOptions<IdentityOptions>().Configure<IOptions<MailOptions>>(
            (identity, mail) => identity.SignIn.RequireConfirmedEmail = mail.Value.RequireConfirmedAddress);
        services.AddScoped<DevelopmentMail>();
        services.AddScoped<SmtpMail>();
        services.AddScoped<IMailSender>(provider => IsForTryingOut(provider)
            ? provider.GetRequiredService<DevelopmentMail>()
            : provider.GetRequiredService<SmtpMail>());
        services.AddSingleton<IEmailSender<Shopper>, ApiMails>();
        services.AddScoped<AccountMails>();
        services.AddTransient<FormErrors>();
        services.AddSingleton<CartMergeNotice>();
        services.AddSingleton<AfterLogin>();
        services.AddPasskeys();
    }

    private static bool IsForTryingOut(IServiceProvider provider) =>
        provider.GetRequiredService<IHostEnvironment>().IsDevelopment() || provider.GetRequiredService<IOptions<SeedOptions>>().Value.Demo;
}

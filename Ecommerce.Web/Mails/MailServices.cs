using Ecommerce.Core.Common;
using Ecommerce.Core.Data.Seeding;
using Ecommerce.Core.Events;
using Ecommerce.Web.Catalog.Mails;
using Ecommerce.Web.Ordering.Mails;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Mails;

/// <summary>How mails leave, and which events are mails.</summary>
public static class MailServices
{
    public static void AddMails(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddCheckedOptions<MailOptions>(MailOptions.Section).Validate<IHostEnvironment, IOptions<SeedOptions>>(
            (mail, environment, seed) =>
                !mail.RequireConfirmedAddress || !string.IsNullOrEmpty(mail.Host) || MailSetting.IsTriedOut(environment, seed.Value),
            "Mail:RequireConfirmedAddress needs a server to send mails through. Set Mail:Host and Mail:From.");
        services.AddScoped<DevelopmentMail>();
        services.AddScoped<SmtpMail>();
        services.AddSingleton<MailSetting>();
        services.AddScoped<IMailSender>(provider => provider.GetRequiredService<MailSetting>().IsForTryingOut
            ? provider.GetRequiredService<DevelopmentMail>()
            : provider.GetRequiredService<SmtpMail>());
        services.AddSingleton<MailComposer>();
        services.AddSingleton<MailFolder>();
        services.AddSingleton<MailWriter>();
        services.AddSingleton<IMailOfEvent, OrderMails>();
        services.AddSingleton<IMailOfEvent, LowStockMail>();
        services.AddSingleton<MailDestination>();
        services.AddSingleton<IEventDestination>(provider => provider.GetRequiredService<MailDestination>());
        services.AddSingleton<MailPreview>();
    }
}

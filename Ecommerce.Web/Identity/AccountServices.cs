using Ecommerce.Core.Events;
using Ecommerce.Core.Identity;
using Ecommerce.Web.Carts;
using Ecommerce.Web.Identity.Forms;
using Ecommerce.Web.Identity.Mails;
using Ecommerce.Web.Identity.SecondFactor;
using Ecommerce.Web.Mails;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Identity;

/// <summary>What the account pages need.</summary>
public static class AccountServices
{
    public static void AddAccountPages(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<IdentityOptions>().Configure<IOptions<MailOptions>>(
            (identity, mail) => identity.SignIn.RequireConfirmedEmail = mail.Value.RequireConfirmedAddress);
        services.AddSingleton<IEmailSender<Shopper>, ApiMails>();
        services.AddScoped<AccountMails>();
        services.AddScoped<MailDelivery>();
        services.AddSingleton<IEventDestination, AccountMailDestination>();
        services.AddTransient<FormErrors>();
        services.AddSingleton<CartMergeNotice>();
        services.AddSingleton<AfterLogin>();
        services.AddPasskeys();
    }
}

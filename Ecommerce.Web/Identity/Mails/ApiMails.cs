using System.Net;
using Ecommerce.Core.Common;
using Ecommerce.Core.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Identity.Mails;

/// <summary>
/// The mails that Identity's own endpoints (/auth) cause, through the shop's sender. The endpoints take it once, when they are mapped,
/// so it lives as long as the application.
/// </summary>
public sealed class ApiMails(IServiceScopeFactory scopes, IStringLocalizer<AccountText> text, IOptions<StoreSettings> store)
    : IEmailSender<Shopper>
{
    public Task SendConfirmationLinkAsync(Shopper user, string email, string confirmationLink) =>
        SendAsync("Confirm", email, confirmationLink);

    public Task SendPasswordResetLinkAsync(Shopper user, string email, string resetLink) => SendAsync("Reset", email, resetLink);

    /// <summary>A client of the API asks for the code itself, to send it back with the new password.</summary>
    public Task SendPasswordResetCodeAsync(Shopper user, string email, string resetCode) => SendAsync("Code", email, resetCode);

    private async Task SendAsync(string kind, string email, string linkOrCode)
    {
        await using var scope = scopes.CreateAsyncScope();
        var mails = scope.ServiceProvider.GetRequiredService<IMailSender>();
        var plain = WebUtility.HtmlDecode(linkOrCode); // Identity encodes it for a mail in HTML; the shop's are plain text
        await mails.SendAsync(
            new Mail(email, text[$"Mail.{kind}.Subject", store.Value.Name], text[$"Mail.{kind}.Text", store.Value.Name, plain], plain),
            default);
    }
}

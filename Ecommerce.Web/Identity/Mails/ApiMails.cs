using System.Net;
using Ecommerce.Core.Common;
using Ecommerce.Core.Identity;
using Ecommerce.Web.Shared;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Identity.Mails;

/// <summary>
/// The mails that Identity's own endpoints (/auth) cause, through the shop's sender. The endpoints take it once, when they are mapped,
/// so it lives as long as the application.
/// </summary>
public sealed class ApiMails(
    IServiceScopeFactory scopes, IStringLocalizer<AccountText> text, PublicAddress site, IOptions<StoreSettings> store)
    : IEmailSender<Shopper>
{
    public Task SendConfirmationLinkAsync(Shopper user, string email, string confirmationLink) =>
        SendAsync("Confirm", email, LinkOf(confirmationLink));

    public Task SendPasswordResetLinkAsync(Shopper user, string email, string resetLink) =>
        SendAsync("Reset", email, LinkOf(resetLink));

    /// <summary>A client of the API asks for the code itself, to send it back with the new password.</summary>
    public Task SendPasswordResetCodeAsync(Shopper user, string email, string resetCode) =>
        SendAsync("Code", email, WebUtility.HtmlDecode(resetCode));

    /// <summary>Identity encodes a link for a mail in HTML (the shop's are plain text), and begins it with the request's host.</summary>
    private string LinkOf(string link)
    {
        UriHelper.FromAbsolute(WebUtility.HtmlDecode(link), out _, out _, out var path, out var query, out _);
        return site.Of(path.ToUriComponent() + query.ToUriComponent());
    }

    private async Task SendAsync(string kind, string email, string linkOrCode)
    {
        await using var scope = scopes.CreateAsyncScope();
        var mails = scope.ServiceProvider.GetRequiredService<IMailSender>();
        var (subject, body) = (text[$"Mail.{kind}.Subject", store.Value.Name], text[$"Mail.{kind}.Text", store.Value.Name, linkOrCode]);
        await mails.SendAsync(new Mail(email, subject, body, linkOrCode), default);
    }
}

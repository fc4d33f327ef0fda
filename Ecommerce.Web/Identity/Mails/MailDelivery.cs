using System.Globalization;
using Ecommerce.Core.Common;
using Ecommerce.Core.Events;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Identity.Mails;
using Ecommerce.Web.Mails;
using Ecommerce.Web.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Identity.Mails;

/// <summary>Writes the mail that was asked for, if there is an account for it, and sends it.</summary>
public sealed class MailDelivery(
    UserManager<Shopper> shoppers, IMailSender mails, IStringLocalizer<AccountText> text, PublicAddress site, IOptions<StoreSettings> store)
{
    private const string ConfirmPage = "/account/confirm-email";
    private const string ResetPage = "/account/reset-password";
    private const string SessionsPage = "/account/sessions";

    public async Task<DeliveryResult> SendAsync(MailRequest request, CancellationToken cancellationToken)
    {
        var asking = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(request.Language);
        try
        {
            return await WriteAsync(request) is { } mail
                ? await mails.SendAsync(mail with { AnybodyCanCauseIt = true }, cancellationToken)
                : DeliveryResult.Delivered;
        }
        finally
        {
            CultureInfo.CurrentUICulture = asking;
        }
    }

    /// <summary>Null for an address without an account, and for an account that needs none (any more).</summary>
    private async Task<Mail?> WriteAsync(MailRequest request)
    {
        if (await FindAsync(request) is not { Email: { } email } shopper) return null;
        switch (request.Kind)
        {
            case MailKind.Confirm when !shopper.EmailConfirmed:
                var confirmation = await shoppers.GenerateEmailConfirmationTokenAsync(shopper);
                return Of(request.Kind, email, Link(ConfirmPage, ("userId", $"{shopper.Id}"), ("code", AccountMails.Encode(confirmation))));
            case MailKind.Change:
                var change = await shoppers.GenerateChangeEmailTokenAsync(shopper, request.To);
                return Of(
                    request.Kind,
                    request.To,
                    Link(ConfirmPage, ("userId", $"{shopper.Id}"), ("email", request.To), ("code", AccountMails.Encode(change))));
            case MailKind.Changed:
                var link = site.Of(SessionsPage);
                var changed = text["Mail.Changed.Text", store.Value.Name, email, link];
                return new Mail(request.To, text["Mail.Changed.Subject", store.Value.Name], changed, link);
            case MailKind.Reset:
                var reset = await shoppers.GeneratePasswordResetTokenAsync(shopper);
                return Of(request.Kind, email, Link(ResetPage, ("email", email), ("code", AccountMails.Encode(reset))));
            case MailKind.Code when shopper.EmailConfirmed: // the API takes the code of such an account alone
                return Of(request.Kind, email, AccountMails.Encode(await shoppers.GeneratePasswordResetTokenAsync(shopper)));
            default:
                return null;
        }
    }

    private Task<Shopper?> FindAsync(MailRequest request) =>
        request.Account is { } id ? shoppers.FindByIdAsync($"{id}") : shoppers.FindByEmailAsync(request.To);

    private string Link(string page, params (string Name, string Value)[] query) =>
        QueryHelpers.AddQueryString(site.Of(page), query.ToDictionary(q => q.Name, q => (string?)q.Value));

    private Mail Of(MailKind kind, string to, string linkOrCode) => new(
        to, text[$"Mail.{kind}.Subject", store.Value.Name], text[$"Mail.{kind}.Text", store.Value.Name, linkOrCode], linkOrCode);
}

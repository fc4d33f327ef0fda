using System.Text;
using Ecommerce.Core.Common;
using Ecommerce.Core.Identity;
using Ecommerce.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Identity.Mails;

/// <summary>
/// The mails of the account pages, in the language of the visitor who caused them. Each answers whether it is on its way.
/// </summary>
public sealed class AccountMails(
    UserManager<Shopper> shoppers,
    IMailSender mails,
    NavigationManager navigation,
    IHttpContextAccessor http,
    IStringLocalizer<AccountText> text,
    PublicAddress site,
    IOptions<StoreSettings> store)
{
    public async Task<bool> ConfirmAddressAsync(Shopper shopper) =>
        await SendAsync("Confirm", shopper.Email!, "/account/confirm-email", new()
        {
            ["userId"] = shopper.Id,
            ["code"] = Encode(await shoppers.GenerateEmailConfirmationTokenAsync(shopper)),
        });

    public async Task<bool> ConfirmNewAddressAsync(Shopper shopper, string email) =>
        await SendAsync("Change", email, "/account/confirm-email", new()
        {
            ["userId"] = shopper.Id,
            ["email"] = email,
            ["code"] = Encode(await shoppers.GenerateChangeEmailTokenAsync(shopper, email)),
        });

    /// <summary>Tells the old address, so that an owner who did not do it hears of it.</summary>
    public Task<bool> AddressChangedAsync(string old, string address)
    {
        var link = site.Of("/account/sessions");
        var body = text["Mail.Changed.Text", store.Value.Name, address, link];
        return mails.SendAsync(new Mail(old, text["Mail.Changed.Subject", store.Value.Name], body, link), CancellationToken.None);
    }

    public async Task<bool> ResetPasswordAsync(Shopper shopper) =>
        await SendAsync("Reset", shopper.Email!, "/account/reset-password", new()
        {
            ["email"] = shopper.Email,
            ["code"] = Encode(await shoppers.GeneratePasswordResetTokenAsync(shopper)),
        });

    /// <summary>The token in a link of ours; null when the link was cut or made up.</summary>
    public static string? Decode(string? code)
    {
        try
        {
            return string.IsNullOrEmpty(code) ? null : Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(code));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Encode(string token) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(token));

    private Task<bool> SendAsync(string kind, string to, string page, Dictionary<string, object?> query)
    {
        var link = navigation.GetUriWithQueryParameters(site.Of(page), query);
        var mail = new Mail(to, text[$"Mail.{kind}.Subject", store.Value.Name], text[$"Mail.{kind}.Text", store.Value.Name, link], link);
        return mails.SendAsync(mail, http.HttpContext?.RequestAborted ?? default);
    }
}

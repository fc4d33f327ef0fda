using System.Globalization;
using System.Text;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Identity.Mails;
using Ecommerce.Web.Mails;
using Ecommerce.Web.Operations;
using Microsoft.AspNetCore.WebUtilities;

namespace Ecommerce.Web.Identity.Mails;

/// <summary>
/// Asks for the mails of pages and API, in the language of the visitor who caused them. Each answers whether the shop can send any; whether
/// there is an account for the address makes no difference to the answer, nor to what is done before it.
/// </summary>
public sealed class AccountMails(RequestMail requests, MailDelivery delivery, MailSetting setting, SecurityLog security)
{
    public Task<bool> ConfirmAddressAsync(string email) => AskAsync(MailKind.Confirm, email);

    public Task<bool> ConfirmNewAddressAsync(long shopperId, string email) => AskAsync(MailKind.Change, email, shopperId);

    public Task<bool> ResetPasswordAsync(string email) => AskAsync(MailKind.Reset, email);

    public Task<bool> SendResetCodeAsync(string email) => AskAsync(MailKind.Code, email);

    /// <summary>Tells the old address that the account has another one, so that an owner who did not do it hears of it.</summary>
    public Task<bool> AddressChangedAsync(long shopperId, string old) => AskAsync(MailKind.Changed, old, shopperId);

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

    public static string Encode(string token) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(token));

    private async Task<bool> AskAsync(MailKind kind, string email, long? account = null)
    {
        if (kind is MailKind.Reset or MailKind.Code) security.ResetAsked();
        if (!setting.CanSend) return false;
        if (!EmailAddress.IsValid(email)) return true; // it can be nobody's, which is no secret
        // Whoever hangs up meanwhile gets the mail all the same.
        var request = new MailRequest(kind, email, CultureInfo.CurrentUICulture.Name, account);
        if (setting.IsForTryingOut) await delivery.SendAsync(request, CancellationToken.None);
        else await requests.RunAsync(request, CancellationToken.None);
        return true;
    }
}

using Ecommerce.Core.Identity;
using Microsoft.AspNetCore.Identity;

namespace Ecommerce.Web.Identity.Mails;

/// <summary>
/// The mails that Identity's own endpoints (/auth) cause. What it makes for them is left: the job makes its own. The endpoints take this
/// once, when they are mapped, so it lives as long as the application.
/// </summary>
public sealed class ApiMails(IServiceScopeFactory scopes) : IEmailSender<Shopper>
{
    /// <summary>Of a new account, or of another address for one.</summary>
    public Task SendConfirmationLinkAsync(Shopper user, string email, string confirmationLink) => AskAsync(mails =>
        EmailAddress.Normalize(email) == user.NormalizedEmail
            ? mails.ConfirmAddressAsync(email)
            : mails.ConfirmNewAddressAsync(user.Id, email));

    public Task SendPasswordResetLinkAsync(Shopper user, string email, string resetLink) =>
        AskAsync(mails => mails.ResetPasswordAsync(email));

    public Task SendPasswordResetCodeAsync(Shopper user, string email, string resetCode) =>
        AskAsync(mails => mails.SendResetCodeAsync(email));

    private async Task AskAsync(Func<AccountMails, Task> ask)
    {
        await using var scope = scopes.CreateAsyncScope();
        await ask(scope.ServiceProvider.GetRequiredService<AccountMails>());
    }
}

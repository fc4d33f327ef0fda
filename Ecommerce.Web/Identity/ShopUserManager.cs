using Ecommerce.Core.Identity;
using Ecommerce.Web.Identity.Mails;
using Ecommerce.Web.Operations;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Identity;

/// <summary>
/// Identity's accounts, which say in the security log, and to an old address, what changed, whichever page or endpoint changed it.
/// </summary>
public sealed class ShopUserManager(
    IUserStore<Shopper> store,
    IOptions<IdentityOptions> options,
    IPasswordHasher<Shopper> hasher,
    IEnumerable<IUserValidator<Shopper>> shoppers,
    IEnumerable<IPasswordValidator<Shopper>> passwords,
    ILookupNormalizer normalizer,
    IdentityErrorDescriber errors,
    IServiceProvider services,
    ILogger<UserManager<Shopper>> log,
    SecurityLog security)
    : UserManager<Shopper>(store, options, hasher, shoppers, passwords, normalizer, errors, services, log)
{
    private readonly IServiceProvider scope = services;

    public override Task<IdentityResult> CreateAsync(Shopper user) => LogAsync(base.CreateAsync(user), () => security.Registered(user.Id));

    public override Task<IdentityResult> ChangePasswordAsync(Shopper user, string currentPassword, string newPassword) => LogAsync(
        base.ChangePasswordAsync(user, currentPassword, newPassword), () => security.PasswordChanged(user.Id));

    public override Task<IdentityResult> ResetPasswordAsync(Shopper user, string token, string newPassword) => LogAsync(
        base.ResetPasswordAsync(user, token, newPassword), () => security.PasswordReset(user.Id));

    /// <summary>The old address is told of it, so that an owner who did not do it hears of it.</summary>
    public override async Task<IdentityResult> ChangeEmailAsync(Shopper user, string newEmail, string token)
    {
        var old = user.Email;
        var changed = await LogAsync(base.ChangeEmailAsync(user, newEmail, token), () => security.EmailChanged(user.Id));
        if (changed.Succeeded && old is not null && old != user.Email)
            await scope.GetRequiredService<AccountMails>().AddressChangedAsync(user.Id, old); // not injected: it needs this class
        return changed;
    }

    public override Task<IdentityResult> AddToRoleAsync(Shopper user, string role) => LogAsync(
        base.AddToRoleAsync(user, role), () => security.RoleGiven(user.Id, role));

    public override Task<IdentityResult> RemoveFromRoleAsync(Shopper user, string role) => LogAsync(
        base.RemoveFromRoleAsync(user, role), () => security.RoleTaken(user.Id, role));

    public override Task<IdentityResult> SetLockoutEndDateAsync(Shopper user, DateTimeOffset? lockoutEnd) => LogAsync(
        base.SetLockoutEndDateAsync(user, lockoutEnd),
        () =>
        {
            if (lockoutEnd is null) security.AccountUnlocked(user.Id);
            else security.AccountLocked(user.Id);
        });

    public override Task<IdentityResult> SetTwoFactorEnabledAsync(Shopper user, bool enabled) => LogAsync(
        base.SetTwoFactorEnabledAsync(user, enabled),
        () =>
        {
            if (enabled) security.SecondFactorOn(user.Id);
            else security.SecondFactorOff(user.Id);
        });

    public override Task<IdentityResult> RemovePasskeyAsync(Shopper user, byte[] credentialId) => LogAsync(
        base.RemovePasskeyAsync(user, credentialId), () => security.PasskeyRemoved(user.Id));

    private static async Task<IdentityResult> LogAsync(Task<IdentityResult> change, Action write)
    {
        var result = await change;
        if (result.Succeeded) write();
        return result;
    }
}

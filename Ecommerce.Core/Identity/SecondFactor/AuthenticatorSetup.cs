using Microsoft.AspNetCore.Identity;

namespace Ecommerce.Core.Identity.SecondFactor;

/// <summary>Turns an account's authenticator on and off. Either ends all other sessions of the account.</summary>
public sealed class AuthenticatorSetup(UserManager<Shopper> shoppers, IUserStore<Shopper> store, AuthenticatorCodes codes)
{
    public const int RecoveryCodeCount = 10;

    /// <summary>
    /// Turns it on with the key that an app was given, once a code shows that the app has it; nothing is kept before. Setting it up proves
    /// the factor: the session at hand is a strong one from then on.
    /// </summary>
    /// <param name="key">In base 32, as <see cref="UserManager{TUser}.GenerateNewAuthenticatorKey"/> makes it.</param>
    /// <returns>The recovery codes, to be shown once; null when the code is wrong, or the key is none.</returns>
    public async Task<IReadOnlyList<string>?> TurnOnAsync(Shopper shopper, string key, string? code, CancellationToken cancellationToken)
    {
        if (!Totp.IsKey(key) || !await codes.UseAsync(shopper, key, code)) return null;
        await ((IUserAuthenticatorKeyStore<Shopper>)store).SetAuthenticatorKeyAsync(shopper, key, cancellationToken);
        // First the codes, in the same write as the key: nobody has a factor on and no way back.
        var recovery = await NewRecoveryCodesAsync(shopper);
        Require(await shoppers.SetTwoFactorEnabledAsync(shopper, true));
        return recovery;
    }

    /// <summary>Turns it off; the key and the recovery codes are gone.</summary>
    public async Task TurnOffAsync(Shopper shopper, CancellationToken cancellationToken)
    {
        await ((IUserTwoFactorRecoveryCodeStore<Shopper>)store).ReplaceCodesAsync(shopper, [], cancellationToken);
        await ((IUserAuthenticatorKeyStore<Shopper>)store).SetAuthenticatorKeyAsync(shopper, "", cancellationToken);
        Require(await shoppers.SetTwoFactorEnabledAsync(shopper, false));
    }

    /// <summary>Ten new codes, to be shown once; the old ones are worth nothing any more.</summary>
    public async Task<IReadOnlyList<string>> NewRecoveryCodesAsync(Shopper shopper) =>
        [.. await shoppers.GenerateNewTwoFactorRecoveryCodesAsync(shopper, RecoveryCodeCount) ?? throw Changed()];

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded) throw Changed();
    }

    private static InvalidOperationException Changed() => new("The account was changed elsewhere at the same moment.");
}

using System.Security.Cryptography;
using System.Text;
using Ecommerce.Core.Common;
using Microsoft.AspNetCore.Identity;

namespace Ecommerce.Core.Identity.SecondFactor;

/// <summary>Identity's check of authenticator codes, which takes each code once, wherever it is asked for: log-in, API, set-up.</summary>
public sealed class AuthenticatorCodes(UsedCodes used, StoreClock clock) : AuthenticatorTokenProvider<Shopper>
{
    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<Shopper> manager, Shopper user) =>
        await manager.GetAuthenticatorKeyAsync(user) is { Length: > 0 } key && await UseAsync(user, key, token);

    /// <summary>Uses a code up that an app with this key shows.</summary>
    /// <returns>False when it is wrong, too old, or was used before.</returns>
    public async Task<bool> UseAsync(Shopper shopper, string key, string? code)
    {
        var digits = (code ?? "").Replace(" ", "", StringComparison.Ordinal);
        if (!Totp.IsCode(digits)) return false;
        foreach (var step in Totp.StepsAt(clock.Provider.GetUtcNow()))
            if (AreEqual(Totp.CodeOf(key, step), digits)) return await used.UseAsync(shopper.Id, step, CancellationToken.None);
        return false;
    }

    private static bool AreEqual(string code, string digits) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(code), Encoding.ASCII.GetBytes(digits));
}

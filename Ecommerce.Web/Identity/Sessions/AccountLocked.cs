using Microsoft.AspNetCore.Identity;

namespace Ecommerce.Web.Identity.Sessions;

/// <summary>
/// The account is locked by an admin. Waiting does not help, unlike with <see cref="SignInResult.LockedOut"/>, which answers whoever has
/// failed too often.
/// </summary>
public sealed class AccountLocked : SignInResult
{
    public static readonly AccountLocked Result = new();

    private AccountLocked() => IsLockedOut = true;

    /// <summary>What Identity's endpoints answer with.</summary>
    public override string ToString() => nameof(AccountLocked);
}

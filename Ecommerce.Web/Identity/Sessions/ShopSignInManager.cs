using System.Globalization;
using System.Security.Claims;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Identity.SecondFactor;
using Ecommerce.Core.Identity.Sessions;
using Ecommerce.Web.Api;
using Ecommerce.Web.Operations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Identity.Sessions;

/// <summary>
/// Identity's log-in, which begins a session and counts what fails, and its log-out, which ends the session. Who proved a second factor (a
/// code, or a passkey, which asks for a finger or a PIN) has a strong session.
/// </summary>
public sealed class ShopSignInManager(
    UserManager<Shopper> shoppers,
    IHttpContextAccessor http,
    IUserClaimsPrincipalFactory<Shopper> principals,
    IOptions<IdentityOptions> options,
    ILogger<ShopSignInManager> log,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<Shopper> confirmation,
    SessionRegister sessions,
    LoginAttempts attempts,
    KnownDevice device,
    SecurityLog security)
    : SignInManager<Shopper>(shoppers, http, principals, options, log, schemes, confirmation)
{
    private static readonly Shopper Nobody = new();
    private static string? hashOfNothing;

    private bool goesOn;
    private bool byPasskey;

    /// <summary>An address without an account is answered like a wrong password, and takes as long.</summary>
    public override async Task<SignInResult> PasswordSignInAsync(
        string userName, string password, bool isPersistent, bool lockoutOnFailure)
    {
        if (await UserManager.FindByNameAsync(userName) is { } shopper)
            return await PasswordSignInAsync(shopper, password, isPersistent, lockoutOnFailure);
        if (!await attempts.TakeAsync(AttemptOf(userName), Context.RequestAborted)) return NoneLeft(null);
        hashOfNothing ??= UserManager.PasswordHasher.HashPassword(Nobody, Guid.NewGuid().ToString());
        UserManager.PasswordHasher.VerifyHashedPassword(Nobody, hashOfNothing, password);
        security.LogInRefused(null, "no-account");
        return SignInResult.Failed;
    }

    /// <summary>
    /// Refused as locked out: a visitor who has failed too often at this account. That the account is locked, or its address not confirmed,
    /// is told to those alone who know the password.
    /// </summary>
    public override async Task<SignInResult> CheckPasswordSignInAsync(Shopper user, string password, bool lockoutOnFailure)
    {
        var attempt = AttemptOf(user.UserName!);
        if (!await attempts.TakeAsync(attempt, Context.RequestAborted)) return NoneLeft(user);
        var result = await base.CheckPasswordSignInAsync(user, password, lockoutOnFailure: false);
        if (!result.Succeeded) security.LogInRefused(user.Id, ReasonOf(result, "password"));
        if (result.IsLockedOut || result.IsNotAllowed)
            return await UserManager.CheckPasswordAsync(user, password) ? result : SignInResult.Failed;
        if (result.Succeeded) await attempts.ForgetAsync(attempt, Context.RequestAborted);
        return result;
    }

    /// <summary>The second step of a log-in.</summary>
    /// <param name="code">The authenticator's, or a recovery code.</param>
    public Task<SignInResult> CodeSignInAsync(string code, bool isPersistent) => Totp.IsCode(code)
        ? TwoFactorAuthenticatorSignInAsync(code, isPersistent, rememberClient: false)
        : TwoFactorRecoveryCodeSignInAsync(code);

    public override async Task<SignInResult> TwoFactorAuthenticatorSignInAsync(string code, bool isPersistent, bool rememberClient) =>
        await CheckFactorAsync(
            await GetTwoFactorAuthenticationUserAsync(), () => base.TwoFactorAuthenticatorSignInAsync(code, isPersistent, rememberClient));

    public override async Task<SignInResult> TwoFactorRecoveryCodeSignInAsync(string recoveryCode) =>
        await CheckFactorAsync(
            await GetTwoFactorAuthenticationUserAsync(), () => base.TwoFactorRecoveryCodeSignInAsync(recoveryCode));

    /// <summary>Takes a code of somebody who is logged in, and uses it up.</summary>
    /// <param name="code">The authenticator's, or a recovery code.</param>
    public Task<SignInResult> CheckCodeAsync(Shopper shopper, string code) => CheckFactorAsync(shopper, async () =>
    {
        var isGood = Totp.IsCode(code)
            ? await UserManager.VerifyTwoFactorTokenAsync(shopper, Options.Tokens.AuthenticatorTokenProvider, code)
            : (await UserManager.RedeemTwoFactorRecoveryCodeAsync(shopper, code)).Succeeded;
        return isGood ? SignInResult.Success : SignInResult.Failed;
    });

    public override async Task<SignInResult> PasskeySignInAsync(string credentialJson)
    {
        byPasskey = true;
        var result = await base.PasskeySignInAsync(credentialJson);
        byPasskey = false;
        return result;
    }

    /// <summary>Whether a passkey of somebody who is logged in answered.</summary>
    public async Task<bool> CheckPasskeyAsync(Shopper shopper, string credentialJson)
    {
        var shown = await PerformPasskeyAssertionAsync(credentialJson);
        return shown.Succeeded && shown.User.Id == shopper.Id
            && (await UserManager.AddOrUpdatePasskeyAsync(shopper, shown.Passkey)).Succeeded;
    }

    /// <summary>Adds a passkey, which proves the factor: the session at hand is strong from then on, and all others end.</summary>
    /// <returns>False when the passkey is not good, or was made for another account.</returns>
    public async Task<bool> AddPasskeyAsync(Shopper shopper, string credentialJson, string name)
    {
        var made = await PerformPasskeyAttestationAsync(credentialJson);
        if (!made.Succeeded || made.UserEntity.Id != shopper.Id.ToString(CultureInfo.InvariantCulture)) return false;
        if (made.Passkey.CredentialId.Length > PasskeyLimits.MaxIdLength) return false;
        made.Passkey.Name = name;
        if (!(await UserManager.AddOrUpdatePasskeyAsync(shopper, made.Passkey)).Succeeded) return false;
        security.PasskeyAdded(shopper.Id);
        await RefreshSignInAsync(shopper);
        return true;
    }

    public override async Task<PasskeyAssertionResult<Shopper>> PerformPasskeyAssertionAsync(string credentialJson)
    {
        try
        {
            return await base.PerformPasskeyAssertionAsync(credentialJson);
        }
        catch (InvalidOperationException error)
        {
            return PasskeyAssertionResult.Fail<Shopper>(NotAsked(error));
        }
    }

    public override async Task<PasskeyAttestationResult> PerformPasskeyAttestationAsync(string credentialJson)
    {
        try
        {
            return await base.PerformPasskeyAttestationAsync(credentialJson);
        }
        catch (InvalidOperationException error)
        {
            return PasskeyAttestationResult.Fail(NotAsked(error));
        }
    }

    /// <summary>Whoever logs in anew in the same browser leaves the session before.</summary>
    public override async Task SignInWithClaimsAsync(
        Shopper user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        IEnumerable<Claim> session;
        if (goesOn && Context.User.SessionId() is { } current)
        {
            session = SessionClaims.Of(current, Context.User.RefreshTokenNumber() ?? 0);
        }
        else
        {
            var isStrong = byPasskey || additionalClaims.Any(claim => claim is { Type: "amr", Value: "mfa" });
            var begun = await BeginAsync(user, isStrong);
            session = SessionClaims.Of(begun, refreshNumber: 0);
            security.LoggedIn(user.Id, begun, AuthenticationScheme == IdentityConstants.BearerScheme ? "api" : "page");
            device.Remember(Context, user.UserName!);
        }

        await base.SignInWithClaimsAsync(user, authenticationProperties, [.. additionalClaims, .. session]);
    }

    /// <summary>A new cookie for the same session, after the account has changed.</summary>
    public override async Task RefreshSignInAsync(Shopper user)
    {
        goesOn = Context.User.ShopperId() == user.Id;
        await base.RefreshSignInAsync(user);
        goesOn = false;
    }

    public override async Task SignOutAsync()
    {
        if (Context.User is { } visitor && visitor.SessionId() is { } id && visitor.ShopperId() is { } shopperId)
        {
            var ended = await sessions.EndAsync(shopperId, id, CancellationToken.None);
            if (ended.Succeeded) security.LoggedOut(shopperId, id);
        }

        await base.SignOutAsync();
        // What the browser has kept of the account's pages; its cookies are told one by one, for language and theme stay.
        Context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
    }

    /// <summary>Told to whoever has shown that the account is theirs.</summary>
    protected override Task<SignInResult> LockedOut(Shopper user) => Task.FromResult<SignInResult>(AccountLocked.Result);

    /// <summary>Codes are counted as passwords are, and apart from them.</summary>
    private async Task<SignInResult> CheckFactorAsync(Shopper? shopper, Func<Task<SignInResult>> check)
    {
        if (shopper is null) return SignInResult.Failed;
        var attempt = AttemptOf(shopper.UserName!);
        attempt = attempt with { Origin = $"{attempt.Origin}#2" };
        if (!await attempts.TakeAsync(attempt, Context.RequestAborted)) return NoneLeft(shopper);
        var result = await check();
        if (!result.Succeeded) security.LogInRefused(shopper.Id, ReasonOf(result, "second-factor"));
        if (result.Succeeded) await attempts.ForgetAsync(attempt, Context.RequestAborted);
        return result;
    }

    private SignInResult NoneLeft(Shopper? shopper)
    {
        security.LockedOut(shopper?.Id);
        return SignInResult.LockedOut;
    }

    private static string ReasonOf(SignInResult result, string other) =>
        result.IsLockedOut ? "account-locked" : result.IsNotAllowed ? "not-confirmed" : other;

    /// <summary>The challenge is too old, or was answered before.</summary>
    private static PasskeyException NotAsked(InvalidOperationException error) => new(error.Message, error);

    private Task<long> BeginAsync(Shopper shopper, bool isStrong)
    {
        var address = Context.Connection.RemoteIpAddress?.ToString() ?? "";
        var origin = new LoginOrigin(Context.Request.Headers.UserAgent.ToString(), address, CultureInfo.CurrentUICulture.Name);
        // A browser has one session; a client of the API may have any number.
        var replaced = AuthenticationScheme == IdentityConstants.ApplicationScheme ? Context.User.SessionId() : null;
        return sessions.BeginAsync(shopper.Id, shopper.SecurityStamp!, origin, replaced, Context.RequestAborted, isStrong);
    }

    private LoginAttempt AttemptOf(string email) =>
        device.Find(Context, email) is { } known ? new(email, known, IsKnown: true) : new(email, CallerAddress.Of(Context), IsKnown: false);
}

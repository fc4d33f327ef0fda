using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;
using Ecommerce.Core.Identity.SecondFactor;
using Ecommerce.Core.Identity.Sessions;
using Ecommerce.Core.Wallets;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Identity;

/// <summary>
/// Identity's store. It opens the wallet of a new account in the same write (no account is ever without one), ends sessions with what they
/// were made by, and keeps recovery codes hashed.
/// </summary>
/// <remarks>
/// Identity looks first whether an address is taken and writes then; two who take it at once meet at its unique index, and the slower one
/// is answered as if they had come later.
/// </remarks>
public sealed class ShopperStore(
    ShopContext db,
    Dialect dialect,
    CurrentSession session,
    StoreClock clock,
    IOptions<PasswordHasherOptions> hasher,
    IdentityErrorDescriber? describer = null)
    : UserStore<Shopper, IdentityRole<long>, ShopContext, long>(db, describer)
{
    public override Task<IdentityResult> CreateAsync(Shopper user, CancellationToken cancellationToken = default)
    {
        user.CreatedAt = clock.UtcNow;
        Context.Add(new Wallet { Shopper = user });
        return UnlessTakenAsync(user, () => base.CreateAsync(user, cancellationToken));
    }

    /// <summary>
    /// A new security stamp ends the account's sessions in the same write, all but the one that asks for it.
    /// </summary>
    public override async Task<IdentityResult> UpdateAsync(Shopper user, CancellationToken cancellationToken = default)
    {
        if (Context.Entry(user).Property(u => u.SecurityStamp).IsModified)
        {
            var turnsOn = user.TwoFactorEnabled && Context.Entry(user).Property(u => u.TwoFactorEnabled).IsModified;
            await KeepSessionAsync(user, provesFactor: turnsOn, cancellationToken);
        }

        return await UnlessTakenAsync(user, () => base.UpdateAsync(user, cancellationToken));
    }

    /// <summary>A new passkey ends all other sessions of the account, in the same write; one that was used does not.</summary>
    public override async Task AddOrUpdatePasskeyAsync(Shopper user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        if (await FindPasskeyAsync(user, passkey.CredentialId, cancellationToken) is null)
            await RenewStampAsync(user, provesFactor: true, cancellationToken);
        await base.AddOrUpdatePasskeyAsync(user, passkey, cancellationToken);
    }

    public override async Task RemovePasskeyAsync(Shopper user, byte[] credentialId, CancellationToken cancellationToken)
    {
        if (await FindPasskeyAsync(user, credentialId, cancellationToken) is null) return;
        await RenewStampAsync(user, provesFactor: false, cancellationToken);
        await base.RemovePasskeyAsync(user, credentialId, cancellationToken);
    }

    public override async Task ReplaceCodesAsync(Shopper user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken)
    {
        Context.RemoveRange(await CodesOf(user).ToListAsync(cancellationToken));
        var salt = RecoveryCodes.NewSalt();
        foreach (var code in recoveryCodes)
        {
            Context.Add(new IdentityUserToken<long>
            {
                UserId = user.Id,
                LoginProvider = RecoveryCodes.Provider,
                Name = RecoveryCodes.HashOf(code, salt, hasher.Value.IterationCount),
                Value = salt,
            });
        }
    }

    /// <summary>Each code is good once: of two who redeem it at once, the database lets one delete it.</summary>
    public override async Task<bool> RedeemCodeAsync(Shopper user, string code, CancellationToken cancellationToken)
    {
        if (await CodesOf(user).Select(t => t.Value).FirstOrDefaultAsync(cancellationToken) is not { } salt) return false;
        var hash = RecoveryCodes.HashOf(code, salt, hasher.Value.IterationCount);
        return await CodesOf(user).Where(t => t.Name == hash).ExecuteDeleteAsync(cancellationToken) > 0;
    }

    public override Task<int> CountCodesAsync(Shopper user, CancellationToken cancellationToken) =>
        CodesOf(user).CountAsync(cancellationToken);

    private IQueryable<IdentityUserToken<long>> CodesOf(Shopper user) =>
        Context.UserTokens.Where(t => t.UserId == user.Id && t.LoginProvider == RecoveryCodes.Provider);

    private Task RenewStampAsync(Shopper user, bool provesFactor, CancellationToken cancellationToken)
    {
        user.SecurityStamp = Guid.NewGuid().ToString();
        return KeepSessionAsync(user, provesFactor, cancellationToken);
    }

    /// <summary>The session that asks for a change lives on.</summary>
    /// <param name="provesFactor">Whether the change proved a second factor of the account, as setting one up does.</param>
    private async Task KeepSessionAsync(Shopper user, bool provesFactor, CancellationToken cancellationToken)
    {
        if (session.Id is not { } id) return;
        var kept = await Context.Sessions.SingleOrDefaultAsync(s => s.Id == id && s.ShopperId == user.Id, cancellationToken);
        if (kept is null) return;
        kept.SecurityStamp = user.SecurityStamp!;
        kept.IsStrong |= provesFactor;
    }

    private async Task<IdentityResult> UnlessTakenAsync(Shopper user, Func<Task<IdentityResult>> write)
    {
        try
        {
            return await write();
        }
        catch (DbUpdateException error) when (error.FindDbException() is { } dbError && dialect.IsUniqueViolation(dbError))
        {
            Context.ChangeTracker.Clear(); // nothing later in this scope shall try it again
            return IdentityResult.Failed(ErrorDescriber.DuplicateEmail(user.Email ?? ""));
        }
    }
}

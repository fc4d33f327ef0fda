using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;
using Ecommerce.Core.Identity.Sessions;
using Ecommerce.Core.Wallets;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Identity;

/// <summary>Identity's store, which opens the wallet of a new account in the same write: no account is ever without one.</summary>
/// <remarks>
/// Identity looks first whether an address is taken and writes then; two who take it at once meet at its unique index, and the slower one
/// is answered as if they had come later.
/// </remarks>
public sealed class ShopperStore(ShopContext db, Dialect dialect, CurrentSession session, IdentityErrorDescriber? describer = null)
    : UserStore<Shopper, IdentityRole<long>, ShopContext, long>(db, describer)
{
    public override Task<IdentityResult> CreateAsync(Shopper user, CancellationToken cancellationToken = default)
    {
        Context.Add(new Wallet { Shopper = user });
        return UnlessTakenAsync(user, () => base.CreateAsync(user, cancellationToken));
    }

    /// <summary>
    /// A new security stamp ends the account's sessions in the same write, all but the one that asks for it.
    /// </summary>
    public override async Task<IdentityResult> UpdateAsync(Shopper user, CancellationToken cancellationToken = default)
    {
        var kept = session.Id is { } id && Context.Entry(user).Property(u => u.SecurityStamp).IsModified
            ? await Context.Sessions.SingleOrDefaultAsync(s => s.Id == id && s.ShopperId == user.Id, cancellationToken)
            : null;
        if (kept is not null) kept.SecurityStamp = user.SecurityStamp!;
        return await UnlessTakenAsync(user, () => base.UpdateAsync(user, cancellationToken));
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

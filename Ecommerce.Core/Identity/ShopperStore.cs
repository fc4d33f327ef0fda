using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;
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
public sealed class ShopperStore(ShopContext db, Dialect dialect, IdentityErrorDescriber? describer = null)
    : UserStore<Shopper, IdentityRole<long>, ShopContext, long>(db, describer)
{
    public override Task<IdentityResult> CreateAsync(Shopper user, CancellationToken cancellationToken = default)
    {
        Context.Add(new Wallet { Shopper = user });
        return UnlessTakenAsync(user, () => base.CreateAsync(user, cancellationToken));
    }

    public override Task<IdentityResult> UpdateAsync(Shopper user, CancellationToken cancellationToken = default) =>
        UnlessTakenAsync(user, () => base.UpdateAsync(user, cancellationToken));

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

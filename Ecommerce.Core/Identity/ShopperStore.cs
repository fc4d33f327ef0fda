using Ecommerce.Core.Data;
using Ecommerce.Core.Wallets;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace Ecommerce.Core.Identity;

/// <summary>Identity's store, which opens the wallet of a new account in the same write: no account is ever without one.</summary>
public sealed class ShopperStore(ShopContext db, IdentityErrorDescriber? describer = null)
    : UserStore<Shopper, IdentityRole<long>, ShopContext, long>(db, describer)
{
    public override Task<IdentityResult> CreateAsync(Shopper user, CancellationToken cancellationToken = default)
    {
        Context.Add(new Wallet { Shopper = user });
        return base.CreateAsync(user, cancellationToken);
    }
}

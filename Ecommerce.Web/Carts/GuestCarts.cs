using Ecommerce.Core.Carts;
using Ecommerce.Core.Common;
using Ecommerce.Web.Api;
using Ecommerce.Web.Strangers;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Carts;

/// <summary>
/// Puts products into carts, and limits how many carts of guests an address begins in a day (UTC): each is a row in the database, and a
/// guest is whoever brings a new key.
/// </summary>
public sealed class GuestCarts(CartService carts, IOptions<RateLimitSettings> limits, TimeProvider time)
{
    private readonly Allowance today = new(time, TimeSpan.FromDays(1));

    /// <summary>Refused as in <see cref="CartService.AddAsync"/>, and a guest's first product when the address has had its carts.</summary>
    public async Task<Result<CartView>> AddAsync(
        HttpContext http, CartOwner owner, long productId, int quantity, CancellationToken cancellationToken)
    {
        if (owner.ShopperId is not null || !limits.Value.Enabled || await carts.ExistsAsync(owner, cancellationToken))
            return await carts.AddAsync(owner, productId, quantity, cancellationToken);
        var address = CallerAddress.Of(http);
        if (!today.TryUse(address, limits.Value.GuestCartsPerDay)) return new GuestCartsUsedUp();
        var added = await carts.AddAsync(owner, productId, quantity, cancellationToken);
        if (!added.Succeeded) today.GiveBack(address);
        return added;
    }
}

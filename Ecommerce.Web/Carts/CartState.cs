using Ecommerce.Core.Carts;
using Ecommerce.Core.Common;
using Microsoft.AspNetCore.Components.Authorization;

namespace Ecommerce.Web.Carts;

/// <summary>
/// The visitor's cart as the islands of one page share it. It holds no cart, only tells when it changed: the database is where
/// the cart is.
/// </summary>
public sealed class CartState(CartService carts, AuthenticationStateProvider authentication)
{
    public event Action? Changed;

    public async Task<CartView?> GetAsync() => await OwnerAsync() is { } owner ? await carts.GetAsync(owner, CancellationToken.None) : null;

    public async Task<int> CountAsync() => await OwnerAsync() is { } owner ? await carts.CountAsync(owner, CancellationToken.None) : 0;

    public Task<Result<CartView>> AddAsync(long productId, int quantity) =>
        ChangeAsync(owner => carts.AddAsync(owner, productId, quantity, CancellationToken.None));

    public Task<Result<CartView>> ChangeQuantityAsync(long itemId, int quantity) =>
        ChangeAsync(owner => carts.ChangeQuantityAsync(owner, itemId, quantity, CancellationToken.None));

    public Task<Result<CartView>> RemoveAsync(long itemId) =>
        ChangeAsync(owner => carts.RemoveAsync(owner, itemId, CancellationToken.None));

    public Task<Result<CartView>> MendAsync() => ChangeAsync(owner => carts.MendAsync(owner, CancellationToken.None));

    /// <summary>Tells the other islands, after the cart was changed by something else than this class.</summary>
    public void NotifyChanged() => Changed?.Invoke();

    private async Task<Result<CartView>> ChangeAsync(Func<CartOwner, Task<Result<CartView>>> change)
    {
        if (await OwnerAsync() is not { } owner) return new AccountNotFound();
        var cart = await change(owner);
        if (cart.Succeeded) NotifyChanged();
        return cart;
    }

    private async Task<CartOwner?> OwnerAsync() =>
        Identity.GuestIdentity.CartOwner((await authentication.GetAuthenticationStateAsync()).User);
}

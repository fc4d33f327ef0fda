using Ecommerce.Core.Carts;
using Ecommerce.Web.Carts;
using Ecommerce.Web.Shared;

namespace Ecommerce.Web.Identity;

/// <summary>
/// What follows when a guest has become a shopper: the guest's cart joins the shopper's, and the visitor goes back to where they were.
/// </summary>
public sealed class AfterLogin(MergeGuestCart carts, CartMergeNotice notice, ILogger<AfterLogin> log)
{
    private const string Home = "/";

    /// <param name="guest">Whose cart the visitor's was before.</param>
    /// <returns>Where to go: <paramref name="returnUrl"/> if it is on this site. A visitor without a destination is shown what the merge
    /// changed in the cart.</returns>
    public async Task<string> RunAsync(HttpContext http, CartOwner? guest, long shopperId, string? returnUrl)
    {
        var destination = LocalUrls.OrHome(returnUrl);
        if (guest is not { GuestKey: { } key }) return destination;

        var merged = await carts.RunAsync(key, shopperId, http.RequestAborted);
        if (!merged.Succeeded)
        {
            log.LogWarning("The cart of a guest was not merged: {Refusal}", merged.Refusal);
            return destination;
        }

        GuestIdentity.Forget(http);
        notice.Set(http, merged.Value);
        return destination == Home && merged.Value.Changes.Any() ? "/cart" : destination;
    }
}

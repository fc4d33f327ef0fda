using Ecommerce.Core.Carts;
using Ecommerce.Core.Identity.Sessions;
using Ecommerce.Web.Carts;
using Ecommerce.Web.Identity.SecondFactor;
using Ecommerce.Web.Identity.Sessions;
using Ecommerce.Web.Shared;

namespace Ecommerce.Web.Identity;

/// <summary>
/// What follows when a guest has become a shopper: the guest's cart joins the shopper's, and the visitor goes back to where they were.
/// </summary>
public sealed class AfterLogin(MergeGuestCart carts, CartMergeNotice notice, SessionQueries sessions, ILogger<AfterLogin> log)
{
    private const string Home = "/";

    /// <param name="guest">Whose cart the visitor's was before.</param>
    /// <returns>Where to go: <paramref name="returnUrl"/> if it is on this site. A visitor without a destination is shown what the merge
    /// changed in the cart. An admin whose second factor is missing goes to that first.</returns>
    public async Task<string> RunAsync(HttpContext http, CartOwner? guest, long shopperId, string? returnUrl)
    {
        var destination = await MergeAsync(http, guest, shopperId, returnUrl);
        var session = http.User.SessionId() is { } id ? await sessions.FindAsync(id, http.RequestAborted) : null;
        return session?.Admin == AdminRight.Withheld ? LoginLinks.With(ProofFirst.Page, destination) : destination;
    }

    private async Task<string> MergeAsync(HttpContext http, CartOwner? guest, long shopperId, string? returnUrl)
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

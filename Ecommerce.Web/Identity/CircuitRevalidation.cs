using System.Security.Claims;
using Ecommerce.Core.Identity;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;

namespace Ecommerce.Web.Identity;

/// <summary>
/// A circuit outlives the request that started it, so it asks now and then whether its shopper may still be one: a changed password
/// or a deleted account changes the security stamp.
/// </summary>
public sealed class CircuitRevalidation(ILoggerFactory loggers, IServiceScopeFactory scopes)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(30);

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope(); // fresh, for a circuit's scope would answer from its memory
        return await HoldsAsync(authenticationState.User, scope.ServiceProvider.GetRequiredService<SignInManager<Shopper>>());
    }

    private static async Task<bool> HoldsAsync(ClaimsPrincipal visitor, SignInManager<Shopper> signIn) =>
        await signIn.ValidateSecurityStampAsync(visitor) is not null;
}

using System.Security.Claims;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Identity.Sessions;
using Ecommerce.Web.Api;
using Ecommerce.Web.Operations;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Identity.Sessions;

/// <summary>Exchanges refresh tokens. Identity's own exchange takes one again and again.</summary>
public sealed class RefreshTokens(
    IOptionsMonitor<BearerTokenOptions> bearer,
    SignInManager<Shopper> signIn,
    SessionQueries queries,
    SessionRegister register,
    TimeProvider time,
    SecurityLog security)
{
    /// <summary>Answers new tokens of the same session, or 401 for a token that is not good (any more).</summary>
    public async Task<IResult> ExchangeAsync(string token, CancellationToken cancellationToken) =>
        await RenewAsync(token, cancellationToken) is { } visitor
            ? TypedResults.SignIn(visitor, authenticationScheme: IdentityConstants.BearerScheme)
            : ApiProblems.Problem(
                ProblemKind.Unauthorized, "This refresh token was used already, or its session has ended. Log in again at /auth/login.");

    private async Task<ClaimsPrincipal?> RenewAsync(string token, CancellationToken cancellationToken)
    {
        var ticket = bearer.Get(IdentityConstants.BearerScheme).RefreshTokenProtector.Unprotect(token);
        if (ticket?.Properties.ExpiresUtc is not { } expires || expires <= time.GetUtcNow()) return null;

        var visitor = ticket.Principal;
        if (visitor.SessionId() is not { } id || visitor.RefreshTokenNumber() is not { } number) return null;
        if (await queries.FindAsync(id, cancellationToken) is not { } session || !session.IsOf(visitor)) return null;
        if (!await register.UseRefreshTokenAsync(session, number, cancellationToken))
        {
            security.RefreshTokenReused(session.ShopperId, id);
            return null;
        }

        if (await signIn.UserManager.GetUserAsync(visitor) is not { } shopper) return null;

        var renewed = await signIn.CreateUserPrincipalAsync(shopper);
        renewed.Identities.First().AddClaims([.. SessionClaims.Of(id, number + 1), .. visitor.FindAll("amr")]);
        return renewed;
    }
}

using System.Security.Claims;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Identity.Sessions;
using Ecommerce.Web.Strangers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.StaticAssets;

namespace Ecommerce.Web.Identity.Sessions;

/// <summary>
/// A token or cookie outlives the session it was issued for. Whoever comes with one whose session has ended is a stranger at once: pages
/// lead to the log-in, the API answers 401.
/// </summary>
public static class SessionCheck
{
    public static void UseSessionCheck(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.User.Identity?.IsAuthenticated == true && AsksWhoIsThere(context))
        {
            if (await FindAsync(context) is { } session)
            {
                context.RequestServices.GetRequiredService<CurrentSession>().State = session;
                if (session.Admin == AdminRight.Withheld) context.User = WithoutRole(context.User);
                if (context.Request.Path.StartsWithSegments(HubGate.Path))
                    context.User.MarkChecked(context.RequestServices.GetRequiredService<TimeProvider>().GetTimestamp());
                await context.RequestServices.GetRequiredService<SessionRegister>().KeepAsync(session, context.RequestAborted);
            }
            else context.User = new ClaimsPrincipal(new ClaimsIdentity());
        }

        await next(context);
    });

    /// <summary>Whether a live session is that of this visitor, whose cookie or token tells the same of the account's role.</summary>
    public static bool IsOf(this SessionState session, ClaimsPrincipal visitor) =>
        session.ShopperId == visitor.ShopperId() && (session.Admin != AdminRight.None) == visitor.IsInRole(Roles.Admin);

    /// <summary>The shop demands a second factor of admins: without one they are shoppers.</summary>
    private static ClaimsPrincipal WithoutRole(ClaimsPrincipal visitor) => new(visitor.Identities.Select(identity =>
    {
        var other = identity.Clone();
        foreach (var role in other.FindAll(c => c.Type == other.RoleClaimType && c.Value == Roles.Admin).ToList()) other.RemoveClaim(role);
        return other;
    }));

    private static async Task<SessionState?> FindAsync(HttpContext context)
    {
        if (context.User.SessionId() is not { } id) return null;
        var sessions = context.RequestServices.GetRequiredService<SessionQueries>();
        return await sessions.FindAsync(id, context.RequestAborted) is { } session && session.IsOf(context.User) ? session : null;
    }

    /// <summary>Assets, health and the public catalog's API are the same for everybody, and cost no look-up.</summary>
    private static bool AsksWhoIsThere(HttpContext context) =>
        context.GetEndpoint()?.Metadata is { } metadata
        && metadata.GetMetadata<IAllowAnonymous>() is null
        && metadata.GetMetadata<StaticAssetDescriptor>() is null;
}

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
                context.RequestServices.GetRequiredService<CurrentSession>().Id = session.Id;
                if (context.Request.Path.StartsWithSegments(HubGate.Path))
                    context.User.MarkChecked(context.RequestServices.GetRequiredService<TimeProvider>().GetTimestamp());
                await context.RequestServices.GetRequiredService<SessionRegister>().KeepAsync(session, context.RequestAborted);
            }
            else context.User = new ClaimsPrincipal(new ClaimsIdentity());
        }

        await next(context);
    });

    /// <summary>Whether a live session is that of this visitor, with the rights that the visitor's cookie or token tells of.</summary>
    public static bool IsOf(this SessionState session, ClaimsPrincipal visitor) =>
        session.ShopperId == visitor.ShopperId() && session.IsAdmin == visitor.IsInRole(Roles.Admin);

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

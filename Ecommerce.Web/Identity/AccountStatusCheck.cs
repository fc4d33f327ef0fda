using System.Security.Claims;
using Ecommerce.Core.Wallets;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;

namespace Ecommerce.Web.Identity;

/// <summary>
/// A token or cookie outlives the account it was issued for. Whoever comes with one of a deleted account is a stranger at once: pages
/// lead to the log-in, the API answers 401.
/// </summary>
public static class AccountStatusCheck
{
    public static void UseAccountStatusCheck(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (AsksWhoIsThere(context) && context.User.ShopperId() is { } id)
        {
            var accounts = context.RequestServices.GetRequiredService<AccountStatus>();
            if (!await accounts.IsOpenAsync(id, context.RequestAborted)) context.User = new ClaimsPrincipal(new ClaimsIdentity());
        }

        await next(context);
    });

    /// <summary>Assets, health and the public catalog's API are the same for everybody, and cost no look-up.</summary>
    private static bool AsksWhoIsThere(HttpContext context) =>
        context.GetEndpoint()?.Metadata is { } metadata
        && (metadata.GetMetadata<IAuthorizeData>() is not null
            || metadata.GetMetadata<ComponentTypeMetadata>() is not null
            || context.Request.Path.StartsWithSegments("/_blazor"));
}

using Ecommerce.Core.Identity;
using Ecommerce.Core.Identity.Sessions;
using Ecommerce.Web.Operations;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Identity.Sessions;

public static class SessionServices
{
    public static void AddSessions(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<SecurityLog>();
        services.AddScoped<UserManager<Shopper>, ShopUserManager>();
        services.AddScoped<ShopSignInManager>();
        services.AddScoped<SignInManager<Shopper>>(provider => provider.GetRequiredService<ShopSignInManager>());
        services.AddScoped<RefreshTokens>();
        services.AddSingleton<KnownDevice>();
        services.AddSingleton<SessionWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<SessionWatch>());
        services.AddScoped<CircuitHandler, CircuitSession>();
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<IOptions<LoginSessionOptions>>(
            (cookie, sessions) =>
            {
                cookie.ExpireTimeSpan = TimeSpan.FromDays(sessions.Value.IdleDays);
                // Every request looks at the session, which knows the security stamp; the cookie need not be looked at on its own.
                cookie.Events.OnValidatePrincipal = _ => Task.CompletedTask;
            });
        services.AddOptions<BearerTokenOptions>(IdentityConstants.BearerScheme).Configure<IOptions<LoginSessionOptions>>(
            (bearer, sessions) => bearer.RefreshTokenExpiration = TimeSpan.FromDays(sessions.Value.IdleDays));
    }
}

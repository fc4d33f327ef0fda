using Ecommerce.Core.Common;
using Ecommerce.Web.Mails;
using Ecommerce.Web.Carts;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.SignalR;

namespace Ecommerce.Web.Strangers;

/// <summary>What a stranger may take of the shop (docs/security.md), but for the requests: <see cref="Api.RateLimits"/>.</summary>
public static class StrangersBudget
{
    /// <summary>To be called behind what it puts limits around: pages, mails, data protection.</summary>
    public static void AddStrangersBudget(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddCheckedOptions<CircuitSettings>(CircuitSettings.Section);
        services.AddSingleton<HubGate>();
        services.AddSingleton<CircuitPlaces>();
        services.AddSingleton<CircuitStarts>();
        services.AddScoped<CircuitLease>();
        services.AddScoped<CircuitHandler, PlacedCircuit>();
        services.Decorate<AuthenticationStateProvider>((visitor, scope) =>
        {
            scope.GetRequiredService<CircuitLease>(); // is made
            return visitor;
        });
        // The shop takes no circuit up again that was given up: what one held is not kept either.
        services.Configure<CircuitOptions>(circuits => circuits.PersistedCircuitInMemoryMaxRetained = 0);
        services.AddSingleton<PageStates>();
        services.Decorate<IDataProtectionProvider>((provider, all) =>
            ActivatorUtilities.CreateInstance<PageStateProtection>(all, provider));
        services.AddSingleton<GuestCarts>();
        services.AddSingleton<MailAllowance>();
        services.Decorate<IMailSender>((sender, all) => ActivatorUtilities.CreateInstance<LimitedMail>(all, sender));
    }

    /// <summary>The hub's part.</summary>
    public static void LimitStrangers(this HubOptions hub, IConfiguration configuration)
    {
        var settings = configuration.GetSection(CircuitSettings.Section).Get<CircuitSettings>() ?? new();
        hub.MaximumReceiveMessageSize = settings.MaxMessageSize;
        hub.HandshakeTimeout = TimeSpan.FromSeconds(settings.StartSeconds);
        hub.AddFilter<CircuitStarts>();
    }

    /// <summary>To be called behind routing and before the endpoints.</summary>
    public static void UseStrangersBudget(this WebApplication app)
    {
        var gate = app.Services.GetRequiredService<HubGate>();
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(HubGate.Path),
            hub => hub.UseWebSockets().Use(next => context => gate.InvokeAsync(context, next)));
    }
}

using System.Security.Claims;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Identity.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Ecommerce.Web.Identity.Sessions;

/// <summary>
/// The session of an open page. A circuit outlives the request that it began with, so it asks before it acts; when the session has ended,
/// or the browser belongs to another account by now, what it was asked for is not done and the page is loaded anew.
/// </summary>
public sealed class CircuitSession(
    SessionWatch watch, AuthenticationStateProvider authentication, NavigationManager navigation, ILogger<CircuitSession> log)
    : CircuitHandler
{
    private ClaimsPrincipal visitor = new();
    private volatile bool isOver;

    /// <summary>Whether this live session is still the one that the page was opened with, and has its rights.</summary>
    public bool Holds(SessionState session) =>
        session.ShopperId == visitor.ShopperId() && session.IsAdmin == visitor.IsInRole(Roles.Admin);

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        visitor = await VisitorAsync();
        if (visitor.SessionId() is { } session) watch.Add(this, session);
    }

    /// <summary>A connection that was lost may come back with another cookie.</summary>
    public override async Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if ((await VisitorAsync()).SessionId() != visitor.SessionId()) Leave();
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        watch.Remove(this);
        return Task.CompletedTask;
    }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next) =>
        async context =>
        {
            if (visitor.SessionId() is not null) await watch.RequireAsync(visitor.SessionCheckedAt(), CancellationToken.None);
            if (!isOver) await next(context);
        };

    /// <summary>Loads the page anew; the circuit does nothing any more.</summary>
    public void Leave()
    {
        if (isOver) return;
        isOver = true;
        watch.Remove(this);
        try
        {
            navigation.Refresh(forceReload: true);
        }
        catch (Exception error)
        {
            log.LogDebug(error, "A page whose session has ended could not be told to load anew.");
        }
    }

    private async Task<ClaimsPrincipal> VisitorAsync() => (await authentication.GetAuthenticationStateAsync()).User;
}

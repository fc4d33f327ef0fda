using Ecommerce.Web.Api;
using Ecommerce.Web.Strangers;

namespace Ecommerce.Web.Operations;

/// <summary>
/// What happens to accounts and at the shop's borders, as log events with a number, a name and fields. None holds personal data: an account
/// and a session are numbers, an address is cut to its network, a route is a pattern.
/// </summary>
public sealed partial class SecurityLog(ILogger<SecurityLog> logger, IHttpContextAccessor accessor, TimeProvider time)
{
    /// <summary>Lines in a minute, of all networks, about what strangers can cause at will.</summary>
    private const int LinesPerMinute = 600;

    private readonly Allowance networks = new(time, TimeSpan.FromMinutes(1));
    private readonly Allowance all = new(time, TimeSpan.FromMinutes(1));

    /// <summary><paramref name="how"/> is <c>page</c> or <c>api</c>.</summary>
    public void LoggedIn(long account, long session, string how) =>
        WriteLoggedIn("login.succeeded", account, session, how, Network(), Route());

    /// <summary>The account is null where there is none of that address, which is not named.</summary>
    public void LogInRefused(long? account, string reason) =>
        WriteLogInRefused("login.refused", account, reason, Network(), Route());

    /// <summary>A log-in without an attempt left.</summary>
    public void LockedOut(long? account) =>
        WriteLockedOut("login.locked-out", account, Network(), Route());

    /// <summary>A session was ended by its account: its own, or that of another device.</summary>
    public void LoggedOut(long account, long session) =>
        WriteLoggedOut("logout", account, session, Network(), Route());

    public void LoggedOutEverywhere(long account) =>
        WriteLoggedOutEverywhere("logout.everywhere", account, Network(), Route());

    /// <summary>A refresh token was used twice, which ended its session.</summary>
    public void RefreshTokenReused(long account, long session) =>
        WriteRefreshTokenReused("token.reused", account, session, Network(), Route());

    public void Registered(long account) =>
        WriteRegistered("account.registered", account, Network(), Route());

    public void AccountDeleted(long account) =>
        WriteAccountDeleted("account.deleted", account, Network(), Route());

    public void AccountLocked(long account) =>
        WriteAccountLocked("account.locked", account, Network(), Route());

    public void AccountUnlocked(long account) =>
        WriteAccountUnlocked("account.unlocked", account, Network(), Route());

    public void RoleGiven(long account, string role) =>
        WriteRoleGiven("role.given", account, role, Network(), Route());

    public void RoleTaken(long account, string role) =>
        WriteRoleTaken("role.taken", account, role, Network(), Route());

    public void PasswordChanged(long account) =>
        WritePasswordChanged("password.changed", account, Network(), Route());

    /// <summary>Whether there is an account for it is not known yet.</summary>
    public void ResetAsked() =>
        WriteResetAsked("password.reset-asked", Network(), Route());

    public void PasswordReset(long account) =>
        WritePasswordReset("password.reset", account, Network(), Route());

    public void EmailChanged(long account) =>
        WriteEmailChanged("email.changed", account, Network(), Route());

    public void SecondFactorOn(long account) =>
        WriteSecondFactorOn("factor.on", account, Network(), Route());

    public void SecondFactorOff(long account) =>
        WriteSecondFactorOff("factor.off", account, Network(), Route());

    public void SecondFactorReset(long account) =>
        WriteSecondFactorReset("factor.reset", account, Network(), Route());

    public void PasskeyAdded(long account) =>
        WritePasskeyAdded("passkey.added", account, Network(), Route());

    public void PasskeyRemoved(long account) =>
        WritePasskeyRemoved("passkey.removed", account, Network(), Route());

    public void Reauthenticated(long account) =>
        WriteReauthenticated("reauthenticated", account, Network(), Route());

    /// <summary>Somebody asked for what they have no right to.</summary>
    public void Forbidden(long? account)
    {
        var network = Network();
        if (MayWrite(nameof(Forbidden), network)) WriteForbidden("request.forbidden", account, network, Route());
    }

    /// <summary>429.</summary>
    public void RateLimited(string reason)
    {
        var network = Network();
        if (MayWrite(nameof(RateLimited), network)) WriteRateLimited("request.rate-limited", reason, network, Route());
    }

    /// <summary>A page of another site asked for a circuit.</summary>
    public void OriginRefused()
    {
        var network = Network();
        if (MayWrite(nameof(OriginRefused), network)) WriteOriginRefused("origin.refused", network, Route());
    }

    /// <summary>An address has as many circuits, or connections to them, as one may have.</summary>
    public void CircuitRefused(string reason)
    {
        var network = Network();
        if (MayWrite(nameof(CircuitRefused), network)) WriteCircuitRefused("circuit.refused", reason, network, Route());
    }

    /// <summary>A connection did not do in time what it has to, or sent too much.</summary>
    public void SocketCut(HttpContext http, string reason)
    {
        var network = Network(http);
        if (MayWrite(nameof(SocketCut), network)) WriteSocketCut("socket.cut", reason, network, Route(http));
    }

    /// <summary>One line for each network and minute: whoever floods the shop must not fill its disk.</summary>
    private bool MayWrite(string what, string network) => networks.TryUse($"{what} {network}", 1) && all.TryUse("", LinesPerMinute);

    private string Network(HttpContext? http = null) =>
        (http ?? accessor.HttpContext) is { } context ? CallerAddress.NetworkOf(context.Connection.RemoteIpAddress) : "none";

    private string Route(HttpContext? http = null) => (http ?? accessor.HttpContext) switch
    {
        null => "none",
        { } context when context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } pattern } => pattern,
        { Request.Path: var path } when path.StartsWithSegments(HubGate.Path) => HubGate.Path,
        _ => "none",
    };
}

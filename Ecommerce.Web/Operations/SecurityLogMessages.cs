namespace Ecommerce.Web.Operations;

/// <summary>The events' numbers, names, levels and fields; documented in docs/operations.md.</summary>
public sealed partial class SecurityLog
{
    [LoggerMessage(
        1001, LogLevel.Information, "{Event}, account {Account}, session {Session}, by {How}, from {Network}, at {Route}",
        EventName = "login.succeeded")]
    private partial void WriteLoggedIn(
        string @event, long account, long session, string how, string network, string route);

    [LoggerMessage(1002, LogLevel.Warning, "{Event}, account {Account}, {Reason}, from {Network}, at {Route}", EventName = "login.refused")]
    private partial void WriteLogInRefused(
        string @event, long? account, string reason, string network, string route);

    [LoggerMessage(1003, LogLevel.Warning, "{Event}, account {Account}, from {Network}, at {Route}", EventName = "login.locked-out")]
    private partial void WriteLockedOut(
        string @event, long? account, string network, string route);

    [LoggerMessage(
        1004, LogLevel.Information, "{Event}, account {Account}, session {Session}, from {Network}, at {Route}", EventName = "logout")]
    private partial void WriteLoggedOut(
        string @event, long account, long session, string network, string route);

    [LoggerMessage(1005, LogLevel.Information, "{Event}, account {Account}, from {Network}, at {Route}", EventName = "logout.everywhere")]
    private partial void WriteLoggedOutEverywhere(
        string @event, long account, string network, string route);

    [LoggerMessage(
        1006, LogLevel.Warning, "{Event}, account {Account}, session {Session}, from {Network}, at {Route}", EventName = "token.reused")]
    private partial void WriteRefreshTokenReused(
        string @event, long account, long session, string network, string route);

    [LoggerMessage(1010, LogLevel.Information, "{Event}, account {Account}, from {Network}, at {Route}", EventName = "account.registered")]
    private partial void WriteRegistered(
        string @event, long account, string network, string route);

    [LoggerMessage(1011, LogLevel.Information, "{Event}, account {Account}, from {Network}, at {Route}", EventName = "account.deleted")]
    private partial void WriteAccountDeleted(
        string @event, long account, string network, string route);

    [LoggerMessage(1012, LogLevel.Warning, "{Event}, account {Account}, from {Network}, at {Route}", EventName = "account.locked")]
    private partial void WriteAccountLocked(
        string @event, long account, string network, string route);

    [LoggerMessage(1013, LogLevel.Information, "{Event}, account {Account}, from {Network}, at {Route}", EventName = "account.unlocked")]
    private partial void WriteAccountUnlocked(
        string @event, long account, string network, string route);

    [LoggerMessage(1014, LogLevel.Warning, "{Event}, account {Account}, role {Role}, from {Network}, at {Route}", EventName = "role.given")]
    private partial void WriteRoleGiven(
        string @event, long account, string role, string network, string route);

    [LoggerMessage(1015, LogLevel.Warning, "{Event}, account {Account}, role {Role}, from {Network}, at {Route}", EventName = "role.taken")]
    private partial void WriteRoleTaken(
        string @event, long account, string role, string network, string route);

    [LoggerMessage(1020, LogLevel.Information, "{Event}, account {Account}, from {Network}, at {Route}", EventName = "password.changed")]
    private partial void WritePasswordChanged(
        string @event, long account, string network, string route);

    [LoggerMessage(1021, LogLevel.Information, "{Event}, from {Network}, at {Route}", EventName = "password.reset-asked")]
    private partial void WriteResetAsked(
        string @event, string network, string route);

    [LoggerMessage(1022, LogLevel.Warning, "{Event}, account {Account}, from {Network}, at {Route}", EventName = "password.reset")]
    private partial void WritePasswordReset(
        string @event, long account, string network, string route);

    [LoggerMessage(1023, LogLevel.Warning, "{Event}, account {Account}, from {Network}, at {Route}", EventName = "email.changed")]
    private partial void WriteEmailChanged(
        string @event, long account, string network, string route);

    [LoggerMessage(1030, LogLevel.Information, "{Event}, account {Account}, from {Network}, at {Route}", EventName = "factor.on")]
    private partial void WriteSecondFactorOn(
        string @event, long account, string network, string route);

    [LoggerMessage(1031, LogLevel.Warning, "{Event}, account {Account}, from {Network}, at {Route}", EventName = "factor.off")]
    private partial void WriteSecondFactorOff(
        string @event, long account, string network, string route);

    [LoggerMessage(1032, LogLevel.Warning, "{Event}, account {Account}, from {Network}, at {Route}", EventName = "factor.reset")]
    private partial void WriteSecondFactorReset(
        string @event, long account, string network, string route);

    [LoggerMessage(1033, LogLevel.Information, "{Event}, account {Account}, from {Network}, at {Route}", EventName = "passkey.added")]
    private partial void WritePasskeyAdded(
        string @event, long account, string network, string route);

    [LoggerMessage(1034, LogLevel.Warning, "{Event}, account {Account}, from {Network}, at {Route}", EventName = "passkey.removed")]
    private partial void WritePasskeyRemoved(
        string @event, long account, string network, string route);

    [LoggerMessage(1035, LogLevel.Information, "{Event}, account {Account}, from {Network}, at {Route}", EventName = "reauthenticated")]
    private partial void WriteReauthenticated(
        string @event, long account, string network, string route);

    [LoggerMessage(1040, LogLevel.Warning, "{Event}, account {Account}, from {Network}, at {Route}", EventName = "request.forbidden")]
    private partial void WriteForbidden(
        string @event, long? account, string network, string route);

    [LoggerMessage(1041, LogLevel.Warning, "{Event}, {Reason}, from {Network}, at {Route}", EventName = "request.rate-limited")]
    private partial void WriteRateLimited(
        string @event, string reason, string network, string route);

    [LoggerMessage(1042, LogLevel.Warning, "{Event}, from {Network}, at {Route}", EventName = "origin.refused")]
    private partial void WriteOriginRefused(
        string @event, string network, string route);

    [LoggerMessage(1043, LogLevel.Warning, "{Event}, {Reason}, from {Network}, at {Route}", EventName = "circuit.refused")]
    private partial void WriteCircuitRefused(
        string @event, string reason, string network, string route);

    [LoggerMessage(1044, LogLevel.Warning, "{Event}, {Reason}, from {Network}, at {Route}", EventName = "socket.cut")]
    private partial void WriteSocketCut(
        string @event, string reason, string network, string route);
}

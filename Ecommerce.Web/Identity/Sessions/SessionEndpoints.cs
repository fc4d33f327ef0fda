using Ecommerce.Core.Identity.Sessions;
using Ecommerce.Web.Api;
using Ecommerce.Web.Operations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Web.Identity.Sessions;

/// <param name="Device">What the browser or client called itself at the log-in.</param>
/// <param name="Current">Whether it is the session of this request's token.</param>
public sealed record SessionResponse(long Id, DateTime CreatedAt, DateTime LastSeenAt, string Device, bool Current);

public static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder api)
    {
        var auth = api.MapGroup("/auth").WithTags("Accounts").RequireAuthorization();
        auth.MapPost("/logout", LogOut).WithSummary("End the token's session");
        auth.MapPost("/logout-everywhere", LogOutEverywhere).WithSummary("End all sessions of the account");
        auth.MapGet("/sessions", List).WithSummary("List the account's sessions, the last used first");
        auth.MapDelete("/sessions/{id}", End).WithSummary("End a session of the account").Refuses(ProblemKind.SessionNotFound);
    }

    private static async Task<NoContent> LogOut(
        CurrentShopper shopper, CurrentSession current, SessionRegister sessions, SecurityLog security, CancellationToken cancellationToken)
    {
        if (current.Id is { } id && (await sessions.EndAsync(shopper.Id, id, cancellationToken)).Succeeded)
            security.LoggedOut(shopper.Id, id);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> LogOutEverywhere(
        CurrentShopper shopper, SessionRegister sessions, SecurityLog security, CancellationToken cancellationToken)
    {
        await sessions.EndAllAsync(shopper.Id, cancellationToken);
        security.LoggedOutEverywhere(shopper.Id);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<PageResponse<SessionResponse>>> List(
        CurrentShopper shopper,
        PageQuery page,
        CurrentSession current,
        SessionQueries sessions,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var list = await sessions.ListAsync(shopper.Id, page.Request, cancellationToken);
        response.AddLinks(list);
        return TypedResults.Ok(list.ToResponse(s => new SessionResponse(s.Id, s.CreatedAt, s.SeenAt, s.Device, s.Id == current.Id)));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> End(
        CurrentShopper shopper, ResourceId id, SessionRegister sessions, SecurityLog security, CancellationToken cancellationToken)
    {
        var ended = await sessions.EndAsync(shopper.Id, id, cancellationToken);
        if (ended.Succeeded) security.LoggedOut(shopper.Id, ended.Value);
        return ended.Succeeded ? TypedResults.NoContent() : ended.Refusal.ToProblem();
    }
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Web.Api;
using Ecommerce.Web.Shared;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Web.Admin.Endpoints;

/// <param name="Type">What kind of thing: <c>product</c>, <c>order</c>, <c>shopper</c>, <c>event</c>, <c>job</c> …</param>
public sealed record AuditSubjectResponse(string Type, NumberOrName Id);

/// <param name="ActorId">The account; null for the shop itself and its command line.</param>
/// <param name="Before">The members that changed, as they were; null when there was nothing before.</param>
/// <param name="After">The same members as they became.</param>
/// <param name="Hash">SHA-256 of the row and the hash before it.</param>
public sealed record AuditEntryResponse(
    long Id, DateTime At, long? ActorId, string Action, AuditSubjectResponse Subject, JsonObject? Before, JsonObject? After, string Hash)
{
    public static AuditEntryResponse Of(AuditEntry e) => new(
        e.Id, e.At, e.ActorId, e.Action, new(e.Subject.Type, new(e.Subject.Id)), ObjectOf(e.Before), ObjectOf(e.After), e.Hash);

    private static JsonObject? ObjectOf(string? json) => json is null ? null : JsonNode.Parse(json)!.AsObject();
}

public sealed partial record AuditQuery(
    [FromQuery(Name = "actor"), DescribedQuery("The account that acted, by its number.")] string? Actor,
    [FromQuery(Name = "action"), DescribedQuery("What was done: product.updated, say.")] string? Action,
    [FromQuery(Name = "subject"), DescribedQuery("What it was done to, as type and id: product:12.")] string? Subject)
{
    /// <summary>Refused with 400: an actor that is no number, an action or a subject that can be none.</summary>
    public AuditFilter Read()
    {
        var validation = new Validation();
        var (actor, subject) = (QueryText.Positive(Actor), AuditSubject.Parse(Subject));
        validation.Require(Actor is null || actor is not null, "actor", "Must be an account's number.");
        validation.Require(Action is null || ActionForm().IsMatch(Action), "action", "Must be an action such as product.updated.");
        validation.Require(Subject is null || subject is not null, "subject", "Must be a type and an id such as product:12.");
        return validation.Failure is { } failure
            ? throw new RefusedRequestException(failure)
            : new AuditFilter(subject, actor, Action: Action);
    }

    [GeneratedRegex(@"^[a-z][a-z.-]{0,49}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ActionForm();
}

public static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder admin) =>
        admin.MapGet("/audit", List).WithSummary("List admin actions, newest first");

    private static async Task<Ok<PageResponse<AuditEntryResponse>>> List(
        [AsParameters] AuditQuery query, PageQuery page, AuditQueries audit, HttpResponse response, CancellationToken cancellationToken)
    {
        var list = await audit.ListAsync(query.Read(), page.Request, cancellationToken);
        response.AddLinks(list);
        return TypedResults.Ok(list.ToResponse(AuditEntryResponse.Of));
    }
}

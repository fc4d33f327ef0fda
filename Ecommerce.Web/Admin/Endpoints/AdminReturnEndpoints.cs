using System.ComponentModel.DataAnnotations;
using Ecommerce.Core.Common;
using Ecommerce.Core.Ordering.Returns;
using Ecommerce.Web.Api;
using Ecommerce.Web.Ordering;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Web.Admin.Endpoints;

/// <param name="Restock">Whether the pieces are for sale again.</param>
/// <param name="Answer">For the shopper; may be left out.</param>
public sealed record AcceptReturnBody(
    [property: Required] bool? Restock, [property: MaxLength(ReturnLimits.MaxTextLength)] string? Answer);

/// <param name="Answer">Why, for the shopper.</param>
public sealed record DeclineReturnBody([property: Required, MaxLength(ReturnLimits.MaxTextLength)] string? Answer);

public sealed record AdminReturnQuery(
    [FromQuery(Name = "status"), DescribedQuery("All of them by default.", "open", "accepted", "declined")] string? Status)
{
    private static readonly Dictionary<string, ReturnStatus> Statuses =
        Enum.GetValues<ReturnStatus>().ToDictionary(status => status.ToString().ToLowerInvariant());

    /// <summary>Null for all. Refused with 400: what is no status.</summary>
    public ReturnStatus? Read() => Status is null ? null
        : Statuses.TryGetValue(Status, out var status) ? status
        : throw new RefusedRequestException(new ValidationFailed("status", "Must be open, accepted or declined."));
}

/// <param name="Answer">In the shop's words.</param>
/// <param name="Refunded">What was given back for it, in minor units; null unless it was accepted.</param>
/// <param name="Worth">What its pieces would give back now, in minor units.</param>
/// <param name="Email">The shopper's address.</param>
public sealed record AdminReturnResponse(
    long Id,
    long OrderId,
    ReturnStatus Status,
    IReadOnlyList<ReturnItemResponse> Items,
    string Reason,
    string? Answer,
    DateTime RequestedAt,
    DateTime? AnsweredAt,
    long? Refunded,
    long Worth,
    string Currency,
    long ShopperId,
    string? Email)
{
    public static AdminReturnResponse Of(OwnedReturn owned)
    {
        var view = owned.Return;
        return new(
            view.Id,
            view.OrderId,
            view.Status,
            ReturnItemResponse.Of(view),
            view.Reason,
            view.Answer,
            view.RequestedAt,
            view.AnsweredAt,
            view.Refunded,
            owned.Worth,
            owned.Currency,
            owned.ShopperId,
            owned.Email);
    }
}

public static class AdminReturnEndpoints
{
    public static void MapAdminReturns(this IEndpointRouteBuilder admin)
    {
        var returns = admin.MapGroup("/returns");
        returns.MapGet("", List).WithSummary("List everybody's returns, the oldest first");
        returns.MapPost("/{id}/accept", Accept).WithSummary("Accept a return: give its pieces' money back, once")
            .Refuses(
                ProblemKind.ReturnNotFound,
                ProblemKind.OrderNotFound,
                ProblemKind.ReturnAlreadyAnswered,
                ProblemKind.OrderStatusConflict,
                ProblemKind.OrderOwnerGone,
                ProblemKind.RefundExceedsOrder);
        returns.MapPost("/{id}/decline", Decline).WithSummary("Decline a return, with words for the shopper")
            .Refuses(ProblemKind.ReturnNotFound, ProblemKind.OrderNotFound, ProblemKind.ReturnAlreadyAnswered);
    }

    private static async Task<Ok<PageResponse<AdminReturnResponse>>> List(
        [AsParameters] AdminReturnQuery query,
        PageQuery page,
        ReturnQueries returns,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var list = await returns.ListAsync(query.Read(), page.Request, cancellationToken);
        response.AddLinks(list);
        return TypedResults.Ok(list.ToResponse(AdminReturnResponse.Of));
    }

    private static async Task<Results<Ok<AdminReturnResponse>, ProblemHttpResult>> Accept(
        ResourceId id,
        JsonBody<AcceptReturnBody> body,
        CurrentActor admin,
        AnswerReturn answer,
        ReturnQueries returns,
        CancellationToken cancellationToken)
    {
        if (body.Value.Restock is not { } restock) return new ValidationFailed("restock", "Is missing.").ToProblem();
        var accepted = await answer.AcceptAsync(admin.Actor, id, restock, body.Value.Answer, cancellationToken);
        return accepted.Succeeded ? await Find(id, returns, cancellationToken) : accepted.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<AdminReturnResponse>, ProblemHttpResult>> Decline(
        ResourceId id,
        JsonBody<DeclineReturnBody> body,
        CurrentActor admin,
        AnswerReturn answer,
        ReturnQueries returns,
        CancellationToken cancellationToken)
    {
        var declined = await answer.DeclineAsync(admin.Actor, id, body.Value.Answer, cancellationToken);
        return declined.Succeeded ? await Find(id, returns, cancellationToken) : declined.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<AdminReturnResponse>, ProblemHttpResult>> Find(
        long id, ReturnQueries returns, CancellationToken cancellationToken)
    {
        var found = await returns.FindAsync(id, cancellationToken);
        return found.Succeeded ? TypedResults.Ok(AdminReturnResponse.Of(found.Value)) : found.Refusal.ToProblem();
    }
}

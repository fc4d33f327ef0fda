using Ecommerce.Core.Common;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Events;
using Ecommerce.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Web.Admin.Endpoints;

/// <param name="Type">
/// <c>order.paid</c>, <c>order.cancelled</c>, <c>order.shipped</c>, <c>order.delivered</c> or <c>order.refunded</c>.
/// </param>
/// <param name="Attempts">Deliveries begun so far.</param>
/// <param name="NextAttemptAt">Null for an event that is not going to be tried: sent or dead.</param>
public sealed record OutboxEventResponse(
    long Id,
    string Type,
    long OrderId,
    DeliveryStatus Status,
    int Attempts,
    string? LastError,
    DateTime CreatedAt,
    DateTime? NextAttemptAt,
    DateTime? SentAt)
{
    public static OutboxEventResponse Of(EventDelivery e) =>
        new(e.Id, e.Type, e.SubjectId, e.Status, e.Attempts, e.LastError, e.CreatedAt, e.NextAttemptAt, e.SentAt);
}

public static class OutboxEndpoints
{
    private static readonly Dictionary<string, DeliveryStatus> Statuses =
        Enum.GetValues<DeliveryStatus>().ToDictionary(status => status.ToString().ToLowerInvariant());

    public static void MapOutbox(this IEndpointRouteBuilder admin)
    {
        admin.MapGet("/outbox", List).WithSummary("List events for the data platform, newest first");
        admin.MapPost("/outbox/{id}/retry", Retry).WithSummary("Retry the delivery of a failed event")
            .Refuses(ProblemKind.EventNotFound, ProblemKind.EventAlreadySent);
    }

    /// <param name="status"><c>pending</c>, <c>failed</c>, <c>dead</c> or <c>sent</c>; all of them by default.</param>
    private static async Task<Ok<PageResponse<OutboxEventResponse>>> List(
        [DescribedQuery("All of them by default.", "pending", "failed", "dead", "sent")] string? status,
        PageQuery page,
        OutboxAdmin outbox,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        DeliveryStatus? wanted = null;
        if (status is not null)
        {
            wanted = Statuses.TryGetValue(status, out var known)
                ? known
                : throw new RefusedRequestException(new ValidationFailed("status", "Must be pending, failed, dead or sent."));
        }

        var list = await outbox.ListAsync(wanted, page.Request, cancellationToken);
        response.AddLinks(list);
        return TypedResults.Ok(list.ToResponse(OutboxEventResponse.Of));
    }

    private static async Task<Results<Ok<OutboxEventResponse>, ProblemHttpResult>> Retry(
        ResourceId id, CurrentActor admin, OutboxAdmin outbox, CancellationToken cancellationToken)
    {
        var retried = await outbox.RetryAsync(admin.Actor, id, cancellationToken);
        return retried.Succeeded ? TypedResults.Ok(OutboxEventResponse.Of(retried.Value)) : retried.Refusal.ToProblem();
    }
}

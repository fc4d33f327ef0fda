using System.ComponentModel.DataAnnotations;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Catalog.Schedule;
using Ecommerce.Core.Common;
using Ecommerce.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Web.Admin.Endpoints;

/// <param name="Kind">What is to be done.</param>
/// <param name="Price">In minor units, 1 to 1,000,000,000; of a change of the price alone.</param>
/// <param name="At">When: later than now, by at most 366 days.</param>
public sealed record PlanBody(
    [property: Required] ScheduledChangeKind? Kind, [property: Range(1, Product.MaxPrice)] long? Price, [property: Required] DateTime? At);

public static class AdminScheduleEndpoints
{
    public static void MapAdminSchedule(this IEndpointRouteBuilder products)
    {
        var changes = products.MapGroup("/{id}/scheduled-changes").Refuses(ProblemKind.ProductNotFound);
        changes.MapGet("", List).WithSummary("List a product's scheduled changes, those that come last first");
        changes.MapPost("", Plan).WithSummary("Plan that a product is published, taken down or gets another price");
        changes.MapDelete("/{changeId}", Cancel).WithSummary("Cancel a change that is not applied yet")
            .Refuses(ProblemKind.ScheduledChangeNotFound, ProblemKind.ScheduledChangeEnded);
        products.MapGet("/{id}/price-changes", ListPrices).WithSummary("List what a product cost before, newest first")
            .Refuses(ProblemKind.ProductNotFound);
    }

    private static Task<Results<Ok<PageResponse<ScheduledChangeView>>, ProblemHttpResult>> List(
        ResourceId id,
        PageQuery page,
        ProductEditor editor,
        PlanChanges plans,
        HttpResponse response,
        CancellationToken cancellationToken) =>
        ListOfAsync(editor, id, response, () => plans.ListAsync(id, page.Request, cancellationToken), cancellationToken);

    private static async Task<Results<Ok<ScheduledChangeView>, ProblemHttpResult>> Plan(
        ResourceId id, JsonBody<PlanBody> body, CurrentActor admin, PlanChanges plans, CancellationToken cancellationToken)
    {
        var plan = new ChangePlan(body.Value.Kind, body.Value.Price, body.Value.At);
        var planned = await plans.PlanAsync(admin.Actor, id, plan, cancellationToken);
        return planned.Succeeded ? TypedResults.Ok(planned.Value) : planned.Refusal.ToProblem();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Cancel(
        ResourceId id, ResourceId changeId, CurrentActor admin, PlanChanges plans, CancellationToken cancellationToken)
    {
        var cancelled = await plans.CancelAsync(admin.Actor, id, changeId, cancellationToken);
        return cancelled.Succeeded ? TypedResults.NoContent() : cancelled.Refusal.ToProblem();
    }

    private static Task<Results<Ok<PageResponse<PriceChangeView>>, ProblemHttpResult>> ListPrices(
        ResourceId id,
        PageQuery page,
        ProductEditor editor,
        PriceHistory prices,
        HttpResponse response,
        CancellationToken cancellationToken) =>
        ListOfAsync(editor, id, response, () => prices.ListAsync(id, page.Request, cancellationToken), cancellationToken);

    /// <summary>A product that does not exist has no list, not an empty one.</summary>
    private static async Task<Results<Ok<PageResponse<T>>, ProblemHttpResult>> ListOfAsync<T>(
        ProductEditor editor, long product, HttpResponse response, Func<Task<Page<T>>> read, CancellationToken cancellationToken)
    {
        if ((await editor.FindAsync(product, cancellationToken)).Refusal is { } refusal) return refusal.ToProblem();
        var list = await read();
        response.AddLinks(list);
        return TypedResults.Ok(list.ToResponse());
    }
}

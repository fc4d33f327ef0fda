using Ecommerce.Core.Ordering.Returns;
using Ecommerce.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Web.Ordering;

public static class ReturnEndpoints
{
    public static void MapReturns(this IEndpointRouteBuilder api)
    {
        var returns = api.MapGroup("/orders/{id}/returns").WithTags("Orders").RequireAuthorization();
        returns.MapPost("", Ask).WithSummary("Ask to give pieces of a delivered order back")
            .Refuses(
                ProblemKind.OrderNotFound,
                ProblemKind.OrderStatusConflict,
                ProblemKind.ReturnAlreadyOpen,
                ProblemKind.RefundExceedsOrder);
        returns.MapGet("", List).WithSummary("List the returns of an order, newest first").Refuses(ProblemKind.OrderNotFound);
    }

    private static async Task<Results<Created<ReturnResponse>, ProblemHttpResult>> Ask(
        CurrentShopper shopper,
        ResourceId id,
        JsonBody<ReturnBody> body,
        AskForReturn ask,
        ReturnQueries returns,
        CancellationToken cancellationToken)
    {
        var request = body.Value.Read(shopper.Id, id);
        if (!request.Succeeded) return request.Refusal.ToProblem();
        var asked = await ask.RunAsync(request.Value, cancellationToken);
        if (!asked.Succeeded) return asked.Refusal.ToProblem();
        var found = await returns.FindAsync(asked.Value, cancellationToken);
        if (!found.Succeeded) return found.Refusal.ToProblem();
        return TypedResults.Created($"/orders/{id.Value}/returns", ReturnResponse.Of(found.Value.Return));
    }

    private static async Task<Results<Ok<PageResponse<ReturnResponse>>, ProblemHttpResult>> List(
        CurrentShopper shopper,
        ResourceId id,
        PageQuery page,
        ReturnQueries returns,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var all = await returns.ListOfOrderAsync(shopper.Id, id, cancellationToken);
        if (!all.Succeeded) return all.Refusal.ToProblem();
        var list = page.Request.Of(all.Value.Skip(page.Request.Skip).Take(page.Request.Limit).ToList(), all.Value.Count);
        response.AddLinks(list);
        return TypedResults.Ok(list.ToResponse(ReturnResponse.Of));
    }
}

using Ecommerce.Core.Addresses;
using Ecommerce.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Web.Addresses;

public static class AddressEndpoints
{
    public static void MapAddresses(this IEndpointRouteBuilder api)
    {
        var addresses = api.MapGroup("/addresses").WithTags("Addresses").RequireAuthorization();
        addresses.MapGet("", List).WithSummary("List the shopper's addresses, the default first");
        addresses.MapPost("", Add).WithSummary("Keep an address; the first is the default").Refuses(ProblemKind.TooManyAddresses);
        addresses.MapPut("/{id}", Update).WithSummary("Change an address, or make it the default").Refuses(ProblemKind.AddressNotFound);
        addresses.MapDelete("/{id}", Remove).WithSummary("Remove an address; orders keep their copies")
            .Refuses(ProblemKind.AddressNotFound);
    }

    private static async Task<Ok<PageResponse<AddressView>>> List(
        CurrentShopper shopper, PageQuery page, AddressBook book, HttpResponse response, CancellationToken cancellationToken)
    {
        var all = await book.ListAsync(shopper.Id, cancellationToken);
        var list = page.Request.Of(all.Skip(page.Request.Skip).Take(page.Request.Limit).ToList(), all.Count);
        response.AddLinks(list);
        return TypedResults.Ok(list.ToResponse());
    }

    private static async Task<Results<Created<AddressView>, ProblemHttpResult>> Add(
        CurrentShopper shopper, JsonBody<AddressBody> body, AddressBook book, CancellationToken cancellationToken)
    {
        var added = await book.AddAsync(shopper.Id, body.Value.ToEdit(), body.Value.IsDefault ?? false, cancellationToken);
        return added.Succeeded ? TypedResults.Created($"/addresses/{added.Value.Id}", added.Value) : added.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<AddressView>, ProblemHttpResult>> Update(
        CurrentShopper shopper, ResourceId id, JsonBody<AddressBody> body, AddressBook book, CancellationToken cancellationToken)
    {
        var updated = await book.UpdateAsync(shopper.Id, id, body.Value.ToEdit(), body.Value.IsDefault ?? false, cancellationToken);
        return updated.Succeeded ? TypedResults.Ok(updated.Value) : updated.Refusal.ToProblem();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        CurrentShopper shopper, ResourceId id, AddressBook book, CancellationToken cancellationToken)
    {
        var removed = await book.RemoveAsync(shopper.Id, id, cancellationToken);
        return removed.Succeeded ? TypedResults.NoContent() : removed.Refusal.ToProblem();
    }
}

using Ecommerce.Core.Reconciliation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Web.Admin.Endpoints;

public sealed record BooksResponse(
    bool Balanced, DateTime CheckedAt, int Wallets, int Orders, int Products, IReadOnlyList<Discrepancy> Discrepancies);

public static class ReconciliationEndpoints
{
    public static void MapBooks(this IEndpointRouteBuilder admin) =>
        admin.MapGet("/reconciliation", Check).WithSummary("Check the books and list discrepancies");

    private static async Task<Ok<BooksResponse>> Check(ReconcileBooks reconciliation, CancellationToken cancellationToken)
    {
        var books = await reconciliation.CheckAsync(cancellationToken);
        return TypedResults.Ok(new BooksResponse(
            books.Balanced, books.CheckedAt, books.Wallets, books.Orders, books.Products, books.Discrepancies));
    }
}

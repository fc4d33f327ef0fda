using System.ComponentModel.DataAnnotations;
using Ecommerce.Core.Common;
using Ecommerce.Core.Ranking;
using Ecommerce.Web.Api;
using Ecommerce.Web.Ranking;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Web.Admin.Endpoints;

/// <param name="Revenue">In minor units.</param>
public sealed record RankingItem(int Rank, long ProductId, string Name, string? NameEn, long QuantitySold, long Revenue);

/// <summary>One page of a ranking and the window it is about.</summary>
public sealed record RankingResponse(
    DateOnly From, DateOnly To, RankingOrder By, IReadOnlyList<RankingItem> Items, int Page, int Limit, int Total, int TotalPages)
    : PageResponse<RankingItem>(Items, Page, Limit, Total, TotalPages);

/// <param name="Date">A business day up to today.</param>
public sealed record RunRankingBody([property: Required] DateOnly? Date);

/// <param name="Products">Products that sold that day.</param>
/// <param name="QuantitySold">Pieces sold that day.</param>
public sealed record RunRankingResponse(DateOnly Date, int Products, long QuantitySold);

public static class AdminRankingEndpoints
{
    public static void MapAdminRankings(this IEndpointRouteBuilder admin)
    {
        admin.MapGet("/rankings", List).WithSummary("Get the best-selling products of a range of days, today included");
        admin.MapGet("/rankings.csv", Export).WithSummary("Get the ranking as CSV")
            .Produces<string>(StatusCodes.Status200OK, "text/csv")
            .WithMetadata(new DescribedHeader("Content-Disposition", "A file name with the window."));
        admin.MapPost("/rankings/run", Run).WithSummary("Rebuild the ranking of a day");
    }

    private static async Task<Results<Ok<RankingResponse>, ProblemHttpResult>> List(
        [AsParameters] RankingQuery query,
        PageQuery page,
        RankingQueries rankings,
        StoreClock clock,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var (window, order) = query.Read(clock.Today);
        var found = await rankings.ListAsync(window, order, page.Request, cancellationToken);
        if (!found.Succeeded) return found.Refusal.ToProblem();
        var list = found.Value;
        response.AddLinks(list);
        var items = list.Items.Select(r => new RankingItem(r.Rank, r.ProductId, r.Name, r.NameEn, r.QuantitySold, r.Revenue)).ToList();
        return TypedResults.Ok(
            new RankingResponse(window.From, window.To, order, items, list.Number, list.Limit, list.Total, list.TotalPages));
    }

    /// <summary>The whole ranking, or one page of it when a page is asked for.</summary>
    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Export(
        [AsParameters] RankingQuery query,
        PageQuery page,
        RankingQueries rankings,
        StoreClock clock,
        HttpRequest request,
        CancellationToken cancellationToken)
    {
        var (window, order) = query.Read(clock.Today);
        IReadOnlyList<RankedProduct> rows;
        if (request.Query.ContainsKey("page") || request.Query.ContainsKey("limit"))
        {
            var found = await rankings.ListAsync(window, order, page.Request, cancellationToken);
            if (!found.Succeeded) return found.Refusal.ToProblem();
            rows = found.Value.Items;
        }
        else
        {
            var found = await rankings.ListAllAsync(window, order, cancellationToken);
            if (!found.Succeeded) return found.Refusal.ToProblem();
            rows = found.Value;
        }

        return TypedResults.File(
            RankingCsv.Write(rows), "text/csv; charset=utf-8", $"rankings-{window.From:yyyy-MM-dd}-{window.To:yyyy-MM-dd}.csv");
    }

    private static async Task<Results<Ok<RunRankingResponse>, ProblemHttpResult>> Run(
        JsonBody<RunRankingBody> body, CurrentActor admin, AggregateDay aggregate, CancellationToken cancellationToken)
    {
        if (body.Value.Date is not { } date) return new ValidationFailed("date", "Is missing.").ToProblem();
        var counted = await aggregate.RunAsync(admin.Actor, date, cancellationToken);
        if (!counted.Succeeded) return counted.Refusal.ToProblem();
        return TypedResults.Ok(new RunRankingResponse(counted.Value.Date, counted.Value.Products, counted.Value.QuantitySold));
    }
}

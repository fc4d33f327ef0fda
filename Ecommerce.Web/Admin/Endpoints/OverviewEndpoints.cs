using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Jobs;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ordering.Returns;
using Ecommerce.Core.Ranking;
using Ecommerce.Web.Api;
using Ecommerce.Web.Ordering;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Admin.Endpoints;

/// <param name="Revenue">Of orders that were not cancelled, in minor units.</param>
/// <param name="AverageBasket">What an order came to, in minor units.</param>
/// <param name="Units">Pieces sold.</param>
/// <param name="Cancelled">Orders of these days that were cancelled since.</param>
/// <param name="Refunded">Given back for these days' orders, in minor units; no part of the revenue.</param>
public sealed record FiguresResponse(
    long Revenue, int Orders, long AverageBasket, long Units, int NewShoppers, int Cancelled, long Refunded)
{
    public static FiguresResponse Of(SalesFigures f) =>
        new(f.Revenue, f.Orders, f.AverageBasket, f.Units, f.NewShoppers, f.Cancelled, f.Refunded);
}

/// <param name="ToShip">Orders that are paid and not sent.</param>
/// <param name="OpenReturns">Requests of shoppers to give pieces back that nobody has answered.</param>
/// <param name="RunningOut">Published products with few pieces left.</param>
/// <param name="SoldOut">Published products with none left.</param>
/// <param name="DeadEvents">Events that the data platform did not take.</param>
/// <param name="Books">How the last check of the books ended; null where this instance knows of none.</param>
public sealed record WaitingResponse(
    int ToShip, int OpenReturns, int RunningOut, int SoldOut, int DeadEvents, string? Books, DateTime? BooksCheckedAt);

/// <param name="Before">The same figures of as many days before.</param>
/// <param name="Days">Each day of the range, oldest first.</param>
/// <param name="BestSellers">By pieces.</param>
/// <param name="SlowestSellers">Published products with stock that sold the fewest.</param>
public sealed record OverviewResponse(
    DateOnly From,
    DateOnly To,
    string Currency,
    FiguresResponse Figures,
    FiguresResponse Before,
    IReadOnlyList<SoldDay> Days,
    IReadOnlyList<RankingItem> BestSellers,
    IReadOnlyList<SlowProduct> SlowestSellers,
    WaitingResponse Waiting);

public static class OverviewEndpoints
{
    public static void MapOverview(this IEndpointRouteBuilder admin)
    {
        admin.MapGet("/overview", Get).WithSummary("Get how the shop did in a range of days, against the days before");
        admin.MapGet("/overview.csv", Export).WithSummary("Get the days of a range as CSV")
            .Produces<string>(StatusCodes.Status200OK, "text/csv")
            .WithMetadata(new DescribedHeader("Content-Disposition", "A file name with the range."));
    }

    private static async Task<Results<Ok<OverviewResponse>, ProblemHttpResult>> Get(
        [AsParameters] OverviewQuery query,
        SalesOverview sales,
        ReturnQueries returns,
        ProductAdminQueries products,
        OutboxAdmin outbox,
        JobMonitor jobs,
        StoreClock clock,
        IOptions<StoreSettings> store,
        CancellationToken cancellationToken)
    {
        var range = query.Read(clock.Today);
        var report = await sales.GetAsync(range, cancellationToken);
        if (!report.Succeeded) return report.Refusal.ToProblem();
        var found = report.Value;
        var stock = await products.CountAsync(cancellationToken);
        var events = await outbox.GetStateAsync(cancellationToken);
        var books = await jobs.FindStatusAsync(JobNames.Reconciliation, cancellationToken);
        return TypedResults.Ok(new OverviewResponse(
            range.From,
            range.To,
            store.Value.Currency,
            FiguresResponse.Of(found.Figures),
            FiguresResponse.Of(found.Before),
            found.Days.Skip(range.Days).ToList(),
            found.Best.Select(r => new RankingItem(r.Rank, r.ProductId, r.Name, r.NameEn, r.QuantitySold, r.Revenue)).ToList(),
            found.Slowest,
            new WaitingResponse(
                await sales.CountToShipAsync(cancellationToken),
                await returns.CountOpenAsync(cancellationToken),
                stock.Low,
                stock.Out,
                events.Dead,
                books?.Outcome,
                books?.RanAt)));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Export(
        [AsParameters] OverviewQuery query, SalesOverview sales, StoreClock clock, CancellationToken cancellationToken)
    {
        var range = query.Read(clock.Today);
        var days = await sales.ListDaysAsync(range, cancellationToken);
        if (!days.Succeeded) return days.Refusal.ToProblem();
        return TypedResults.File(
            SalesCsv.Write(days.Value),
            "text/csv; charset=utf-8",
            $"sales-{range.From:yyyy-MM-dd}-{range.To:yyyy-MM-dd}.csv");
    }
}

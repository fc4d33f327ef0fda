using Ecommerce.Core.Common;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Ranking;
using Ecommerce.Web.Ranking;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Admin.Rankings;

/// <summary>The ranking of the page as a file: the rows of <c>GET /admin/rankings.csv</c>, for an admin with a browser.</summary>
public static class RankingsDownload
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/manage/rankings.csv", DownloadAsync).RequireAuthorization(policy => policy.RequireRole(Roles.Admin))
            .ExcludeFromDescription();

    private static async Task<FileContentHttpResult> DownloadAsync(
        string? from,
        string? to,
        string? by,
        RankingQueries rankings,
        StoreClock clock,
        IOptions<StoreSettings> store,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var (window, order, _, _) = RankingAddress.Read(from, to, by, page: null, product: null, clock.Today);
        var rows = await rankings.ListAllAsync(window, order, cancellationToken);
        response.Headers.CacheControl = "no-store";
        return TypedResults.File(
            RankingCsv.Write(rows.Value!, store.Value.Currency), "text/csv; charset=utf-8",
            $"rankings-{window.From:yyyy-MM-dd}-{window.To:yyyy-MM-dd}.csv");
    }
}

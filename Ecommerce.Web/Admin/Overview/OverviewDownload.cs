using Ecommerce.Core.Common;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Ordering;
using Ecommerce.Web.Ordering;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Ecommerce.Web.Admin.Overview;

/// <summary>The overview's days as a file: the rows of <c>GET /admin/overview.csv</c>, for an admin with a browser.</summary>
public static class OverviewDownload
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/manage/overview.csv", DownloadAsync).RequireAuthorization(policy => policy.RequireRole(Roles.Admin))
            .ExcludeFromDescription();

    private static async Task<FileContentHttpResult> DownloadAsync(
        string? from,
        string? to,
        SalesByDay sales,
        StoreClock clock,
        IOptions<StoreSettings> store,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var range = OverviewAddress.Read(from, to, clock.Today).Range;
        var days = await sales.ListAsync(range.From, range.To, cancellationToken);
        response.Headers.CacheControl = "no-store";
        return TypedResults.File(
            SalesCsv.Write(days, store.Value.Currency),
            "text/csv; charset=utf-8",
            $"sales-{range.From:yyyy-MM-dd}-{range.To:yyyy-MM-dd}.csv");
    }
}

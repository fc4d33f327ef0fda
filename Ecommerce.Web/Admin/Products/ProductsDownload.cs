using System.Globalization;
using Ecommerce.Core.Catalog.Import;
using Ecommerce.Core.Common;
using Ecommerce.Core.Identity;
using Ecommerce.Web.Catalog;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Web.Admin.Products;

/// <summary>The products as a file, sent while they are read: for the API, and for an admin with a browser.</summary>
public static class ProductsDownload
{
    public const string Address = "/manage/products.csv";

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet(Address, Download).RequireAuthorization(policy => policy.RequireRole(Roles.Admin)).ExcludeFromDescription();

    public static PushStreamHttpResult Of(ProductExport export, StoreClock clock, CancellationToken cancellationToken) =>
        TypedResults.Stream(
            stream => ProductCsv.WriteAsync(stream, export.ReadAsync(cancellationToken), cancellationToken),
            "text/csv; charset=utf-8",
            string.Create(CultureInfo.InvariantCulture, $"products-{clock.Today:yyyy-MM-dd}.csv"));

    private static PushStreamHttpResult Download(
        ProductExport export, StoreClock clock, HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        return Of(export, clock, cancellationToken);
    }
}

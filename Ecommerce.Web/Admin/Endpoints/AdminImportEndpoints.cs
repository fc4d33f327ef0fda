using Ecommerce.Core.Catalog.Import;
using Ecommerce.Core.Common;
using Ecommerce.Web.Admin.Products;
using Ecommerce.Web.Api;
using Ecommerce.Web.Catalog;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Web.Admin.Endpoints;

public static class AdminImportEndpoints
{
    public static void MapAdminImport(this IEndpointRouteBuilder products)
    {
        products.MapPost("/import", Import).WithSummary("Make and change products by their SKU, as a CSV file says");
        products.MapGet("/export", Export).WithSummary("Get all products that have a SKU as CSV")
            .Produces<string>(StatusCodes.Status200OK, CsvBody.MediaType)
            .WithMetadata(new DescribedHeader("Content-Disposition", "A file name with the day."));
    }

    /// <summary>With errors a dry run lists them; otherwise they are a refusal, and nothing is applied.</summary>
    private static async Task<Results<Ok<ImportReport>, ProblemHttpResult>> Import(
        CsvBody body,
        [DescribedQuery("true only says what the file would do.", "true", "false")] string? dryRun,
        CurrentActor admin,
        ImportProducts import,
        CancellationToken cancellationToken)
    {
        var isDry = false;
        if (dryRun is not null && !bool.TryParse(dryRun, out isDry))
            return new ValidationFailed("dryRun", "Must be true or false.").ToProblem();
        var (lines, unreadable) = ProductCsv.Read(body.Content);
        if (isDry || unreadable.Count > 0)
        {
            var report = await import.CheckAsync(lines, cancellationToken);
            report = report with { Errors = [.. unreadable.Concat(report.Errors).OrderBy(e => e.Line)] };
            return isDry ? TypedResults.Ok(report) : Refused(report);
        }

        var imported = await import.RunAsync(admin.Actor, body.Name, lines, progress: null, cancellationToken);
        if (!imported.Succeeded) return imported.Refusal.ToProblem();
        return imported.Value.Applied ? TypedResults.Ok(imported.Value) : Refused(imported.Value);
    }

    private static PushStreamHttpResult Export(ProductExport export, StoreClock clock, CancellationToken cancellationToken) =>
        ProductsDownload.Of(export, clock, cancellationToken);

    private static ProblemHttpResult Refused(ImportReport report) => ApiProblems.Problem(
        ProblemKind.ValidationFailed, "Correct the lines named in 'errors' and send the whole file again.", [("errors", report.Errors)]);
}

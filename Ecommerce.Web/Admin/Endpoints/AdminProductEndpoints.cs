using System.ComponentModel.DataAnnotations;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Web.Admin.Endpoints;

/// <param name="Price">In minor units, 1 to 1,000,000,000.</param>
/// <param name="Category">The category's name; a new one is made.</param>
/// <param name="ImageUrl">A path of this site or an https address, shown while there are no uploaded pictures.</param>
/// <param name="Sku">The shop's own number for it; letters, digits and <c>- _ . / : + #</c>.</param>
/// <param name="LowStockAt">With so many pieces or fewer it is low, 0 to 1,000,000,000; what the shop sets when it is missing.</param>
public record ProductBody(
    [property: Required, MaxLength(Product.MaxNameLength)] string? Name,
    [property: Required, Range(1, Product.MaxPrice)] long? Price,
    [property: Required, MaxLength(Core.Catalog.Category.MaxNameLength)] string? Category,
    [property: MaxLength(Product.MaxDescriptionLength)] string? Description,
    [property: MaxLength(Product.MaxImageUrlLength)] string? ImageUrl,
    bool? Published,
    [property: MaxLength(Product.MaxNameLength)] string? NameEn,
    [property: MaxLength(Product.MaxDescriptionLength)] string? DescriptionEn,
    [property: MaxLength(Core.Catalog.Category.MaxNameLength)] string? CategoryEn,
    [property: MaxLength(Core.Catalog.Sku.MaxLength)] string? Sku,
    [property: Range(0, Product.MaxStock)] int? LowStockAt)
{
    public ProductEdit ToEdit() =>
        new(
            Name, Price ?? 0, Category, Description, ImageUrl, Published ?? true, NameEn, DescriptionEn, CategoryEn, Sku, LowStockAt);
}

/// <param name="Stock">Pieces on the shelf, 0 to 1,000,000,000.</param>
public sealed record NewProductBody(
    string? Name,
    long? Price,
    [property: Required, Range(0, Product.MaxStock)] int? Stock,
    string? Category,
    string? Description,
    string? ImageUrl,
    bool? Published,
    string? NameEn,
    string? DescriptionEn,
    string? CategoryEn,
    string? Sku,
    int? LowStockAt)
    : ProductBody(Name, Price, Category, Description, ImageUrl, Published, NameEn, DescriptionEn, CategoryEn, Sku, LowStockAt);

/// <param name="Delta">Pieces to add (or to take, when negative).</param>
/// <param name="Reason">Why, in the admin's words.</param>
public sealed record StockBody(
    [property: Required, Range(-Product.MaxStock, Product.MaxStock)] int? Delta,
    [property: Required, MaxLength(StockMovement.MaxReasonLength)] string? Reason);

/// <param name="Counted">Pieces that were counted, 0 to 1,000,000,000.</param>
/// <param name="ExpectedStock">
/// What the stock was when it was counted: refused when it is another now. Missing: booked against whatever it is.
/// </param>
/// <param name="Reason">Why it differs, in the admin's words; may be missing.</param>
public sealed record StockTakeBody(
    [property: Required, Range(0, Product.MaxStock)] int? Counted,
    [property: Range(0, Product.MaxStock)] int? ExpectedStock,
    [property: MaxLength(StockReason.MaxStockTakeWords)] string? Reason);

public static class AdminProductEndpoints
{
    public static void MapAdminProducts(this IEndpointRouteBuilder admin)
    {
        var products = admin.MapGroup("/products");
        products.MapPost("", Create).WithSummary("Create a product").WithMetadata(DescribedETags.ETag)
            .Refuses(ProblemKind.SkuTaken);
        products.MapGet("", List).WithSummary("List all products, unpublished ones included");
        products.MapGet("/{id}", Find).WithSummary("Get one product with its ETag").WithMetadata(DescribedETags.ETag)
            .Refuses(ProblemKind.ProductNotFound);
        products.MapPut("/{id}", Update).WithSummary("Update a product, except its stock (If-Match required)")
            .WithMetadata(DescribedETags.ETag, DescribedETags.IfMatch)
            .Refuses(ProblemKind.ProductNotFound, ProblemKind.SkuTaken, ProblemKind.PreconditionRequired, ProblemKind.PreconditionFailed);
        products.MapPost("/{id}/stock", AdjustStock).WithSummary("Adjust a product's stock by a difference, with a reason")
            .WithMetadata(DescribedETags.ETag)
            .Refuses(ProblemKind.ProductNotFound, ProblemKind.InsufficientStock);
        products.MapPost("/{id}/stock-take", TakeStockOf).WithSummary("Book what was counted of a product")
            .WithMetadata(DescribedETags.ETag)
            .Refuses(ProblemKind.ProductNotFound, ProblemKind.StockChanged);
        products.MapAdminSchedule();
        products.MapAdminPictures();
        products.MapAdminImport();
    }

    private static async Task<Results<Created<ProductRecord>, ProblemHttpResult>> Create(
        JsonBody<NewProductBody> body, CurrentActor admin, ProductEditor editor, HttpResponse response, CancellationToken cancellationToken)
    {
        var created = await editor.CreateAsync(admin.Actor, body.Value.ToEdit(), body.Value.Stock ?? -1, cancellationToken);
        if (!created.Succeeded) return created.Refusal.ToProblem();
        response.Headers.ETag = ProductTags.ETagOf(created.Value);
        return TypedResults.Created($"/admin/products/{created.Value.Id}", created.Value);
    }

    private static async Task<Ok<PageResponse<ProductRecord>>> List(
        string? search, PageQuery page, ProductAdminQueries products, HttpResponse response, CancellationToken cancellationToken)
    {
        var list = await products.ListAsync(new ProductAdminFilter(search), page.Request, cancellationToken);
        response.AddLinks(list);
        return TypedResults.Ok(list.ToResponse());
    }

    private static async Task<Results<Ok<ProductRecord>, ProblemHttpResult>> Find(
        ResourceId id, ProductEditor editor, HttpResponse response, CancellationToken cancellationToken) =>
        Answer(await editor.FindAsync(id, cancellationToken), response);

    private static async Task<Results<Ok<ProductRecord>, ProblemHttpResult>> Update(
        ResourceId id,
        JsonBody<ProductBody> body,
        CurrentActor admin,
        ProductEditor editor,
        HttpRequest request,
        CancellationToken cancellationToken)
    {
        var expected = await request.ExpectedVersionAsync(id, editor, cancellationToken);
        var updated = await editor.UpdateAsync(admin.Actor, id, body.Value.ToEdit(), expected, cancellationToken);
        if (updated.Refusal is StaleVersion && !request.HasIfMatch()) return ProductTags.IfMatchMissing();
        return Answer(updated, request.HttpContext.Response);
    }

    private static async Task<Results<Ok<ProductRecord>, ProblemHttpResult>> AdjustStock(
        ResourceId id,
        JsonBody<StockBody> body,
        CurrentActor admin,
        ProductEditor editor,
        HttpResponse response,
        CancellationToken cancellationToken) =>
        Answer(await editor.AdjustStockAsync(admin.Actor, id, body.Value.Delta ?? 0, body.Value.Reason, cancellationToken), response);

    private static async Task<Results<Ok<ProductRecord>, ProblemHttpResult>> TakeStockOf(
        ResourceId id,
        JsonBody<StockTakeBody> body,
        CurrentActor admin,
        TakeStock take,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var (counted, expected, reason) = (body.Value.Counted ?? -1, body.Value.ExpectedStock, body.Value.Reason);
        var taken = await take.RunAsync(admin.Actor, id, counted, expected, reason, cancellationToken);
        return Answer(taken.Succeeded ? taken.Value.Product : taken.Refusal, response);
    }

    private static Results<Ok<ProductRecord>, ProblemHttpResult> Answer(Result<ProductRecord> product, HttpResponse response)
    {
        if (!product.Succeeded) return product.Refusal.ToProblem();
        response.Headers.ETag = ProductTags.ETagOf(product.Value);
        return TypedResults.Ok(product.Value);
    }
}

using System.Globalization;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Web.Catalog;

public static class ProductEndpoints
{
    public static void MapProducts(this IEndpointRouteBuilder api)
    {
        var products = api.MapGroup("/products").WithTags("Products").AllowAnonymous();
        products.MapGet("", List).WithSummary("List products, paged");
        products.MapGet("/{id}", Find).WithSummary("Get one product").Refuses(ProblemKind.ProductNotFound);
    }

    private static async Task<FreshJson<PageResponse<ProductSummary>>> List(
        [AsParameters] ProductListQuery query,
        PageQuery page,
        ProductListCache products,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        var list = await products.ListAsync(query.ToFilter(), page.Request, cancellationToken);
        response.AddLinks(list);
        return FreshResults.Fresh(list.ToResponse());
    }

    private static async Task<Results<FreshJson<ProductView>, ProblemHttpResult>> Find(
        ResourceId id, ProductLookup products, CancellationToken cancellationToken)
    {
        var found = await products.FindAsync(id, cancellationToken);
        return found.Succeeded ? FreshResults.Fresh(found.Value) : found.Refusal.ToProblem();
    }
}

/// <param name="Search">Words that name, category or description must contain.</param>
/// <param name="Category">A category's name in either language.</param>
/// <param name="Sort"><c>newest</c> (default), <c>price</c>, <c>-price</c> or <c>name</c>.</param>
/// <param name="InStock"><c>true</c> leaves out what is sold out.</param>
public sealed record ProductListQuery(
    [FromQuery(Name = "search"), DescribedQuery("Words that name, category or description contain.")] string? Search,
    [FromQuery(Name = "category"), DescribedQuery("A category's name in either language.")] string? Category,
    [FromQuery(Name = "sort"), DescribedQuery("newest by default.", "newest", "price", "-price", "name")] string? Sort,
    [FromQuery(Name = "inStock"), DescribedQuery("true leaves out what is sold out.", "true", "false")] string? InStock)
{
    public const int MaxTextLength = SearchText.MaxLength;

    /// <summary>Refused with 400: an unknown sort, an inStock that is neither true nor false, texts over 200 characters.</summary>
    public ProductFilter ToFilter()
    {
        var validation = new Validation();
        var search = validation.Text(Search, "search", 0, MaxTextLength);
        var category = validation.Text(Category, "category", 0, MaxTextLength);
        var inStock = false;
        validation.Require(InStock is null || bool.TryParse(InStock, out inStock), "inStock", "Must be true or false.");
        var sort = Sorts.GetValueOrDefault(Sort ?? "newest", (ProductSort)(-1));
        validation.Require(Enum.IsDefined(sort), "sort", "Must be newest, price, -price or name.");
        return validation.Failure is { } failure
            ? throw new RefusedRequestException(failure)
            : new ProductFilter(search, category, sort, inStock);
    }

    /// <summary>What a sort's name means to readers of a language; an unknown one is the default.</summary>
    public static ProductSort SortOf(string? name, CultureInfo readers) => Sorts.GetValueOrDefault(name ?? "") switch
    {
        ProductSort.Name when readers.TwoLetterISOLanguageName == "en" => ProductSort.NameEn,
        var sort => sort,
    };

    private static readonly Dictionary<string, ProductSort> Sorts = new()
    {
        ["newest"] = ProductSort.Newest,
        ["price"] = ProductSort.PriceAscending,
        ["-price"] = ProductSort.PriceDescending,
        ["name"] = ProductSort.Name,
    };
}

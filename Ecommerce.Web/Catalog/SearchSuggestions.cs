using Ecommerce.Core.Catalog;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.Web.Catalog;

/// <summary>
/// What the header's search suggests while somebody types: <c>GET /suggestions?search=</c> answers the list's items as HTML.
/// </summary>
public static class SearchSuggestions
{
    public const string Route = "/suggestions";
    private const int Most = 6;

    public static void Map(IEndpointRouteBuilder app) => app.MapGet(Route, GetAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<RazorComponentResult<SuggestionList>> GetAsync(
        string? search, HttpResponse response, ProductListCache products, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Robots-Tag"] = "noindex"; // a part of a page, not one
        var found = await products.SuggestAsync(search ?? "", Most, cancellationToken);
        return new RazorComponentResult<SuggestionList>(new { Products = found });
    }
}

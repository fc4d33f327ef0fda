using Microsoft.AspNetCore.Http.Extensions;

namespace Ecommerce.Web.Catalog;

/// <summary>The catalog's state, which is its address: <c>/?search=&amp;category=&amp;sort=&amp;inStock=&amp;page=</c>.</summary>
public sealed record CatalogAddress(string? Search, string? Category, string? Sort, bool InStock, int Page = 1)
{
    public bool IsFiltered => !string.IsNullOrWhiteSpace(Search) || !string.IsNullOrWhiteSpace(Category) || InStock;

    public override string ToString()
    {
        var query = new QueryBuilder();
        if (!string.IsNullOrWhiteSpace(Search)) query.Add("search", Search);
        if (!string.IsNullOrWhiteSpace(Category)) query.Add("category", Category);
        if (!string.IsNullOrWhiteSpace(Sort) && Sort != "newest") query.Add("sort", Sort);
        if (InStock) query.Add("inStock", "true");
        if (Page > 1) query.Add("page", Page.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return "/" + query.ToQueryString();
    }
}

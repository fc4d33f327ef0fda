using Microsoft.AspNetCore.Http.Extensions;

namespace Ecommerce.Web.Catalog;

/// <summary>The catalog's state, which is its address: <c>/?search=&amp;category=&amp;sort=&amp;inStock=&amp;page=</c>.</summary>
public sealed record CatalogAddress(string? Search, string? Category, string? Sort, bool InStock, int Page = 1)
{
    public bool IsFiltered => !string.IsNullOrWhiteSpace(Search) || !string.IsNullOrWhiteSpace(Category) || InStock;

    /// <summary>
    /// The one of several addresses with the same products that search engines keep: the plain list (of a category). A page of it is a list
    /// of its own (https://developers.google.com/search/docs/specialty/ecommerce/pagination-and-incremental-page-loading).
    /// </summary>
    public CatalogAddress Canonical =>
        string.IsNullOrWhiteSpace(Search) && !InStock && (Sort ?? "newest") == "newest"
            ? this with { Sort = null }
            : new(null, string.IsNullOrWhiteSpace(Search) ? Category : null, null, false);

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

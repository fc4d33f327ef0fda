using System.Linq.Expressions;
using Ecommerce.Core.Catalog.Pictures;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Catalog;

public enum ProductSort
{
    Newest,
    PriceAscending,
    PriceDescending,

    /// <summary>By name, in the order of a Korean list.</summary>
    Name,

    /// <summary>By the name that English readers see, in the order of an English list.</summary>
    NameEn,
}

/// <summary>
/// What part of the catalog is asked for; an empty <paramref name="Search"/> or <paramref name="Category"/> asks for all.
/// </summary>
/// <param name="Category">A category's name in either language.</param>
/// <param name="InStock">Only what can be bought now.</param>
public sealed record ProductFilter(
    string? Search = null, string? Category = null, ProductSort Sort = ProductSort.Newest, bool InStock = false);

/// <summary>A product as shoppers see it, on pages and by API.</summary>
/// <param name="Price">In minor units.</param>
/// <param name="Stock">Exact at the time of the read.</param>
/// <param name="ImageUrl">The first of its <see cref="Images"/>.</param>
public sealed record ProductView(
    long Id,
    string Name,
    string? NameEn,
    long Price,
    int Stock,
    string Category,
    string? CategoryEn,
    string? ImageUrl,
    string Description,
    string? DescriptionEn,
    string? Sku = null) : IBilingualName
{
    /// <summary>In their order; of a product without uploaded pictures, the one at its address.</summary>
    public IReadOnlyList<ImageView> Images { get; init; } = [];
}

/// <summary>A product in a list.</summary>
/// <param name="Price">In minor units.</param>
/// <param name="Stock">Exact at the time of the read.</param>
public sealed record ProductSummary(
    long Id,
    string Name,
    string? NameEn,
    long Price,
    int Stock,
    string Category,
    string? CategoryEn,
    string? ImageUrl,
    string? Sku = null)
    : IBilingualName;

public sealed record CategoryView(string Name, string? NameEn) : IBilingualName;

/// <summary>What has a name in the shop's two languages.</summary>
public interface IBilingualName
{
    string Name { get; }

    string? NameEn { get; }
}

/// <summary>
/// Reads of the published catalog. Nothing is cached, so stock is always the database's own. Lists as shoppers ask for
/// them: <see cref="ProductListCache"/>; one product: <see cref="ProductLookup"/>.
/// </summary>
public sealed class ProductQueries(IDbContextFactory<ShopContext> contexts)
{
    private static readonly Expression<Func<Product, ProductSummary>> ToSummary = p =>
        new ProductSummary(
            p.Id,
            p.Name,
            p.NameEn,
            p.Price,
            p.Stock,
            p.Category.Name,
            p.Category.NameEn,
            PictureAddress.Of(p.Picture, p.ImageUrl),
            p.Sku);

    /// <summary>A page of any list, counted and found by the database.</summary>
    public async Task<Page<ProductSummary>> ListAsync(ProductFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var products = Matching(db, filter);
        var total = await products.CountAsync(cancellationToken);
        var items = await Sorted(products, filter.Sort).Skip(page.Skip).Take(page.Limit).Select(ToSummary).ToListAsync(cancellationToken);
        return page.Of(items, total);
    }

    /// <summary>All products of a list, in its order.</summary>
    internal async Task<int[]> ListAllIdsAsync(ProductFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = await Sorted(Matching(db, filter), filter.Sort).Select(p => p.Id).ToArrayAsync(cancellationToken);
        return Array.ConvertAll(ids, id => checked((int)id));
    }

    /// <summary>Products whose name contains the words, the best few, for somebody who is still typing.</summary>
    public async Task<IReadOnlyList<ProductSummary>> SuggestAsync(string search, int count, CancellationToken cancellationToken)
    {
        if (SearchText.WordsOf(search).Count == 0) return [];
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Matching(db, new ProductFilter(search)).OrderByDescending(p => p.Id).Take(count).Select(ToSummary)
            .ToListAsync(cancellationToken);
    }

    /// <summary>The newest products' ids, with their first picture that is uploaded.</summary>
    public async Task<IReadOnlyList<(long Id, string? Picture)>> ListIdsAsync(int count, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Products.Where(p => p.Published).OrderByDescending(p => p.Id).Take(count)
            .Select(p => new ValueTuple<long, string?>(p.Id, p.Picture)).ToListAsync(cancellationToken);
    }

    /// <summary>The pictures of products by id, also of those that are sold no more.</summary>
    public async Task<IReadOnlyDictionary<long, string?>> ListPicturesAsync(
        IEnumerable<long> productIds, CancellationToken cancellationToken)
    {
        var ids = productIds.Distinct().ToArray();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Products.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Picture, p.ImageUrl })
            .ToDictionaryAsync(p => p.Id, p => PictureAddress.Of(p.Picture, p.ImageUrl), cancellationToken);
    }

    /// <summary>The categories that have something to sell, in the order they were made.</summary>
    public async Task<IReadOnlyList<CategoryView>> ListCategoriesAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Categories
            .Where(c => db.Products.Any(p => p.CategoryId == c.Id && p.Published))
            .OrderBy(c => c.Id)
            .Select(c => new CategoryView(c.Name, c.NameEn))
            .ToListAsync(cancellationToken);
    }

    private static IQueryable<Product> Matching(ShopContext db, ProductFilter filter)
    {
        var products = db.Products.AsNoTracking().Where(p => p.Published);
        if (Category.Clean(filter.Category) is { Length: > 0 } category)
        {
            products = products.Where(p => p.Category.Name == category || p.Category.NameEn == category);
        }

        if (filter.InStock) products = products.Where(p => p.Stock > 0);
        return products.Containing(filter.Search);
    }

    private static IQueryable<Product> Sorted(IQueryable<Product> products, ProductSort sort) => sort switch
    {
        ProductSort.PriceAscending => products.OrderBy(p => p.Price).ThenBy(p => p.Id),
        ProductSort.PriceDescending => products.OrderByDescending(p => p.Price).ThenByDescending(p => p.Id),
        ProductSort.Name => products.OrderBy(p => p.NameSortKey).ThenBy(p => p.Id),
        ProductSort.NameEn => products.OrderBy(p => p.NameSortKeyEn).ThenBy(p => p.Id),
        _ => products.OrderByDescending(p => p.Id),
    };
}

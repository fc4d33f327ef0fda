using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Catalog;

public enum ShelfState
{
    All,
    Published,
    Unpublished,

    /// <summary>Published, and so few pieces left that shoppers are warned.</summary>
    Low,

    /// <summary>Published, and sold out.</summary>
    Out,
}

public enum ShelfSort
{
    Newest,
    Price,
    PriceDescending,
    Stock,
    StockDescending,
}

/// <summary>Which products an admin asks for, and in what order.</summary>
public sealed record ShelfFilter(string? Search = null, ShelfState State = ShelfState.All, ShelfSort Sort = ShelfSort.Newest);

/// <summary>Published products that run out or have run out.</summary>
public sealed record ShelfCounts(int Low, int Out);

/// <summary>All products as admins see them, unpublished ones too.</summary>
public sealed class ProductAdminQueries(IDbContextFactory<ShopContext> contexts)
{
    /// <summary>The products that match, in the filter's order.</summary>
    public async Task<Page<ProductRecord>> ListAsync(ShelfFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var products = In(db.Products.AsNoTracking(), filter.State).Containing(filter.Search);
        var total = await products.CountAsync(cancellationToken);
        var items = await Sorted(products, filter.Sort)
            .Skip(page.Skip).Take(page.Limit).Include(p => p.Category).ToListAsync(cancellationToken);
        return page.Of(items.ConvertAll(ProductRecord.Of), total);
    }

    public async Task<ShelfCounts> CountAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return new ShelfCounts(
            await In(db.Products, ShelfState.Low).CountAsync(cancellationToken), await In(db.Products, ShelfState.Out).CountAsync(cancellationToken));
    }

    /// <summary>Every category there is, in the order they were made.</summary>
    public async Task<IReadOnlyList<CategoryView>> ListCategoriesAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Categories.OrderBy(c => c.Id).Select(c => new CategoryView(c.Name, c.NameEn)).ToListAsync(cancellationToken);
    }

    private static IQueryable<Product> In(IQueryable<Product> products, ShelfState state) => state switch
    {
        ShelfState.Published => products.Where(p => p.Published),
        ShelfState.Unpublished => products.Where(p => !p.Published),
        ShelfState.Low => products.Where(p => p.Published && p.Stock > 0 && p.Stock <= Product.LowStock),
        ShelfState.Out => products.Where(p => p.Published && p.Stock == 0),
        _ => products,
    };

    private static IQueryable<Product> Sorted(IQueryable<Product> products, ShelfSort sort) => sort switch
    {
        ShelfSort.Price => products.OrderBy(p => p.Price).ThenBy(p => p.Id),
        ShelfSort.PriceDescending => products.OrderByDescending(p => p.Price).ThenByDescending(p => p.Id),
        ShelfSort.Stock => products.OrderBy(p => p.Stock).ThenBy(p => p.Id),
        ShelfSort.StockDescending => products.OrderByDescending(p => p.Stock).ThenByDescending(p => p.Id),
        _ => products.OrderByDescending(p => p.Id),
    };
}

using Ecommerce.Core.Catalog.LowStock;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Catalog;

public enum ProductState
{
    All,
    Published,
    Unpublished,

    /// <summary>Published, not sold out, and low (<see cref="Product.LowStockAt"/>), as <see cref="LowStockWatch"/> last saw it.</summary>
    Low,

    /// <summary>Published, and sold out.</summary>
    Out,
}

public enum ProductAdminSort
{
    Newest,
    Price,
    PriceDescending,
    Stock,
    StockDescending,
}

/// <summary>Which products an admin asks for, and in what order.</summary>
public sealed record ProductAdminFilter(
    string? Search = null, ProductState State = ProductState.All, ProductAdminSort Sort = ProductAdminSort.Newest);

/// <summary>Published products that run out or have run out.</summary>
public sealed record LowStockCounts(int Low, int Out);

/// <summary>All products as admins see them, unpublished ones too.</summary>
public sealed class ProductAdminQueries(IDbContextFactory<ShopContext> contexts, IOptions<StockOptions> options)
{
    /// <summary>The products that match, in the filter's order.</summary>
    public async Task<Page<ProductRecord>> ListAsync(ProductAdminFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var products = In(db.Products.AsNoTracking(), filter.State).Containing(filter.Search);
        var total = await products.CountAsync(cancellationToken);
        return page.Of(
            await db.ToRecordsAsync(Sorted(products, filter.Sort).Skip(page.Skip).Take(page.Limit), cancellationToken), total);
    }

    public async Task<LowStockCounts> CountAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return new LowStockCounts(
            await In(db.Products, ProductState.Low).CountAsync(cancellationToken),
            await In(db.Products, ProductState.Out).CountAsync(cancellationToken));
    }

    /// <summary>Every category there is, in the order they were made.</summary>
    public async Task<IReadOnlyList<CategoryView>> ListCategoriesAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Categories.OrderBy(c => c.Id).Select(c => new CategoryView(c.Name, c.NameEn)).ToListAsync(cancellationToken);
    }

    private IQueryable<Product> In(IQueryable<Product> products, ProductState state) => state switch
    {
        ProductState.Published => products.Where(p => p.Published),
        ProductState.Unpublished => products.Where(p => !p.Published),
        ProductState.Low => products.WhereSeenLow(options.Value).Where(p => p.Stock > 0),
        ProductState.Out => products.Where(p => p.Published && p.Stock == 0),
        _ => products,
    };

    private static IQueryable<Product> Sorted(IQueryable<Product> products, ProductAdminSort sort) => sort switch
    {
        ProductAdminSort.Price => products.OrderBy(p => p.Price).ThenBy(p => p.Id),
        ProductAdminSort.PriceDescending => products.OrderByDescending(p => p.Price).ThenByDescending(p => p.Id),
        ProductAdminSort.Stock => products.OrderBy(p => p.Stock).ThenBy(p => p.Id),
        ProductAdminSort.StockDescending => products.OrderByDescending(p => p.Stock).ThenByDescending(p => p.Id),
        _ => products.OrderByDescending(p => p.Id),
    };
}

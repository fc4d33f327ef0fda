namespace Ecommerce.Core.Catalog.LowStock;

internal static class LowStockProducts
{
    /// <summary>
    /// Published, low, and seen to be low. Found by the index of what was seen: none can follow the stock itself without making each
    /// sale slower.
    /// </summary>
    public static IQueryable<Product> WhereSeenLow(this IQueryable<Product> products, StockOptions options) =>
        products.WhereLow(options.LowAt).Where(p => p.LowSince != null && p.Published);

    public static IQueryable<Product> WhereLow(this IQueryable<Product> products, int lowAt) =>
        products.Where(p => p.Stock <= (p.LowStockAt ?? lowAt));
}

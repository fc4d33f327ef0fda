using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Ranking;

/// <param name="Stock">Exact at the time of the read.</param>
/// <param name="Price">In minor units.</param>
public sealed record TopProduct(
    int Rank, long ProductId, string Name, string? NameEn, long Price, int Stock, string? ImageUrl, long QuantitySold);

/// <param name="AggregatedAt">When the newest of the days was counted; null before the first run.</param>
public sealed record TopList(RankingWindow Window, DateTime? AggregatedAt, IReadOnlyList<TopProduct> Items);

/// <summary>The best-selling products of the last three complete business days, read from the popular-products table.</summary>
public sealed class TopProducts(IDbContextFactory<ShopContext> contexts, StoreClock clock)
{
    public const int Size = 5;

    /// <summary>By pieces, then revenue, then id. Unpublished products are passed over: the next one takes the place.</summary>
    public async Task<TopList> GetAsync(CancellationToken cancellationToken)
    {
        var window = RankingWindow.LastCompleteDays(clock.Today);
        var (from, to) = window;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var sold = db.PopularProducts
            .Where(p => p.Date >= from && p.Date <= to)
            .GroupBy(p => p.ProductId)
            .Select(g => new { ProductId = g.Key, Quantity = g.Sum(p => p.QuantitySold), Revenue = g.Sum(p => p.Revenue) });
        var best = await sold
            .Join(db.Products.Where(p => p.Published), s => s.ProductId, p => p.Id, (s, p) => new { s.Quantity, s.Revenue, Product = p })
            .OrderByDescending(s => s.Quantity).ThenByDescending(s => s.Revenue).ThenBy(s => s.Product.Id)
            .Take(Size)
            .Select(s => new { s.Quantity, s.Product.Id, s.Product.Name, s.Product.NameEn, s.Product.Price, s.Product.Stock, s.Product.ImageUrl })
            .ToListAsync(cancellationToken);
        var aggregatedAt = await db.RankingDays
            .Where(d => d.Date >= from && d.Date <= to)
            .MaxAsync(d => (DateTime?)d.AggregatedAt, cancellationToken);
        var items = best.Select((s, i) => new TopProduct(i + 1, s.Id, s.Name, s.NameEn, s.Price, s.Stock, s.ImageUrl, s.Quantity)).ToList();
        return new TopList(window, aggregatedAt, items);
    }
}

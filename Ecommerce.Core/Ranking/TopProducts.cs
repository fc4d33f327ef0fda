using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Ranking;

/// <param name="Price">In minor units.</param>
/// <param name="Stock">Exact at the time of the read.</param>
/// <param name="QuantitySold">Pieces sold over the three days.</param>
public sealed record TopProduct(
    int Rank, long ProductId, string Name, string? NameEn, long Price, int Stock, string? ImageUrl, long QuantitySold)
    : IBilingualName;

/// <param name="AggregatedAt">When the newest of the days was counted; null before the first run.</param>
public sealed record TopList(RankingWindow Window, DateTime? AggregatedAt, IReadOnlyList<TopProduct> Items);

/// <summary>
/// The best-selling products of the last three complete business days, summed up from the popular-products table. The sum is kept for as
/// long as the revisions of ranking and catalog stay the same, which are read with every list; prices and stock are read anew each time.
/// </summary>
public sealed class TopProducts(
    IDbContextFactory<ShopContext> contexts, PreparedReads reads, CatalogStatements statements, StoreClock clock) : IDisposable
{
    public const int Size = 5;

    private readonly SemaphoreSlim summing = new(1, 1);
    private volatile Best? known;

    /// <summary>By pieces, then revenue, then id. Unpublished products are passed over: the next one takes the place.</summary>
    public async Task<TopList> GetAsync(CancellationToken cancellationToken)
    {
        var window = RankingWindow.LastCompleteDays(clock.Today);
        var best = known;
        var (revisions, products) = await ReadAsync(best, cancellationToken);
        if (best is null || best.Window != window || best.Revisions != revisions)
        {
            best = await RenewAsync(window, revisions, cancellationToken);
            (_, products) = await ReadAsync(best, cancellationToken);
        }

        var items = best.Products
            .Where(s => products.ContainsKey(s.Id))
            .Select((s, i) => ToTopProduct(i + 1, products[s.Id], s.Quantity))
            .ToList();
        return new TopList(window, best.AggregatedAt, items);
    }

    public void Dispose() => summing.Dispose();

    private static TopProduct ToTopProduct(int rank, ProductSummary p, long quantity) =>
        new(rank, p.Id, p.Name, p.NameEn, p.Price, p.Stock, p.ImageUrl, quantity);

    private async Task<(Revisions Revisions, Dictionary<long, ProductSummary> Products)> ReadAsync(
        Best? best, CancellationToken cancellationToken)
    {
        var numbers = new long[2];
        var products = new Dictionary<long, ProductSummary>(Size);
        await reads.RunAsync(
            [
                CatalogStatements.RevisionOf(Revision.Catalog),
                CatalogStatements.RevisionOf(Revision.Ranking),
                statements.Summaries(best?.Products.Select(p => p.Id).ToArray() ?? []),
            ],
            (index, row) =>
            {
                if (index < numbers.Length) numbers[index] = row.GetInt64(0);
                else products.Add(row.GetInt64(0), CatalogStatements.ReadSummary(row));
            },
            cancellationToken);
        return (new Revisions(numbers[0], numbers[1]), products);
    }

    /// <summary>One at a time: behind a change, everybody would sum up the same.</summary>
    private async Task<Best> RenewAsync(RankingWindow window, Revisions revisions, CancellationToken cancellationToken)
    {
        await summing.WaitAsync(cancellationToken);
        try
        {
            if (known is { } renewed && renewed.Window == window && renewed.Revisions == revisions) return renewed;
            return known = await SumUpAsync(window, revisions, cancellationToken);
        }
        finally
        {
            summing.Release();
        }
    }

    private async Task<Best> SumUpAsync(RankingWindow window, Revisions revisions, CancellationToken cancellationToken)
    {
        var (from, to) = window;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var sold = db.PopularProducts
            .Where(p => p.Date >= from && p.Date <= to)
            .GroupBy(p => p.ProductId)
            .Select(g => new { ProductId = g.Key, Quantity = g.Sum(p => p.QuantitySold), Revenue = g.Sum(p => p.Revenue) });
        var best = await sold
            .Join(db.Products.Where(p => p.Published), s => s.ProductId, p => p.Id, (s, p) => new { s.Quantity, s.Revenue, p.Id })
            .OrderByDescending(s => s.Quantity).ThenByDescending(s => s.Revenue).ThenBy(s => s.Id)
            .Take(Size)
            .Select(s => new Sold(s.Id, s.Quantity))
            .ToListAsync(cancellationToken);
        var aggregatedAt = await db.RankingDays
            .Where(d => d.Date >= from && d.Date <= to)
            .MaxAsync(d => (DateTime?)d.AggregatedAt, cancellationToken);
        return new Best(window, revisions, aggregatedAt, best);
    }

    private readonly record struct Revisions(long Catalog, long Ranking);

    private sealed record Sold(long Id, long Quantity);

    private sealed record Best(RankingWindow Window, Revisions Revisions, DateTime? AggregatedAt, IReadOnlyList<Sold> Products);
}

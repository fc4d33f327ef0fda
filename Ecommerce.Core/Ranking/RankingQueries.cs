using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Ordering;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Ranking;

/// <param name="Revenue">In minor units.</param>
public sealed record RankedProduct(int Rank, long ProductId, string Name, string? NameEn, long QuantitySold, long Revenue)
    : IBilingualName;

/// <summary>What a product sold on one business day, as the night's run counted it; revenue in minor units.</summary>
public sealed record ProductDay(DateOnly Date, long QuantitySold, long Revenue);

/// <summary>A published product with pieces left that sold little.</summary>
public sealed record SlowProduct(long ProductId, string Name, string? NameEn, int Stock, long QuantitySold) : IBilingualName;

/// <summary>What a business day sold in all, and when it was counted; revenue in minor units.</summary>
public sealed record RankedDay(DateOnly Date, DateTime AggregatedAt, int Products, long QuantitySold, long Revenue);

/// <summary>
/// Rankings over any window of business days, for admins. Complete days that have been counted are read from the popular-products
/// table, all others (today above all) from the orders themselves.
/// </summary>
public sealed class RankingQueries(IDbContextFactory<ShopContext> contexts, StoreClock clock)
{
    /// <summary>Products that sold in the window, unpublished ones too. Refused: a window that ends before it begins.</summary>
    public async Task<Result<Page<RankedProduct>>> ListAsync(
        RankingWindow window, RankingOrder order, PageRequest page, CancellationToken cancellationToken)
    {
        if (Check(window) is { } failure) return failure;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var sales = await SalesAsync(db, window, cancellationToken);
        var total = await sales.CountAsync(cancellationToken);
        var rows = await Ranked(db, sales, order).Skip(page.Skip).Take(page.Limit).ToListAsync(cancellationToken);
        return page.Of(Numbered(rows, page.Skip), total);
    }

    /// <summary>The whole ranking at once, for an export. Refused as in <see cref="ListAsync"/>.</summary>
    public async Task<Result<IReadOnlyList<RankedProduct>>> ListAllAsync(
        RankingWindow window, RankingOrder order, CancellationToken cancellationToken)
    {
        if (Check(window) is { } failure) return failure;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var sales = await SalesAsync(db, window, cancellationToken);
        return Numbered(await Ranked(db, sales, order).ToListAsync(cancellationToken), 0);
    }

    /// <summary>Pieces sold in the window, of all products.</summary>
    public async Task<long> CountUnitsAsync(RankingWindow window, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await (await SalesAsync(db, window, cancellationToken)).SumAsync(s => s.Quantity, cancellationToken);
    }

    /// <summary>Published products with pieces left, those first that sold the fewest in the window, which may be none.</summary>
    public async Task<IReadOnlyList<SlowProduct>> ListSlowestAsync(RankingWindow window, int count, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var sales = await SalesAsync(db, window, cancellationToken);
        var slowest =
            from product in db.Products
            where product.Published && product.Stock > 0
            join sold in sales on product.Id equals sold.ProductId into matching
            from sold in matching.DefaultIfEmpty()
            orderby (long?)sold.Quantity ?? 0, product.Id
            select new SlowProduct(product.Id, product.Name, product.NameEn, product.Stock, (long?)sold.Quantity ?? 0);
        return await slowest.Take(count).ToListAsync(cancellationToken);
    }

    /// <summary>A product's counted days in the window, oldest first; a day without a sale has no row.</summary>
    public async Task<IReadOnlyList<ProductDay>> GetHistoryAsync(long productId, RankingWindow window, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.PopularProducts
            .Where(p => p.ProductId == productId && p.Date >= window.From && p.Date <= window.To)
            .OrderBy(p => p.Date)
            .Select(p => new ProductDay(p.Date, p.QuantitySold, p.Revenue))
            .ToListAsync(cancellationToken);
    }

    /// <summary>The counted days, newest first.</summary>
    public async Task<Page<RankedDay>> ListDaysAsync(PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var total = await db.RankingDays.CountAsync(cancellationToken);
        var days = await db.RankingDays
            .OrderByDescending(d => d.Date).Skip(page.Skip).Take(page.Limit)
            .Select(d => new RankedDay(
                d.Date,
                d.AggregatedAt,
                db.PopularProducts.Count(p => p.Date == d.Date),
                db.PopularProducts.Where(p => p.Date == d.Date).Sum(p => p.QuantitySold),
                db.PopularProducts.Where(p => p.Date == d.Date).Sum(p => p.Revenue)))
            .ToListAsync(cancellationToken);
        return page.Of(days, total);
    }

    /// <summary>The newest complete day that is counted; null before the first night.</summary>
    public async Task<RankedDay?> FindNewestDayAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today;
        // Today may have been counted by hand; the one below it is complete.
        return (await ListDaysAsync(new PageRequest(1, 2), cancellationToken)).Items.FirstOrDefault(d => d.Date < today);
    }

    private static ValidationFailed? Check(RankingWindow window) =>
        window.From > window.To ? new ValidationFailed("from", "Must not be later than 'to'.") : null;

    private static List<RankedProduct> Numbered(List<Sales> rows, int skipped) =>
        rows.Select((r, i) => new RankedProduct(skipped + i + 1, r.ProductId, r.Name, r.NameEn, r.Quantity, r.Revenue)).ToList();

    private static IQueryable<Sales> Ranked(ShopContext db, IQueryable<Sales> sales, RankingOrder order)
    {
        var named = sales.Join(db.Products, s => s.ProductId, p => p.Id, (s, p) => new Sales
        {
            ProductId = p.Id,
            Name = p.Name,
            NameEn = p.NameEn,
            Quantity = s.Quantity,
            Revenue = s.Revenue,
        });
        return order == RankingOrder.Revenue
            ? named.OrderByDescending(s => s.Revenue).ThenByDescending(s => s.Quantity).ThenBy(s => s.ProductId)
            : named.OrderByDescending(s => s.Quantity).ThenByDescending(s => s.Revenue).ThenBy(s => s.ProductId);
    }

    /// <summary>The window's sales by product: the counted days' rows and the other days' orders, as one query.</summary>
    private async Task<IQueryable<Sales>> SalesAsync(ShopContext db, RankingWindow window, CancellationToken cancellationToken)
    {
        var (from, to) = window;
        var firstOrder = await db.Orders.MinAsync(o => (DateTime?)o.PlacedAt, cancellationToken);
        var first = Later(from, firstOrder is { } placed ? clock.DayOf(placed) : clock.Today);
        var last = to < clock.Today ? to : clock.Today;
        var marks = await db.RankingDays.Where(d => d.Date >= first && d.Date <= last).ToListAsync(cancellationToken);
        // A day that was counted while it ran is not complete; its rows are passed over for its orders.
        var halfCounted = marks.Where(d => d.AggregatedAt < clock.StartOf(d.Date.AddDays(1))).Select(d => d.Date).ToList();
        var counted = marks.Select(d => d.Date).Except(halfCounted).ToHashSet();

        var sales = db.PopularProducts
            .Where(p => p.Date >= from && p.Date <= to && !halfCounted.Contains(p.Date))
            .Select(p => new Sales { ProductId = p.ProductId, Quantity = p.QuantitySold, Revenue = p.Revenue });
        foreach (var range in UncountedRanges(first, last, counted))
        {
            sales = sales.Concat(db.Orders
                .Where(o => o.PlacedAt >= range.From && o.PlacedAt < range.To && o.Status != OrderStatus.Cancelled)
                .SelectMany(o => o.Lines)
                .Where(l => l.Quantity > l.RefundedQuantity)
                .Select(l => new Sales
                {
                    ProductId = l.ProductId,
                    Quantity = l.Quantity - l.RefundedQuantity,
                    Revenue = l.LineTotal - l.RefundedAmount,
                }));
        }

        return sales
            .GroupBy(s => s.ProductId)
            .Select(g => new Sales { ProductId = g.Key, Quantity = g.Sum(s => s.Quantity), Revenue = g.Sum(s => s.Revenue) });
    }

    /// <summary>The days that are not counted, neighbours joined: usually just today.</summary>
    private IEnumerable<UtcRange> UncountedRanges(DateOnly first, DateOnly last, HashSet<DateOnly> counted)
    {
        for (var date = first; date <= last; date = date.AddDays(1))
        {
            if (counted.Contains(date)) continue;
            var start = date;
            while (date < last && !counted.Contains(date.AddDays(1))) date = date.AddDays(1);
            yield return clock.RangeOf(start, date);
        }
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private sealed class Sales
    {
        public long ProductId { get; init; }

        public string Name { get; init; } = "";

        public string? NameEn { get; init; }

        public long Quantity { get; init; }

        public long Revenue { get; init; }
    }
}

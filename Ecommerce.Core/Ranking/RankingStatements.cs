using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Ordering;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Ranking;

/// <summary>The ranking's one statement that LINQ has no word for (INSERT … SELECT); it reads the same on every database.</summary>
internal static class RankingStatements
{
    /// <summary>
    /// Sums a business day's orders that are not cancelled, less what was given back of them, by product into <c>popular_products</c>, all
    /// in the database. Sums are widened first, for SQL Server adds 32-bit numbers in 32 bits. Pieces that are worth nothing are left out,
    /// as are products of which nothing is left.
    /// </summary>
    public static Task<int> InsertDaySalesAsync(
        this ShopContext db, DateOnly date, UtcRange day, DateTime now, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(InsertDaySales(date, day, now), cancellationToken);

    private static readonly string Cancelled = ModelConventions.EnumText(OrderStatus.Cancelled);

    internal static FormattableString InsertDaySales(DateOnly date, UtcRange day, DateTime now) =>
        $"""
        INSERT INTO popular_products (date, product_id, quantity_sold, revenue, aggregated_at)
        SELECT {date}, l.product_id, SUM(CAST(l.quantity - l.refunded_quantity AS bigint)), SUM(l.line_total - l.refunded_amount), {now}
        FROM orders o JOIN order_lines l ON l.order_id = o.id
        WHERE o.placed_at >= {day.From} AND o.placed_at < {day.To} AND o.status <> {Cancelled}
        GROUP BY l.product_id
        HAVING SUM(CAST(l.quantity - l.refunded_quantity AS bigint)) > 0 AND SUM(l.line_total - l.refunded_amount) > 0
        """;
}

using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Wallets;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Reconciliation;

/// <summary>What the books say; balanced when there is no discrepancy.</summary>
public sealed record BooksReport(DateTime CheckedAt, int Wallets, int Orders, int Products, IReadOnlyList<Discrepancy> Discrepancies)
{
    public bool Balanced => Discrepancies.Count == 0;
}

/// <param name="Kind">Which rule is broken: one of <see cref="BooksRule"/>.</param>
/// <param name="Id">The wallet's owner, the order, the product or the audit's row.</param>
/// <param name="Actual">What is there in place of <paramref name="Expected"/>; of the audit's rows that hold, 0 in place of 1.</param>
public sealed record Discrepancy(string Kind, long Id, long Expected, long Actual);

public static class BooksRule
{
    public const string WalletBalance = "wallet-balance";
    public const string WalletSequence = "wallet-sequence";
    public const string WalletLastBalance = "wallet-last-balance";
    public const string OrderTotal = "order-total";
    public const string OrderPayment = "order-payment";
    public const string OrderRefund = "order-refund";
    public const string OrderPartRefund = "order-part-refund";
    public const string OrderRefundedPieces = "order-refunded-pieces";
    public const string OrderEvent = "order-event";
    public const string OrderStatus = "order-status";
    public const string ProductStock = "product-stock";
    public const string AuditChain = "audit-chain";

    public static readonly IReadOnlyList<string> All =
    [
        WalletBalance, WalletSequence, WalletLastBalance, OrderTotal, OrderPayment, OrderRefund, OrderPartRefund, OrderRefundedPieces,
        OrderEvent, OrderStatus, ProductStock, AuditChain,
    ];

    /// <summary>Whether the rule is about amounts, in minor units; the others count entries, events or pieces.</summary>
    public static bool IsOfMoney(string rule) =>
        rule is WalletBalance or WalletLastBalance or OrderTotal or OrderPayment or OrderRefund or OrderPartRefund;
}

/// <summary>
/// Holds the books against each other: wallets against their entries, orders against their lines, payments, refunds and events,
/// stock against its movements, the admins' actions against their hashes. All reads see one state, so it does not complain while shoppers
/// shop.
/// </summary>
public sealed class ReconcileBooks(IDbContextFactory<ShopContext> contexts, Dialect dialect, StoreClock clock)
{
    /// <summary>More than this many discrepancies of a kind say nothing new.</summary>
    private const int MaxPerKind = 100;

    public async Task<BooksReport> CheckAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await dialect.BeginSnapshotAsync(db, cancellationToken);
        var found = new List<Discrepancy>();
        foreach (var rule in Rules(db)) found.AddRange(await rule.ToListAsync(cancellationToken));
        var breaks = await AuditChain.FindBreaksAsync(db, MaxPerKind, cancellationToken);
        found.AddRange(breaks.Select(id => new Discrepancy(BooksRule.AuditChain, id, Expected: 1, Actual: 0)));
        return new BooksReport(
            clock.UtcNow,
            await db.Wallets.CountAsync(cancellationToken),
            await db.Orders.CountAsync(cancellationToken),
            await db.Products.CountAsync(cancellationToken),
            found.OrderBy(d => d.Kind, StringComparer.Ordinal).ThenBy(d => d.Id).ToList());
    }

    private static IEnumerable<IQueryable<Discrepancy>> Rules(ShopContext db)
    {
        var entries = db.WalletEntries;
        var events = db.Events.Where(e => e.SubjectType == OrderEvents.Subject);
        yield return Differences(BooksRule.WalletBalance, db.Wallets.Select(w => new Pair
        {
            Id = w.ShopperId,
            Expected = entries.Where(e => e.ShopperId == w.ShopperId).Sum(e => (long?)e.Amount) ?? 0,
            Actual = w.Balance,
        }));
        yield return Differences(BooksRule.WalletLastBalance, db.Wallets.Select(w => new Pair
        {
            Id = w.ShopperId,
            Expected = entries
                .Where(e => e.ShopperId == w.ShopperId)
                .OrderByDescending(e => e.Sequence)
                .Select(e => (long?)e.BalanceAfter)
                .FirstOrDefault() ?? 0,
            Actual = w.Balance,
        }));
        // Sequence numbers are unique in a wallet, so as many entries as the highest number means that none is missing.
        yield return Differences(BooksRule.WalletSequence, db.Wallets.Select(w => new Pair
        {
            Id = w.ShopperId,
            Expected = entries.Count(e => e.ShopperId == w.ShopperId),
            Actual = entries.Where(e => e.ShopperId == w.ShopperId).Max(e => (long?)e.Sequence) ?? 0,
        }));
        yield return Differences(BooksRule.WalletSequence, db.Wallets.Select(w => new Pair
        {
            Id = w.ShopperId,
            Expected = entries.Count(e => e.ShopperId == w.ShopperId),
            Actual = w.EntryCount,
        }));
        yield return Differences(BooksRule.OrderTotal, db.Orders.Select(o => new Pair
        {
            Id = o.Id,
            Expected = o.Lines.Sum(l => (long?)l.LineTotal) ?? 0,
            Actual = o.Total,
        }));
        // The unique key allows one entry of a kind per order; what is left to check is that it is there and right.
        yield return Differences(BooksRule.OrderPayment, db.Orders.Select(o => new Pair
        {
            Id = o.Id,
            Expected = -o.Total,
            Actual = entries
                .Where(e => e.OrderId == o.Id && e.ShopperId == o.ShopperId && e.Kind == WalletEntryKind.Payment)
                .Sum(e => (long?)e.Amount) ?? 0,
        }));
        yield return Differences(BooksRule.OrderRefund, db.Orders.Select(o => new Pair
        {
            Id = o.Id,
            Expected = o.Status == OrderStatus.Cancelled ? o.Total - o.Refunded : 0,
            Actual = entries
                .Where(e => e.OrderId == o.Id && e.ShopperId == o.ShopperId && e.Kind == WalletEntryKind.Refund && e.RefundNumber == 0)
                .Sum(e => (long?)e.Amount) ?? 0,
        }));
        foreach (var rule in RefundRules(db)) yield return rule;
        yield return Differences(BooksRule.OrderEvent, db.Orders.Select(o => new Pair
        {
            Id = o.Id,
            Expected = 1,
            Actual = events.Count(e => e.SubjectId == o.Id && e.Type == OrderEvents.Paid),
        }));
        yield return Differences(BooksRule.OrderEvent, db.Orders.Select(o => new Pair
        {
            Id = o.Id,
            Expected = o.Status == OrderStatus.Cancelled ? 1 : 0,
            Actual = events.Count(e => e.SubjectId == o.Id && e.Type == OrderEvents.Cancelled),
        }));
        yield return Differences(BooksRule.OrderEvent, db.Orders.Select(o => new Pair
        {
            Id = o.Id,
            Expected = o.ShippedAt != null ? 1 : 0,
            Actual = events.Count(e => e.SubjectId == o.Id && e.Type == OrderEvents.Shipped),
        }));
        yield return Differences(BooksRule.OrderEvent, db.Orders.Select(o => new Pair
        {
            Id = o.Id,
            Expected = o.DeliveredAt != null ? 1 : 0,
            Actual = events.Count(e => e.SubjectId == o.Id && e.Type == OrderEvents.Delivered),
        }));
        yield return Differences(BooksRule.OrderEvent, db.Orders.Select(o => new Pair
        {
            Id = o.Id,
            Expected = o.RefundCount,
            Actual = events.Count(e => e.SubjectId == o.Id && e.Type == OrderEvents.Refunded),
        }));
        // Where an order is on its way, and the times that say so.
        yield return Differences(BooksRule.OrderStatus, db.Orders.Select(o => new Pair
        {
            Id = o.Id,
            Expected = 1,
            Actual = (o.Status == OrderStatus.Cancelled) == (o.CancelledAt != null)
                && (o.Status == OrderStatus.Delivered) == (o.DeliveredAt != null)
                && (o.Status == OrderStatus.Shipped) == (o.ShippedAt != null && o.DeliveredAt == null)
                    ? 1
                    : 0,
        }));
        yield return Differences(BooksRule.ProductStock, db.Products.Select(p => new Pair
        {
            Id = p.Id,
            Expected = db.StockMovements.Where(m => m.ProductId == p.Id).Sum(m => (long?)m.Delta) ?? 0,
            Actual = p.Stock,
        }));
    }

    /// <summary>What an order and its lines say was given back in parts, against the wallet's entries and the refunds themselves.</summary>
    private static IEnumerable<IQueryable<Discrepancy>> RefundRules(ShopContext db)
    {
        yield return Differences(BooksRule.OrderPartRefund, db.Orders.Select(o => new Pair
        {
            Id = o.Id,
            Expected = o.Refunded,
            Actual = db.WalletEntries
                .Where(e => e.OrderId == o.Id && e.ShopperId == o.ShopperId && e.Kind == WalletEntryKind.Refund && e.RefundNumber > 0)
                .Sum(e => (long?)e.Amount) ?? 0,
        }));
        yield return Differences(BooksRule.OrderPartRefund, db.Orders.Select(o => new Pair
        {
            Id = o.Id,
            Expected = o.Refunded,
            Actual = db.Refunds.Where(r => r.OrderId == o.Id).Sum(r => (long?)r.Amount) ?? 0,
        }));
        yield return Differences(BooksRule.OrderPartRefund, db.Orders.Select(o => new Pair
        {
            Id = o.Id,
            Expected = o.Refunded,
            Actual = o.Lines.Sum(l => (long?)l.RefundedAmount) ?? 0,
        }));
        yield return Differences(BooksRule.OrderRefundedPieces, db.Orders.Select(o => new Pair
        {
            Id = o.Id,
            Expected = o.Lines.Sum(l => (long?)l.RefundedQuantity) ?? 0,
            Actual = db.RefundLines.Where(l => l.OrderId == o.Id).Sum(l => (long?)l.Quantity) ?? 0,
        }));
        yield return Differences(BooksRule.OrderRefundedPieces, db.Orders.Select(o => new Pair
        {
            Id = o.Id,
            Expected = o.RefundCount,
            Actual = db.Refunds.Count(r => r.OrderId == o.Id),
        }));
    }

    private static IQueryable<Discrepancy> Differences(string kind, IQueryable<Pair> pairs) =>
        pairs.Where(p => p.Expected != p.Actual).OrderBy(p => p.Id).Take(MaxPerKind)
            .Select(p => new Discrepancy(kind, p.Id, p.Expected, p.Actual));

    private sealed class Pair
    {
        public long Id { get; init; }

        public long Expected { get; init; }

        public long Actual { get; init; }
    }
}

using System.Linq.Expressions;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Wallets;

/// <summary>A line of the statement; <paramref name="Amount"/> is signed, in minor units.</summary>
/// <param name="Sequence">1, 2, 3 … in each wallet.</param>
/// <param name="Reason">What is told of a correction; null for all other kinds.</param>
/// <param name="RefundNumber">Which part refund of the order; 0 for all else.</param>
public sealed record StatementLine(
    long Sequence,
    WalletEntryKind Kind,
    long Amount,
    long BalanceAfter,
    long? OrderId,
    DateTime CreatedAt,
    string? Reason,
    int RefundNumber = 0)
{
    internal static readonly Expression<Func<WalletEntry, StatementLine>> OfEntry = e =>
        new StatementLine(e.Sequence, e.Kind, e.Amount, e.BalanceAfter, e.OrderId, e.CreatedAt, e.Reason, e.RefundNumber);
}

public sealed class WalletQueries(IDbContextFactory<ShopContext> contexts)
{
    /// <summary>The balance in minor units. Refused: an account that is gone.</summary>
    public async Task<Result<long>> GetBalanceAsync(long shopperId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var balance = await db.Wallets
            .Where(w => w.ShopperId == shopperId && w.ClosedAt == null).Select(w => (long?)w.Balance)
            .FirstOrDefaultAsync(cancellationToken);
        return balance is { } found ? found : new AccountNotFound();
    }

    /// <summary>The wallet's entries, newest first.</summary>
    public async Task<Page<StatementLine>> GetStatementAsync(long shopperId, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var entries = db.WalletEntries.Where(e => e.ShopperId == shopperId);
        var total = await entries.CountAsync(cancellationToken);
        var lines = await entries
            .OrderByDescending(e => e.Sequence)
            .Skip(page.Skip)
            .Take(page.Limit)
            .Select(StatementLine.OfEntry)
            .ToListAsync(cancellationToken);
        return page.Of(lines, total);
    }
}

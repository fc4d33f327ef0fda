using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Ecommerce.Core.Wallets;

/// <summary>SQL for booking on wallets.</summary>
internal sealed class WalletStatements(IModel model, Dialect dialect)
{
    private readonly RowInsert<WalletEntry> entries = new(model, dialect);
    private readonly RowStatement changeBalance = RowStatement.Update(
        dialect, "wallets", "balance = $2, entry_count = $3", "shopper_id = $1", typeof(long), typeof(long), typeof(long));

    /// <summary>Entries, and the balances that follow from the last of each wallet.</summary>
    public IEnumerable<Statement> Of(IReadOnlyList<WalletEntry> booked)
    {
        var last = booked.GroupBy(e => e.ShopperId).Select(wallet => wallet.MaxBy(e => e.Sequence)!);
        return
        [
            .. changeBalance.Of(last.Select(e => new object[] { e.ShopperId, e.BalanceAfter, e.Sequence }).ToList()),
            .. entries.Of(booked),
        ];
    }
}

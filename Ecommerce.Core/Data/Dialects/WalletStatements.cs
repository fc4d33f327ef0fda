using System.Data.Common;
using Ecommerce.Core.Wallets;

namespace Ecommerce.Core.Data.Dialects;

/// <summary>What charges and orders say to the database about a wallet.</summary>
internal static class WalletStatements
{
    private const string Change = "UPDATE wallets SET balance = $2, entry_count = $3 WHERE shopper_id = $1";

    private const string InsertCharge =
        "INSERT INTO wallet_entries (shopper_id, sequence, kind, amount, balance_after, created_at) VALUES ($1, $2, 'charge', $3, $4, $5)";

    private const string ReadEntryId = "SELECT id FROM wallet_entries WHERE shopper_id = $1 AND sequence = $2";

    private const string FindOpen = "SELECT 1 FROM wallets WHERE shopper_id = $1 AND closed_at IS NULL";

    /// <summary>The shopper's wallet, locked, read past the context; null when there is none or none any more.</summary>
    public static async Task<Wallet?> LockWalletAsync(this UnitOfWork unit, long shopperId, CancellationToken cancellationToken)
    {
        Wallet? wallet = null;
        await unit.Prepared.RunAsync([Lock(unit.Dialect, shopperId)], (_, row) => wallet = Read(shopperId, row), cancellationToken);
        return wallet;
    }

    /// <summary>Writes a charge that the wallet booked, and returns the entry's id.</summary>
    public static async Task<long> WriteChargeAsync(this UnitOfWork unit, Wallet wallet, WalletEntry charge, CancellationToken cancellationToken)
    {
        var id = 0L;
        await unit.Prepared.RunAsync(
            [
                Update(wallet),
                new(InsertCharge, [wallet.ShopperId, charge.Sequence, charge.Amount, charge.BalanceAfter, charge.CreatedAt]),
                new(ReadEntryId, [wallet.ShopperId, charge.Sequence], Reads: true),
            ],
            (_, row) => id = row.GetInt64(0),
            cancellationToken);
        return id;
    }

    /// <summary>Locks and reads an open wallet.</summary>
    public static Statement Lock(Dialect dialect, long shopperId) =>
        new(dialect.LockingRead("balance, entry_count", "wallets", "shopper_id = $1 AND closed_at IS NULL"), [shopperId], Reads: true);

    public static Wallet Read(long shopperId, DbDataReader row) => Wallet.Of(shopperId, row.GetInt64(0), row.GetInt64(1));

    public static Statement Update(Wallet wallet) => new(Change, [wallet.ShopperId, wallet.Balance, wallet.EntryCount]);

    /// <summary>Answers a row if the shopper is there and has not deleted the account.</summary>
    public static Statement IsOpen(long shopperId) => new(FindOpen, [shopperId], Reads: true);
}

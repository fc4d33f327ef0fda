using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Ecommerce.Core.Wallets;

/// <summary>SQL for booking on wallets.</summary>
internal sealed class WalletStatements(IModel model)
{
    private const string ChangeBalance = "UPDATE wallets SET balance = $2, entry_count = $3 WHERE shopper_id = $1";

    private const string ReadEntryId = "SELECT id FROM wallet_entries WHERE shopper_id = $1 AND sequence = $2";

    private readonly RowInsert<WalletEntry> entries = new(model.FindEntityType(typeof(WalletEntry))!);

    /// <summary>An entry, and the balance that follows from it.</summary>
    public IEnumerable<Statement> Of(WalletEntry entry) =>
        [new(ChangeBalance, [entry.ShopperId, entry.BalanceAfter, entry.Sequence]), entries.Of(entry)];

    /// <summary>Answers the id of an entry that was written.</summary>
    public static Statement IdOf(WalletEntry entry) => new(ReadEntryId, [entry.ShopperId, entry.Sequence], Reads: true);
}

using Microsoft.EntityFrameworkCore.Migrations;

namespace Ecommerce.Core.Data.Databases.Sqlite.Migrations;

/// <summary>
/// SQLite can't change a check, so the wallet's entries move to a new table. EF would do it behind all other statements of the migration,
/// and without the triggers, which go with the old table. Its text is the migration's own: it never changes again.
/// </summary>
public partial class Running
{
    private const string Kinds =
        "(kind = 'charge' AND amount > 0 AND order_id IS NULL) OR (kind = 'payment' AND amount < 0 AND order_id IS NOT NULL) "
        + "OR (kind = 'refund' AND amount > 0 AND order_id IS NOT NULL)";

    private static void RebuildEntries(MigrationBuilder migration) => Rebuild(
        migration,
        ", \"reason\" TEXT NULL, \"refund_number\" INTEGER NOT NULL DEFAULT 0",
        $"{Kinds} OR (kind = 'correction' AND amount <> 0 AND order_id IS NULL AND reason IS NOT NULL)",
        "CREATE UNIQUE INDEX ix_wallet_entries_order_id_kind_refund_number ON wallet_entries (order_id, kind, refund_number);");

    /// <summary>Fails where there is a correction or a second refund of an order: nothing that was booked goes away.</summary>
    private static void RestoreEntries(MigrationBuilder migration) => Rebuild(
        migration, "", Kinds, "CREATE UNIQUE INDEX ix_wallet_entries_order_id_kind ON wallet_entries (order_id, kind);");

    private static void Rebuild(MigrationBuilder migration, string newColumns, string check, string index)
    {
        const string columns = "id, shopper_id, sequence, kind, amount, balance_after, order_id, created_at";
        string[] statements =
        [
            $"""
            CREATE TABLE "new_wallet_entries" (
                "id" INTEGER NOT NULL CONSTRAINT "pk_wallet_entries" PRIMARY KEY AUTOINCREMENT,
                "shopper_id" INTEGER NOT NULL,
                "sequence" INTEGER NOT NULL,
                "kind" TEXT NOT NULL,
                "amount" INTEGER NOT NULL,
                "balance_after" INTEGER NOT NULL,
                "order_id" INTEGER NULL,
                "created_at" TEXT NOT NULL{newColumns},
                CONSTRAINT "ck_wallet_entries_balance_not_negative" CHECK (balance_after >= 0),
                CONSTRAINT "ck_wallet_entries_sign_and_source" CHECK ({check}),
                CONSTRAINT "fk_wallet_entries_orders_order_id" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE RESTRICT,
                CONSTRAINT "fk_wallet_entries_wallets_shopper_id" FOREIGN KEY ("shopper_id") REFERENCES "wallets" ("shopper_id")
                    ON DELETE RESTRICT
            );
            """,
            $"INSERT INTO new_wallet_entries ({columns}) SELECT {columns} FROM wallet_entries;",
            "DROP TABLE wallet_entries;",
            "ALTER TABLE new_wallet_entries RENAME TO wallet_entries;",
            index,
            "CREATE UNIQUE INDEX ix_wallet_entries_shopper_id_sequence ON wallet_entries (shopper_id, sequence);",
            "CREATE TRIGGER wallet_entries_append_only_update BEFORE UPDATE ON wallet_entries BEGIN SELECT RAISE(ABORT, "
            + "'wallet_entries is append-only'); END;",
            "CREATE TRIGGER wallet_entries_append_only_delete BEFORE DELETE ON wallet_entries BEGIN SELECT RAISE(ABORT, "
            + "'wallet_entries is append-only'); END;",
        ];
        foreach (var statement in statements) migration.Sql(statement);
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

namespace Ecommerce.Core.Data.Databases.SqlServer.Migrations;

/// <summary>What EF has no operation for. Its text is the migration's own: it never changes again.</summary>
public partial class Initial
{
    /// <summary>
    /// The database itself refuses to change or delete an entry of the books, and counts what lists follow from. A sale changes stock alone,
    /// and counts nothing. In EXEC, for CREATE TRIGGER has to be alone in its batch, which it is not in a migration script. UPDATE(column) is
    /// true for inserts and false for deletes. NOCOUNT keeps a trigger's own row out of the rows that the statement reports
    /// (https://learn.microsoft.com/sql/t-sql/statements/set-nocount-transact-sql).
    /// </summary>
    private static readonly string[] Triggers =
    [
        "EXEC(N'CREATE TRIGGER wallet_entries_append_only ON wallet_entries INSTEAD OF UPDATE, DELETE AS SET NOCOUNT ON; "
        + "THROW 50001, ''wallet_entries is append-only'', 1;');",
        "EXEC(N'CREATE TRIGGER stock_movements_append_only ON stock_movements INSTEAD OF UPDATE, DELETE AS SET NOCOUNT "
        + "ON; THROW 50001, ''stock_movements is append-only'', 1;');",
        "EXEC(N'CREATE TRIGGER admin_actions_append_only ON admin_actions INSTEAD OF UPDATE, DELETE AS SET NOCOUNT ON; "
        + "THROW 50001, ''admin_actions is append-only'', 1;');",
        "CREATE TABLE books_guard (wallet_entries_id bigint NOT NULL CONSTRAINT fk_books_guard_wallet_entries REFERENCES "
        + "wallet_entries (id), stock_movements_id bigint NOT NULL CONSTRAINT fk_books_guard_stock_movements REFERENCES "
        + "stock_movements (id), admin_actions_id bigint NOT NULL CONSTRAINT fk_books_guard_admin_actions REFERENCES "
        + "admin_actions (id), CONSTRAINT ck_books_guard_stays_empty CHECK (1 = 0));",
        "EXEC(N'CREATE TRIGGER products_revision ON products AFTER INSERT, UPDATE, DELETE AS SET NOCOUNT ON; IF "
        + "UPDATE(name) OR UPDATE(name_en) OR UPDATE(price) OR UPDATE(category_id) OR UPDATE(published) OR "
        + "UPDATE(search_text) OR NOT EXISTS (SELECT * FROM inserted) UPDATE revisions SET number = number + 1 WHERE name "
        + "= ''catalog'';');",
        "EXEC(N'CREATE TRIGGER categories_revision ON categories AFTER INSERT, UPDATE, DELETE AS SET NOCOUNT ON; IF "
        + "UPDATE(name) OR UPDATE(name_en) OR NOT EXISTS (SELECT * FROM inserted) UPDATE revisions SET number = number + 1 "
        + "WHERE name = ''catalog'';');",
        "EXEC(N'CREATE TRIGGER ranking_days_revision ON ranking_days AFTER INSERT, UPDATE, DELETE AS SET NOCOUNT ON; IF "
        + "UPDATE(date) OR UPDATE(aggregated_at) OR NOT EXISTS (SELECT * FROM inserted) UPDATE revisions SET number = "
        + "number + 1 WHERE name = ''ranking'';');",
        "EXEC(N'CREATE TRIGGER popular_products_revision ON popular_products AFTER INSERT, UPDATE, DELETE AS SET NOCOUNT "
        + "ON; IF UPDATE(date) OR UPDATE(product_id) OR UPDATE(quantity_sold) OR UPDATE(revenue) OR NOT EXISTS (SELECT * "
        + "FROM inserted) UPDATE revisions SET number = number + 1 WHERE name = ''ranking'';');",
    ];

    // books_guard: an empty table that refers to the books. TRUNCATE passes triggers, but a table that a foreign key refers to can't be
    // truncated, even when the other table is empty
    // (https://learn.microsoft.com/sql/t-sql/statements/truncate-table-transact-sql#restrictions).
    private static void AddTriggers(MigrationBuilder migration)
    {
        foreach (var statement in Triggers) migration.Sql(statement);
    }

    /// <summary>Triggers go with their tables; what stands beside the tables does not.</summary>
    private static void DropTriggers(MigrationBuilder migration) =>
        migration.Sql("DROP TABLE books_guard;");
}

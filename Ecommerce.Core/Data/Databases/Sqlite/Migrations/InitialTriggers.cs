using Microsoft.EntityFrameworkCore.Migrations;

namespace Ecommerce.Core.Data.Databases.Sqlite.Migrations;

/// <summary>What EF has no operation for. Its text is the migration's own: it never changes again.</summary>
public partial class Initial
{
    /// <summary>
    /// The database itself refuses to change or delete an entry of the books, and counts what lists follow from. A sale
    /// changes stock alone, and counts nothing.
    /// </summary>
    private static readonly string[] Triggers =
    [
        "CREATE TRIGGER wallet_entries_append_only_update BEFORE UPDATE ON wallet_entries BEGIN SELECT RAISE(ABORT, "
        + "'wallet_entries is append-only'); END;",
        "CREATE TRIGGER wallet_entries_append_only_delete BEFORE DELETE ON wallet_entries BEGIN SELECT RAISE(ABORT, "
        + "'wallet_entries is append-only'); END;",
        "CREATE TRIGGER stock_movements_append_only_update BEFORE UPDATE ON stock_movements BEGIN SELECT RAISE(ABORT, "
        + "'stock_movements is append-only'); END;",
        "CREATE TRIGGER stock_movements_append_only_delete BEFORE DELETE ON stock_movements BEGIN SELECT RAISE(ABORT, "
        + "'stock_movements is append-only'); END;",
        "CREATE TRIGGER admin_actions_append_only_update BEFORE UPDATE ON admin_actions BEGIN SELECT RAISE(ABORT, "
        + "'admin_actions is append-only'); END;",
        "CREATE TRIGGER admin_actions_append_only_delete BEFORE DELETE ON admin_actions BEGIN SELECT RAISE(ABORT, "
        + "'admin_actions is append-only'); END;",
        "CREATE TRIGGER products_revision_insert AFTER INSERT ON products BEGIN UPDATE revisions SET number = number + 1 "
        + "WHERE name = 'catalog'; END;",
        "CREATE TRIGGER products_revision_delete AFTER DELETE ON products BEGIN UPDATE revisions SET number = number + 1 "
        + "WHERE name = 'catalog'; END;",
        "CREATE TRIGGER products_revision_update AFTER UPDATE OF name, name_en, price, category_id, published, "
        + "search_text ON products BEGIN UPDATE revisions SET number = number + 1 WHERE name = 'catalog'; END;",
        "CREATE TRIGGER categories_revision_insert AFTER INSERT ON categories BEGIN UPDATE revisions SET number = number "
        + "+ 1 WHERE name = 'catalog'; END;",
        "CREATE TRIGGER categories_revision_delete AFTER DELETE ON categories BEGIN UPDATE revisions SET number = number "
        + "+ 1 WHERE name = 'catalog'; END;",
        "CREATE TRIGGER categories_revision_update AFTER UPDATE OF name, name_en ON categories BEGIN UPDATE revisions "
        + "SET number = number + 1 WHERE name = 'catalog'; END;",
        "CREATE TRIGGER ranking_days_revision_insert AFTER INSERT ON ranking_days BEGIN UPDATE revisions SET number = "
        + "number + 1 WHERE name = 'ranking'; END;",
        "CREATE TRIGGER ranking_days_revision_delete AFTER DELETE ON ranking_days BEGIN UPDATE revisions SET number = "
        + "number + 1 WHERE name = 'ranking'; END;",
        "CREATE TRIGGER ranking_days_revision_update AFTER UPDATE OF date, aggregated_at ON ranking_days BEGIN UPDATE "
        + "revisions SET number = number + 1 WHERE name = 'ranking'; END;",
        "CREATE TRIGGER popular_products_revision_insert AFTER INSERT ON popular_products BEGIN UPDATE revisions SET "
        + "number = number + 1 WHERE name = 'ranking'; END;",
        "CREATE TRIGGER popular_products_revision_delete AFTER DELETE ON popular_products BEGIN UPDATE revisions SET "
        + "number = number + 1 WHERE name = 'ranking'; END;",
        "CREATE TRIGGER popular_products_revision_update AFTER UPDATE OF date, product_id, quantity_sold, revenue ON "
        + "popular_products BEGIN UPDATE revisions SET number = number + 1 WHERE name = 'ranking'; END;",
    ];

    private static void AddTriggers(MigrationBuilder migration)
    {
        foreach (var statement in Triggers) migration.Sql(statement);
    }
}

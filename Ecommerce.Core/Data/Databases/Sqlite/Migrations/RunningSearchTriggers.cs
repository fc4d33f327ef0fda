using Microsoft.EntityFrameworkCore.Migrations;

namespace Ecommerce.Core.Data.Databases.Sqlite.Migrations;

/// <summary>What EF has no operation for. Its text is the migration's own: it never changes again.</summary>
public partial class Running
{
    /// <summary>
    /// The database itself writes down which products the index has to learn anew. A new one only if its id is among those that were
    /// indexed; a sale only if it sells the last piece.
    /// </summary>
    private static readonly string[] Triggers =
    [
        "CREATE TRIGGER products_changes_insert AFTER INSERT ON products WHEN NEW.id <= (SELECT number FROM revisions "
        + "WHERE name = 'indexed') BEGIN INSERT INTO product_changes (product_id, stock_only) VALUES (NEW.id, 0); END;",
        "CREATE TRIGGER products_changes_delete AFTER DELETE ON products BEGIN INSERT INTO product_changes (product_id, "
        + "old_text, old_category_id, stock_only) VALUES (OLD.id, CASE WHEN OLD.published = 1 THEN OLD.search_text END, "
        + "OLD.category_id, 0); END;",
        "CREATE TRIGGER products_changes_update AFTER UPDATE OF price, category_id, published, search_text, "
        + "name_sort_key, name_sort_key_en ON products BEGIN INSERT INTO product_changes (product_id, old_text, "
        + "old_category_id, stock_only) VALUES (OLD.id, CASE WHEN OLD.published = 1 THEN OLD.search_text END, "
        + "OLD.category_id, 0); END;",
        "CREATE TRIGGER products_changes_stock AFTER UPDATE OF stock ON products WHEN (OLD.stock = 0) <> (NEW.stock = 0) "
        + "BEGIN INSERT INTO product_changes (product_id, stock_only) VALUES (NEW.id, 1); END;",
    ];

    private static void AddTriggers(MigrationBuilder migration)
    {
        foreach (var statement in Triggers) migration.Sql(statement);
    }

    private static void DropTriggers(MigrationBuilder migration)
    {
        foreach (var cause in new[] { "insert", "delete", "update", "stock" })
            migration.Sql($"DROP TRIGGER products_changes_{cause};");
    }
}

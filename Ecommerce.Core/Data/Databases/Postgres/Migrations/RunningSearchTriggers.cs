using Microsoft.EntityFrameworkCore.Migrations;

namespace Ecommerce.Core.Data.Databases.Postgres.Migrations;

/// <summary>What EF has no operation for. Its text is the migration's own: it never changes again.</summary>
public partial class Running
{
    /// <summary>
    /// The database itself writes down which products the index has to learn anew. A new one only if its id is among those that were
    /// indexed; a sale only if it sells the last piece. Triggers of one kind run by name: products_revision has locked the catalog's
    /// revision when products_search_insert looks how far the index is, so the index can't pass a product that is not committed yet.
    /// </summary>
    private static readonly string[] Triggers =
    [
        "CREATE FUNCTION note_new_products() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO product_changes "
        + "(product_id, stock_only) SELECT id, false FROM added WHERE id <= (SELECT number FROM revisions WHERE name = "
        + "'indexed'); RETURN NULL; END $$;",
        "CREATE FUNCTION note_product_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO product_changes "
        + "(product_id, old_text, old_category_id, stock_only) VALUES (OLD.id, CASE WHEN OLD.published THEN "
        + "OLD.search_text END, OLD.category_id, false); RETURN NULL; END $$;",
        "CREATE FUNCTION note_stock_crossing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO product_changes "
        + "(product_id, stock_only) VALUES (NEW.id, true); RETURN NULL; END $$;",
        "CREATE TRIGGER products_search_insert AFTER INSERT ON products REFERENCING NEW TABLE AS added FOR EACH "
        + "STATEMENT EXECUTE FUNCTION note_new_products();",
        "CREATE TRIGGER products_search_change AFTER DELETE OR UPDATE OF price, category_id, published, search_text, "
        + "name_sort_key, name_sort_key_en ON products FOR EACH ROW EXECUTE FUNCTION note_product_change();",
        "CREATE TRIGGER products_search_stock AFTER UPDATE OF stock ON products FOR EACH ROW WHEN ((OLD.stock = 0) <> "
        + "(NEW.stock = 0)) EXECUTE FUNCTION note_stock_crossing();",
    ];

    private static void AddTriggers(MigrationBuilder migration)
    {
        foreach (var statement in Triggers) migration.Sql(statement);
    }

    private static void DropTriggers(MigrationBuilder migration) =>
        migration.Sql(
            "DROP FUNCTION note_new_products() CASCADE; DROP FUNCTION note_product_change() CASCADE; "
            + "DROP FUNCTION note_stock_crossing() CASCADE;");
}

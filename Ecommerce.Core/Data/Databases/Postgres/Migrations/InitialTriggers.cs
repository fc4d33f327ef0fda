using Microsoft.EntityFrameworkCore.Migrations;

namespace Ecommerce.Core.Data.Databases.Postgres.Migrations;

/// <summary>What EF has no operation for. Its text is the migration's own: it never changes again.</summary>
public partial class Initial
{
    /// <summary>
    /// The database itself refuses to change or delete an entry of the books, and counts what lists follow from. A sale
    /// changes stock alone, and counts nothing.
    /// </summary>
    private static readonly string[] Triggers =
    [
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is "
        + "append-only', TG_TABLE_NAME; END $$;",
        "CREATE TRIGGER wallet_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON wallet_entries FOR EACH "
        + "STATEMENT EXECUTE FUNCTION refuse_change();",
        "CREATE TRIGGER stock_movements_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_movements FOR EACH "
        + "STATEMENT EXECUTE FUNCTION refuse_change();",
        "CREATE TRIGGER admin_actions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON admin_actions FOR EACH "
        + "STATEMENT EXECUTE FUNCTION refuse_change();",
        "CREATE FUNCTION count_revision() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE revisions SET number = "
        + "number + 1 WHERE name = TG_ARGV[0]; RETURN NULL; END $$;",
        "CREATE TRIGGER products_revision AFTER INSERT OR DELETE OR TRUNCATE OR UPDATE OF name, name_en, price, "
        + "category_id, published, search_text ON products FOR EACH STATEMENT EXECUTE FUNCTION count_revision('catalog');",
        "CREATE TRIGGER categories_revision AFTER INSERT OR DELETE OR TRUNCATE OR UPDATE OF name, name_en ON categories "
        + "FOR EACH STATEMENT EXECUTE FUNCTION count_revision('catalog');",
        "CREATE TRIGGER ranking_days_revision AFTER INSERT OR DELETE OR TRUNCATE OR UPDATE OF date, aggregated_at ON "
        + "ranking_days FOR EACH STATEMENT EXECUTE FUNCTION count_revision('ranking');",
        "CREATE TRIGGER popular_products_revision AFTER INSERT OR DELETE OR TRUNCATE OR UPDATE OF date, product_id, "
        + "quantity_sold, revenue ON popular_products FOR EACH STATEMENT EXECUTE FUNCTION count_revision('ranking');",
    ];

    private static void AddTriggers(MigrationBuilder migration)
    {
        foreach (var statement in Triggers) migration.Sql(statement);
    }

    /// <summary>Triggers go with their tables; what stands beside the tables does not.</summary>
    private static void DropTriggers(MigrationBuilder migration) =>
        migration.Sql("DROP FUNCTION refuse_change() CASCADE; DROP FUNCTION count_revision() CASCADE;");
}

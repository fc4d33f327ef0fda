using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Ecommerce.Core.Data.Dialects;

/// <summary>The triggers that count revisions, for migrations. A sale changes stock alone, and counts nothing.</summary>
internal static class RevisionStatements
{
    private sealed record Watched(string Table, string Revision, params string[] Columns);

    private static readonly Watched[] Tables =
    [
        new("products", Data.Revision.Catalog, "name", "name_en", "price", "category_id", "published", "search_text"),
        new("categories", Data.Revision.Catalog, "name", "name_en"),
        new("ranking_days", Data.Revision.Ranking, "date", "aggregated_at"),
        new("popular_products", Data.Revision.Ranking, "date", "product_id", "quantity_sold", "revenue"),
    ];

    public static void CountRevisions(this MigrationBuilder migration)
    {
        if (migration.IsSqlServer()) migration.CountRevisionsOnSqlServer();
        else if (migration.IsNpgsql()) migration.CountRevisionsOnPostgres();
        else migration.CountRevisionsOnSqlite();
    }

    private static void CountRevisionsOnSqlite(this MigrationBuilder migration)
    {
        foreach (var watched in Tables)
        {
            foreach (var (name, operation) in new[] { ("insert", "INSERT"), ("delete", "DELETE"), ("update", $"UPDATE OF {string.Join(", ", watched.Columns)}") })
            {
                migration.Sql(
                    $"CREATE TRIGGER {watched.Table}_revision_{name} AFTER {operation} ON {watched.Table} "
                    + $"BEGIN UPDATE revisions SET number = number + 1 WHERE name = '{watched.Revision}'; END;");
            }
        }
    }

    private static void CountRevisionsOnPostgres(this MigrationBuilder migration)
    {
        migration.Sql(
            "CREATE FUNCTION count_revision() RETURNS trigger LANGUAGE plpgsql AS "
            + "$$ BEGIN UPDATE revisions SET number = number + 1 WHERE name = TG_ARGV[0]; RETURN NULL; END $$;");
        foreach (var watched in Tables)
        {
            migration.Sql(
                $"CREATE TRIGGER {watched.Table}_revision AFTER INSERT OR DELETE OR TRUNCATE OR UPDATE OF {string.Join(", ", watched.Columns)} "
                + $"ON {watched.Table} FOR EACH STATEMENT EXECUTE FUNCTION count_revision('{watched.Revision}');");
        }
    }

    /// <summary>
    /// In EXEC, for CREATE TRIGGER has to be alone in its batch. UPDATE(column) is true for inserts and false for deletes. NOCOUNT keeps the
    /// trigger's own row out of the rows that the statement reports
    /// (https://learn.microsoft.com/sql/t-sql/statements/set-nocount-transact-sql).
    /// </summary>
    private static void CountRevisionsOnSqlServer(this MigrationBuilder migration)
    {
        foreach (var watched in Tables)
        {
            migration.Sql(
                $"EXEC(N'CREATE TRIGGER {watched.Table}_revision ON {watched.Table} AFTER INSERT, UPDATE, DELETE AS SET NOCOUNT ON; "
                + $"IF {string.Join(" OR ", watched.Columns.Select(c => $"UPDATE({c})"))} OR NOT EXISTS (SELECT * FROM inserted) "
                + $"UPDATE revisions SET number = number + 1 WHERE name = ''{watched.Revision}'';');");
        }
    }
}

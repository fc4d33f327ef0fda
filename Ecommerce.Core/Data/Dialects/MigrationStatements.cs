using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Ecommerce.Core.Data.Dialects;

/// <summary>What migrations need beyond EF's own operations. Once released, left alone: migrations that ran refer to it.</summary>
internal static class MigrationStatements
{
    /// <summary>An empty table that refers to the books on SQL Server, where TRUNCATE passes triggers but not a foreign key.</summary>
    private const string BooksGuard = "books_guard";

    private static readonly string[] AppendOnlyTables = ["wallet_entries", "stock_movements", "admin_actions"];

    /// <summary>At the end of the migration's Up: the books' protection and the revisions' counting.</summary>
    public static void AddShopTriggers(this MigrationBuilder migration)
    {
        if (migration.IsSqlServer()) migration.ProtectBooksOnSqlServer();
        else if (migration.IsNpgsql()) migration.ProtectBooksOnPostgres();
        else migration.ProtectBooksOnSqlite();
        migration.CountRevisions();
    }

    /// <summary>At the beginning of Down. Triggers go with their tables; what stands beside the tables does not.</summary>
    public static void DropShopTriggers(this MigrationBuilder migration)
    {
        if (migration.IsSqlServer()) migration.Sql($"DROP TABLE {BooksGuard};");
        if (migration.IsNpgsql()) migration.Sql("DROP FUNCTION refuse_change() CASCADE; DROP FUNCTION count_revision() CASCADE;");
    }

    /// <summary>The database itself refuses to change or delete an entry of the books.</summary>
    private static void ProtectBooksOnSqlite(this MigrationBuilder migration)
    {
        foreach (var table in AppendOnlyTables)
        {
            foreach (var operation in new[] { "UPDATE", "DELETE" })
            {
                migration.Sql(
                    $"CREATE TRIGGER {table}_append_only_{operation.ToLowerInvariant()} BEFORE {operation} ON {table} "
                    + $"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;");
            }
        }
    }

    private static void ProtectBooksOnPostgres(this MigrationBuilder migration)
    {
        migration.Sql(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            + "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;");
        foreach (var table in AppendOnlyTables)
        {
            migration.Sql(
                $"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                + "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();");
        }
    }

    /// <summary>
    /// In EXEC, for CREATE TRIGGER has to be alone in its batch, which it is not in a migration script. A table that a foreign key refers to
    /// can't be truncated, even when the other table is empty
    /// (https://learn.microsoft.com/sql/t-sql/statements/truncate-table-transact-sql#restrictions).
    /// </summary>
    private static void ProtectBooksOnSqlServer(this MigrationBuilder migration)
    {
        foreach (var table in AppendOnlyTables)
        {
            migration.Sql(
                $"EXEC(N'CREATE TRIGGER {table}_append_only ON {table} INSTEAD OF UPDATE, DELETE AS SET NOCOUNT ON; "
                + $"THROW 50001, ''{table} is append-only'', 1;');");
        }

        migration.Sql(
            $"CREATE TABLE {BooksGuard} ("
            + string.Concat(AppendOnlyTables.Select(t => $"{t}_id bigint NOT NULL CONSTRAINT fk_{BooksGuard}_{t} REFERENCES {t} (id), "))
            + $"CONSTRAINT ck_{BooksGuard}_stays_empty CHECK (1 = 0));");
    }
}

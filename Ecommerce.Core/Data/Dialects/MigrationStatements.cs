using Microsoft.EntityFrameworkCore.Migrations;

namespace Ecommerce.Core.Data.Dialects;

/// <summary>What migrations need beyond EF's own operations. Written once and then left alone: migrations that ran refer to it.</summary>
internal static class MigrationStatements
{
    private static readonly string[] AppendOnlyTables = ["wallet_entries", "stock_movements"];

    /// <summary>The database itself refuses to change or delete an entry of the books.</summary>
    public static void ProtectBooksOnSqlite(this MigrationBuilder migration)
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

    public static void ProtectBooksOnPostgres(this MigrationBuilder migration)
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

    /// <summary>The tables' triggers go with the tables; the function they call does not.</summary>
    public static void UnprotectBooksOnPostgres(this MigrationBuilder migration) => migration.Sql("DROP FUNCTION refuse_change();");

    /// <summary>In EXEC, for CREATE TRIGGER has to be alone in its batch, which it is not in a migration script.</summary>
    public static void ProtectBooksOnSqlServer(this MigrationBuilder migration)
    {
        foreach (var table in AppendOnlyTables)
        {
            migration.Sql(
                $"EXEC(N'CREATE TRIGGER {table}_append_only ON {table} INSTEAD OF UPDATE, DELETE AS "
                + $"THROW 50001, ''{table} is append-only'', 1;');");
        }
    }

    /// <summary>Lets the books be read as one state while orders come in. It can't be set inside a transaction.</summary>
    public static void AllowSnapshotReadsOnSqlServer(this MigrationBuilder migration) =>
        migration.Sql("ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ON;", suppressTransaction: true);
}

using Microsoft.EntityFrameworkCore.Migrations;

namespace Ecommerce.Core.Data.Databases.Sqlite.Migrations;

/// <summary>What EF has no operation for. Its text is the migration's own: it never changes again.</summary>
public partial class StockWork
{
    /// <summary>The database itself refuses to change or delete a refund, as it does entries of the books.</summary>
    private static void AddTriggers(MigrationBuilder migration)
    {
        foreach (var change in new[] { "update", "delete" })
        {
            migration.Sql(
                $"CREATE TRIGGER refunds_append_only_{change} BEFORE {change.ToUpperInvariant()} ON refunds BEGIN SELECT RAISE(ABORT, "
                + "'refunds is append-only'); END;");
        }
    }

    private static void DropTriggers(MigrationBuilder migration)
    {
        foreach (var change in new[] { "update", "delete" }) migration.Sql($"DROP TRIGGER refunds_append_only_{change};");
    }
}

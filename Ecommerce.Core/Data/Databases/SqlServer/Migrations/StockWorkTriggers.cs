using Microsoft.EntityFrameworkCore.Migrations;

namespace Ecommerce.Core.Data.Databases.SqlServer.Migrations;

/// <summary>What EF has no operation for. Its text is the migration's own: it never changes again.</summary>
public partial class StockWork
{
    /// <summary>
    /// The database itself refuses to change or delete a refund, as it does entries of the books. It can't be truncated either: its lines
    /// refer to it.
    /// </summary>
    private static void AddTriggers(MigrationBuilder migration) =>
        migration.Sql(
            "EXEC(N'CREATE TRIGGER refunds_append_only ON refunds INSTEAD OF UPDATE, DELETE AS SET NOCOUNT ON; THROW 50001, "
            + "''refunds is append-only'', 1;');");

    private static void DropTriggers(MigrationBuilder migration) => migration.Sql("DROP TRIGGER refunds_append_only;");
}

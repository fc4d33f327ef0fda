using Microsoft.EntityFrameworkCore.Migrations;

namespace Ecommerce.Core.Data.Databases.Postgres.Migrations;

/// <summary>What EF has no operation for. Its text is the migration's own: it never changes again.</summary>
public partial class StockWork
{
    /// <summary>The database itself refuses to change or delete a refund, as it does entries of the books.</summary>
    private static void AddTriggers(MigrationBuilder migration) =>
        migration.Sql(
            "CREATE TRIGGER refunds_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON refunds FOR EACH STATEMENT EXECUTE FUNCTION "
            + "refuse_change();");

    private static void DropTriggers(MigrationBuilder migration) => migration.Sql("DROP TRIGGER refunds_append_only ON refunds;");
}

using Ecommerce.Core.Data.Dialects;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace Ecommerce.Core.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Revisions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "revisions",
                columns: table => new
                {
                    name = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_revisions", x => x.name);
                });

            migrationBuilder.InsertData(
                table: "revisions",
                columns: new[] { "name", "number" },
                values: new object[,]
                {
                    { "catalog", 0L },
                    { "ranking", 0L }
                });
            migrationBuilder.CountRevisionsOnSqlServer();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.UncountRevisionsOnSqlServer();
            migrationBuilder.DropTable(
                name: "revisions");
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace Ecommerce.Core.Data.Databases.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class ProductSearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "product_changes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    product_id = table.Column<long>(type: "bigint", nullable: false),
                    old_text = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    old_category_id = table.Column<long>(type: "bigint", nullable: true),
                    stock_only = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_product_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "search_postings",
                columns: table => new
                {
                    term = table.Column<long>(type: "bigint", nullable: false),
                    block = table.Column<int>(type: "int", nullable: false),
                    ids = table.Column<byte[]>(type: "varbinary(4096)", maxLength: 4096, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_search_postings", x => new { x.term, x.block });
                });

            migrationBuilder.InsertData(
                table: "revisions",
                columns: new[] { "name", "number" },
                values: new object[,]
                {
                    { "folded", 0L },
                    { "indexed", 0L }
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "product_changes");

            migrationBuilder.DropTable(
                name: "search_postings");

            migrationBuilder.DeleteData(
                table: "revisions",
                keyColumn: "name",
                keyValue: "folded");

            migrationBuilder.DeleteData(
                table: "revisions",
                keyColumn: "name",
                keyValue: "indexed");
        }
    }
}

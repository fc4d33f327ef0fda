using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ecommerce.Core.Data.Databases.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class StockWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "low_since",
                table: "products",
                type: "TEXT",
                precision: 3,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "low_stock_at",
                table: "products",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "price_changes",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    product_id = table.Column<long>(type: "INTEGER", nullable: false),
                    old_price = table.Column<long>(type: "INTEGER", nullable: false),
                    new_price = table.Column<long>(type: "INTEGER", nullable: false),
                    actor_id = table.Column<long>(type: "INTEGER", nullable: true),
                    origin = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_price_changes", x => x.id);
                    table.ForeignKey(
                        name: "fk_price_changes_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "scheduled_changes",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    product_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    price = table.Column<long>(type: "INTEGER", nullable: true),
                    due_at = table.Column<DateTime>(type: "TEXT", precision: 3, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    planned_by = table.Column<long>(type: "INTEGER", nullable: true),
                    planned_at = table.Column<DateTime>(type: "TEXT", precision: 3, nullable: false),
                    ended_at = table.Column<DateTime>(type: "TEXT", precision: 3, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scheduled_changes", x => x.id);
                    table.CheckConstraint("ck_scheduled_changes_price", "(kind = 'price' AND price IS NOT NULL AND price >= 1 AND price <= 1000000000) OR (kind <> 'price' AND price IS NULL)");
                    table.ForeignKey(
                        name: "fk_scheduled_changes_products_product_id",
                        column: x => x.product_id,
                        principalTable: "products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "revisions",
                columns: new[] { "name", "number" },
                values: new object[] { "low-stock", 0L });

            migrationBuilder.CreateIndex(
                name: "ix_products_low",
                table: "products",
                column: "id",
                filter: "low_since IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_price_changes_product_id_id",
                table: "price_changes",
                columns: new[] { "product_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_scheduled_changes_planned",
                table: "scheduled_changes",
                columns: new[] { "due_at", "id" },
                filter: "status = 'planned'");

            migrationBuilder.CreateIndex(
                name: "ix_scheduled_changes_product_id_due_at_id",
                table: "scheduled_changes",
                columns: new[] { "product_id", "due_at", "id" });

            AddTriggers(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            DropTriggers(migrationBuilder);

            migrationBuilder.DropTable(
                name: "price_changes");

            migrationBuilder.DropTable(
                name: "scheduled_changes");

            migrationBuilder.DropIndex(
                name: "ix_products_low",
                table: "products");

            migrationBuilder.DeleteData(
                table: "revisions",
                keyColumn: "name",
                keyValue: "low-stock");

            migrationBuilder.DropColumn(
                name: "low_since",
                table: "products");

            migrationBuilder.DropColumn(
                name: "low_stock_at",
                table: "products");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Ecommerce.Core.Data.Databases.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Refunds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_wallet_entries_order_id_kind",
                table: "wallet_entries");

            migrationBuilder.DropIndex(
                name: "ix_stock_movements_order_id_product_id_reason",
                table: "stock_movements");

            migrationBuilder.AddColumn<int>(
                name: "refund_number",
                table: "wallet_entries",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "language",
                table: "users",
                type: "character varying(10)",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "refund_number",
                table: "stock_movements",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "outdated",
                table: "ranking_days",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "refund_count",
                table: "orders",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "refunded_amount",
                table: "order_lines",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "refunded_quantity",
                table: "order_lines",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "number",
                table: "events",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "refunds",
                columns: table => new
                {
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    restocked = table.Column<bool>(type: "boolean", nullable: false),
                    refunded_by = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp(3) with time zone", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refunds", x => new { x.order_id, x.number });
                    table.CheckConstraint("ck_refunds_amount", "number >= 1 AND amount >= 0");
                    table.ForeignKey(
                        name: "fk_refunds_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "return_requests",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    answer = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    requested_at = table.Column<DateTime>(type: "timestamp(3) with time zone", precision: 3, nullable: false),
                    answered_at = table.Column<DateTime>(type: "timestamp(3) with time zone", precision: 3, nullable: true),
                    refund_number = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_return_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_return_requests_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "refund_lines",
                columns: table => new
                {
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    order_line_id = table.Column<long>(type: "bigint", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refund_lines", x => new { x.order_id, x.number, x.order_line_id });
                    table.CheckConstraint("ck_refund_lines_amounts", "quantity >= 1 AND amount >= 0");
                    table.ForeignKey(
                        name: "fk_refund_lines_order_lines_order_line_id",
                        column: x => x.order_line_id,
                        principalTable: "order_lines",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_refund_lines_refunds_order_id_number",
                        columns: x => new { x.order_id, x.number },
                        principalTable: "refunds",
                        principalColumns: new[] { "order_id", "number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "return_lines",
                columns: table => new
                {
                    return_request_id = table.Column<long>(type: "bigint", nullable: false),
                    order_line_id = table.Column<long>(type: "bigint", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_return_lines", x => new { x.return_request_id, x.order_line_id });
                    table.CheckConstraint("ck_return_lines_quantity", "quantity >= 1");
                    table.ForeignKey(
                        name: "fk_return_lines_order_lines_order_line_id",
                        column: x => x.order_line_id,
                        principalTable: "order_lines",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_return_lines_return_requests_return_request_id",
                        column: x => x.return_request_id,
                        principalTable: "return_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_wallet_entries_order_id_kind_refund_number",
                table: "wallet_entries",
                columns: new[] { "order_id", "kind", "refund_number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_stock_movements_order_id_product_id_reason_refund_number",
                table: "stock_movements",
                columns: new[] { "order_id", "product_id", "reason", "refund_number" },
                unique: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_orders_refunded",
                table: "orders",
                sql: "refunded >= 0 AND refunded <= total AND refund_count >= 0");

            migrationBuilder.AddCheckConstraint(
                name: "ck_order_lines_refunded",
                table: "order_lines",
                sql: "refunded_quantity >= 0 AND refunded_quantity <= quantity AND refunded_amount >= 0 AND refunded_amount <= line_total");

            migrationBuilder.CreateIndex(
                name: "ix_refund_lines_order_line_id",
                table: "refund_lines",
                column: "order_line_id");

            migrationBuilder.CreateIndex(
                name: "ix_refunds_created_at",
                table: "refunds",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_return_lines_order_line_id",
                table: "return_lines",
                column: "order_line_id");

            migrationBuilder.CreateIndex(
                name: "ix_return_requests_order_id",
                table: "return_requests",
                column: "order_id",
                unique: true,
                filter: "status = 'open'");

            migrationBuilder.CreateIndex(
                name: "ix_return_requests_order_id_id",
                table: "return_requests",
                columns: new[] { "order_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_return_requests_status_id",
                table: "return_requests",
                columns: new[] { "status", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "refund_lines");

            migrationBuilder.DropTable(
                name: "return_lines");

            migrationBuilder.DropTable(
                name: "refunds");

            migrationBuilder.DropTable(
                name: "return_requests");

            migrationBuilder.DropIndex(
                name: "ix_wallet_entries_order_id_kind_refund_number",
                table: "wallet_entries");

            migrationBuilder.DropIndex(
                name: "ix_stock_movements_order_id_product_id_reason_refund_number",
                table: "stock_movements");

            migrationBuilder.DropCheckConstraint(
                name: "ck_orders_refunded",
                table: "orders");

            migrationBuilder.DropCheckConstraint(
                name: "ck_order_lines_refunded",
                table: "order_lines");

            migrationBuilder.DropColumn(
                name: "refund_number",
                table: "wallet_entries");

            migrationBuilder.DropColumn(
                name: "language",
                table: "users");

            migrationBuilder.DropColumn(
                name: "refund_number",
                table: "stock_movements");

            migrationBuilder.DropColumn(
                name: "outdated",
                table: "ranking_days");

            migrationBuilder.DropColumn(
                name: "refund_count",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "refunded_amount",
                table: "order_lines");

            migrationBuilder.DropColumn(
                name: "refunded_quantity",
                table: "order_lines");

            migrationBuilder.DropColumn(
                name: "number",
                table: "events");

            migrationBuilder.CreateIndex(
                name: "ix_wallet_entries_order_id_kind",
                table: "wallet_entries",
                columns: new[] { "order_id", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_stock_movements_order_id_product_id_reason",
                table: "stock_movements",
                columns: new[] { "order_id", "product_id", "reason" },
                unique: true);
        }
    }
}

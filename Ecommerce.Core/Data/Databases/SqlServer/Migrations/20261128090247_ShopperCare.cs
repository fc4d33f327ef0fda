using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ecommerce.Core.Data.Databases.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class ShopperCare : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_wallet_entries_sign_and_source",
                table: "wallet_entries");

            migrationBuilder.AddColumn<string>(
                name: "reason",
                table: "wallet_entries",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "created_at",
                table: "users",
                type: "datetime2(3)",
                precision: 3,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "shopper_notes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    shopper_id = table.Column<long>(type: "bigint", nullable: false),
                    author_id = table.Column<long>(type: "bigint", nullable: false),
                    text = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    created_at = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shopper_notes", x => x.id);
                    table.ForeignKey(
                        name: "fk_shopper_notes_users_shopper_id",
                        column: x => x.shopper_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "ck_wallet_entries_sign_and_source",
                table: "wallet_entries",
                sql: "(kind = 'charge' AND amount > 0 AND order_id IS NULL) OR (kind = 'payment' AND amount < 0 AND order_id IS NOT NULL) OR (kind = 'refund' AND amount > 0 AND order_id IS NOT NULL) OR (kind = 'correction' AND amount <> 0 AND order_id IS NULL AND reason IS NOT NULL)");

            migrationBuilder.CreateIndex(
                name: "ix_users_created_at",
                table: "users",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_shopper_notes_shopper_id_id",
                table: "shopper_notes",
                columns: new[] { "shopper_id", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "shopper_notes");

            migrationBuilder.DropCheckConstraint(
                name: "ck_wallet_entries_sign_and_source",
                table: "wallet_entries");

            migrationBuilder.DropIndex(
                name: "ix_users_created_at",
                table: "users");

            migrationBuilder.DropColumn(
                name: "reason",
                table: "wallet_entries");

            migrationBuilder.DropColumn(
                name: "created_at",
                table: "users");

            migrationBuilder.AddCheckConstraint(
                name: "ck_wallet_entries_sign_and_source",
                table: "wallet_entries",
                sql: "(kind = 'charge' AND amount > 0 AND order_id IS NULL) OR (kind = 'payment' AND amount < 0 AND order_id IS NOT NULL) OR (kind = 'refund' AND amount > 0 AND order_id IS NOT NULL)");
        }
    }
}

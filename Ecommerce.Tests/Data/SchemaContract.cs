using System.Data.Common;
using Ecommerce.Core.Carts;
using Ecommerce.Core.Data;
using Ecommerce.Core.Events;
using Ecommerce.Core.Wallets;
using Ecommerce.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Ecommerce.Tests.Data;

/// <summary>The database itself refuses what must never be, whoever writes.</summary>
public abstract class SchemaContract(TestDatabases databases, DatabaseProvider provider)
{
    [Fact]
    public async Task Every_check_refuses_bad_rows() =>
        Assert.Equal(
            [],
            await FailuresAsync(BadRows.Checks, (error, name) => error switch
            {
                PostgresException postgres => postgres.ConstraintName == name && postgres.SqlState == PostgresErrorCodes.CheckViolation,
                _ => error.Message.Contains($"CHECK constraint failed: {name}", StringComparison.Ordinal),
            }));

    [Fact]
    public async Task Every_unique_key_refuses_a_second_row() =>
        Assert.Equal(
            [],
            await FailuresAsync(BadRows.Duplicates, (error, name) => error switch
            {
                PostgresException postgres => postgres.ConstraintName == name && postgres.SqlState == PostgresErrorCodes.UniqueViolation,
                _ => error is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 },
            }));

    [Fact]
    public async Task Every_foreign_key_refuses_a_row_of_nobodys() =>
        Assert.Equal(
            [],
            await FailuresAsync(BadRows.Orphans, (error, name) => error switch
            {
                PostgresException postgres =>
                    postgres.ConstraintName == name && postgres.SqlState == PostgresErrorCodes.ForeignKeyViolation,
                _ => error is SqliteException { SqliteExtendedErrorCode: 787 },
            }));

    [Theory]
    [InlineData("UPDATE wallet_entries SET amount = amount")]
    [InlineData("DELETE FROM wallet_entries")]
    [InlineData("UPDATE stock_movements SET delta = delta")]
    [InlineData("DELETE FROM stock_movements")]
    [InlineData("UPDATE admin_actions SET hash = hash")]
    [InlineData("DELETE FROM admin_actions")]
    [InlineData("UPDATE refunds SET amount = amount")]
    [InlineData("DELETE FROM refunds")]
    public async Task Entries_of_the_books_can_not_be_changed(string sql)
    {
        await using var shop = await ArrangeAsync();

        var error = await shop.ErrorOfAsync(sql);

        Assert.Contains("is append-only", error?.Message ?? "carried out", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("users")]
    [InlineData("wallets")]
    [InlineData("orders")]
    [InlineData("products")]
    [InlineData("categories")]
    public async Task What_is_referred_to_can_not_be_deleted(string table)
    {
        await using var shop = await ArrangeAsync();

        var error = await shop.ErrorOfAsync($"DELETE FROM {table}");

        Assert.True(error is SqliteException { SqliteErrorCode: 19 } or PostgresException { SqlState: "23001" or "23503" }, $"{error}");
    }

    [Fact]
    public async Task Foreign_keys_restrict_except_from_a_cart_to_its_items_and_inside_accounts_pictures_and_returns()
    {
        await using var shop = await ArrangeAsync();

        var cascading = provider == DatabaseProvider.Postgres
            ? await shop.QuerySqlAsync("SELECT conname FROM pg_constraint WHERE contype = 'f' AND confdeltype <> 'r'")
            : await shop.QuerySqlAsync(
                "SELECT 'fk_' || m.name || '_' || f.\"table\" || '_' || f.\"from\" "
                + "FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f "
                + "WHERE m.type = 'table' AND f.on_delete <> 'RESTRICT'");

        Assert.Equal(
            ["fk_cart_items_carts_cart_id", "fk_picture_files_product_pictures_picture_id", "fk_product_pictures_products_product_id",
                "fk_return_lines_return_requests_return_request_id", "fk_role_claims_roles_role_id", "fk_sessions_users_shopper_id",
                "fk_user_claims_users_user_id", "fk_user_logins_users_user_id", "fk_user_passkeys_users_user_id",
                "fk_user_roles_roles_role_id", "fk_user_roles_users_user_id", "fk_user_tokens_users_user_id"],
            cascading.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Instants_come_back_as_UTC_to_the_millisecond()
    {
        var now = TestClock.Start;
        await using var shop = await ArrangeAsync(new FakeTimeProvider(now.AddTicks(9)));

        var instants = await shop.ReadAsync(async db => new[]
        {
            await db.Orders.Select(o => o.PlacedAt).FirstAsync(),
            (await db.Orders.AsNoTracking().Where(o => o.CancelledAt != null).FirstAsync()).CancelledAt!.Value,
            await db.WalletEntries.Select(e => e.CreatedAt).FirstAsync(),
            await db.StockMovements.Select(m => m.CreatedAt).FirstAsync(),
            await db.Events.Select(e => e.OccurredAt).FirstAsync(),
            await db.Products.Select(p => p.CreatedAt).FirstAsync(),
            await db.Carts.Select(c => c.UpdatedAt).FirstAsync(),
            await db.IdempotencyRecords.Select(r => r.CreatedAt).FirstAsync(),
            await db.AdminActions.Select(a => a.CreatedAt).FirstAsync(),
        });

        Assert.All(instants, i => Assert.Equal((now.UtcDateTime, DateTimeKind.Utc), (i, i.Kind)));
    }

    [Fact]
    public async Task The_lists_of_bad_rows_leave_no_constraint_out()
    {
        await using var shop = await ArrangeAsync();
        var model = await shop.ReadAsync(db => Task.FromResult(db.GetService<IDesignTimeModel>().Model));
        var tables = model.GetEntityTypes().Where(e => e.ClrType.Namespace!.StartsWith("Ecommerce", StringComparison.Ordinal)).ToList();

        Assert.Equal(
            Names(tables.SelectMany(t => t.GetCheckConstraints()).Select(c => c.Name!)), Names(BadRows.Checks.Select(r => r.Constraint)));
        Assert.Equal(
            Names(tables.SelectMany(t => t.GetForeignKeys()).Select(f => f.GetConstraintName()!)),
            Names(BadRows.Orphans.Select(r => r.Constraint)));
        var natural = tables.SelectMany(t => t.GetKeys()).Where(k => k.Properties.All(p => p.ValueGenerated == ValueGenerated.Never));
        Assert.Equal(
            Names(tables.SelectMany(t => t.GetIndexes()).Where(i => i.IsUnique).Select(i => i.GetDatabaseName()!)
                .Concat(natural.Select(k => k.GetName()!))),
            Names(BadRows.Duplicates.Select(r => r.Constraint)));
    }

    private static string[] Names(IEnumerable<string> names) => names.Distinct().Order(StringComparer.Ordinal).ToArray();

    /// <summary>The statements that were carried out, or refused for another reason than theirs.</summary>
    private async Task<List<string>> FailuresAsync(IEnumerable<BadRow> rows, Func<DbException, string, bool> isRefusedBy)
    {
        await using var shop = await ArrangeAsync();
        var failures = new List<string>();
        foreach (var row in rows)
        {
            var error = await shop.ErrorOfAsync(row.Sql);
            if (error is null || !isRefusedBy(error, row.Constraint))
                failures.Add($"{row.Constraint}: {row.Sql}: {error?.Message ?? "carried out"}");
        }

        return failures;
    }

    /// <summary>A shop with a row in every table of its own.</summary>
    protected async Task<TestShop> ArrangeAsync(TimeProvider? time = null)
    {
        var shop = await TestShop.StartAsync(databases, provider, time);
        var (shopper, product) = (await shop.AddShopperAsync(balance: 1000), await shop.AddProductAsync(stock: 10, price: 100));
        var cancelled = (await shop.OrderAsync(shopper, (product, 1))).Granted().Order.Id;
        await shop.AddAddressAsync(shopper);
        (await shop.OrderToAsync(shopper, TestAddresses.Home, (product, 2))).Granted();
        (await shop.CancelAsync(shopper, cancelled)).Granted();
        var delivered = await shop.DeliveredAsync(shopper, (product, 2));
        (await shop.RefundAsync(delivered, (product, 1))).Granted();
        (await shop.AskForReturnAsync(shopper, delivered, (product, 1))).Granted();
        (await shop.AddToCartAsync(shopper, product)).Granted();
        (await shop.Get<CartService>().AddAsync(CartOwner.Guest("guest"), product, 1, default)).Granted();
        (await shop.Get<ChargeWallet>().RunAsync(new(shopper, 1, new("key", "body")), default)).Granted();
        await shop.Get<DeliveryQueue>().RouteAsync(default);
        await shop.ExecuteSqlAsync(
            "INSERT INTO popular_products (date, product_id, quantity_sold, revenue, aggregated_at) "
            + "SELECT '2026-11-22', id, 1, 1, created_at FROM products",
            "INSERT INTO ranking_days (date, aggregated_at) SELECT '2026-11-22', created_at FROM products");
        return shop;
    }
}

public sealed class SqliteSchemaTests(TestDatabases databases) : SchemaContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresSchemaTests(TestDatabases databases) : SchemaContract(databases, DatabaseProvider.Postgres)
{
    [Theory]
    [InlineData("wallet_entries")]
    [InlineData("stock_movements")]
    [InlineData("admin_actions")]
    [InlineData("refunds CASCADE")]
    public async Task The_books_can_not_be_emptied(string table)
    {
        await using var shop = await ArrangeAsync();

        var error = await shop.ErrorOfAsync($"TRUNCATE {table}");

        Assert.Contains("is append-only", error?.Message ?? "carried out", StringComparison.Ordinal);
    }
}

using System.Text.RegularExpressions;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Ranking;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Ranking;

/// <summary>The night's statement reads one day's orders by their index, however many orders there are.</summary>
public sealed partial class RankingPlanTests(TestDatabases databases)
{
    private static readonly DateOnly Day = new(2026, 11, 21);

    [Fact]
    public async Task Sqlite_reads_the_day_by_its_index()
    {
        await using var shop = await SellingShop.StartAsync(databases, DatabaseProvider.Sqlite);

        var plan = await ExplainAsync(shop, "EXPLAIN QUERY PLAN ");

        Assert.Matches("SEARCH o USING (COVERING )?INDEX ix_orders_placed_at_status", plan);
        Assert.Contains("SEARCH l USING", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN o", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Postgres_reads_the_day_by_its_index()
    {
        await using var shop = await SellingShop.StartAsync(databases, DatabaseProvider.Postgres);
        var product = await shop.AddProductAsync();
        await shop.Shop.ReadAsync(async db =>
        {
            // A year of orders, so that the planner has a choice.
            await db.Database.ExecuteSqlRawAsync(
                "INSERT INTO orders (shopper_id, status, total, currency, placed_at) "
                + "SELECT {0}, 'paid', 100, 'KRW', timestamptz '2026-01-01' + n * interval '20 minutes' FROM generate_series(1, 26000) n",
                shop.Shopper);
            await db.Database.ExecuteSqlRawAsync(
                "INSERT INTO order_lines (order_id, product_id, name, unit_price, quantity, discount, line_total) "
                + "SELECT id, {0}, 'Thing', 100, 1, 0, 100 FROM orders",
                product);
            return await db.Database.ExecuteSqlRawAsync("ANALYZE orders, order_lines");
        });

        var plan = await ExplainAsync(shop, "EXPLAIN ");

        Assert.Contains("ix_orders_placed_at_status", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on orders", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on order_lines", plan, StringComparison.Ordinal);
    }

    private static Task<string> ExplainAsync(SellingShop shop, string explain) => shop.Shop.ReadAsync(async db =>
    {
        var statement = RankingStatements.InsertDaySales(Day, shop.Shop.Get<StoreClock>().RangeOf(Day, Day), DateTime.UnixEpoch);
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = explain + Place().Replace(statement.Format, "@p$1");
        for (var i = 0; i < statement.ArgumentCount; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@p{i}", statement.GetArgument(i));
            command.Parameters.Add(parameter);
        }

        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) lines.Add(reader.GetString(reader.FieldCount - 1));
        return string.Join('\n', lines);
    });

    [GeneratedRegex(@"\{(\d+)\}")]
    private static partial Regex Place();
}

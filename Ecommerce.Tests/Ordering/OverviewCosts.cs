using System.Diagnostics;
using System.Globalization;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Events;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog.LowStock;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ranking;
using Ecommerce.Core.Wallets;
using Ecommerce.Tests.Data;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Ecommerce.Tests.Ordering;

/// <summary>
/// What the overview's queries cost on a database that was filled before, as docs/performance.md tells it: <c>ECOMMERCE_COSTS_ON</c> names
/// the database (<c>Sqlite</c> or <c>Postgres</c>, a space, the connection string). Without it nothing is measured; no time is asserted.
/// </summary>
public sealed class OverviewCosts(ITestOutputHelper output)
{
    private static readonly Dictionary<string, Func<IDbContextFactory<ShopContext>, TestShop, RankingWindow, Task>> Queries = new()
    {
        ["sales by day, the days before too"] = (db, shop, range) =>
            new SalesByDay(db, shop.Get<StoreClock>()).ListAsync(range.Before.From, range.To, default),
        ["pieces"] = (db, shop, range) => new RankingQueries(db, shop.Get<StoreClock>()).CountUnitsAsync(range, default),
        ["best sellers"] = (db, shop, range) => new RankingQueries(db, shop.Get<StoreClock>())
            .ListAsync(range, RankingOrder.Quantity, new PageRequest(1, SalesOverview.Products), default),
        ["slowest sellers"] = (db, shop, range) =>
            new RankingQueries(db, shop.Get<StoreClock>()).ListSlowestAsync(range, SalesOverview.Products, default),
        ["new shoppers"] = async (db, shop, range) =>
        {
            var (from, to) = shop.Get<StoreClock>().RangeOf(range.From, range.To);
            await using var context = await db.CreateDbContextAsync();
            await context.Users.CountAsync(u => u.CreatedAt >= from && u.CreatedAt < to);
        },
        ["to ship"] = (db, shop, _) =>
            new SalesOverview(db, null!, null!, shop.Get<StoreClock>()).CountToShipAsync(default),
        ["running out, sold out"] = (db, _, _) =>
            new ProductAdminQueries(db, Options.Create(new StockOptions())).CountAsync(default),
        ["events"] = (db, shop, _) =>
            new OutboxAdmin(db, shop.Get<AdminTransaction>(), shop.Get<EventNudge>(), shop.Get<StoreClock>()).GetStateAsync(default),
        ["shoppers, a page"] = (db, shop, _) => new ShopperAdmin(db, shop.Get<AdminTransaction>(), shop.Get<StoreClock>())
            .ListAsync(null, new PageRequest(), default),
        ["shoppers, by part of the address"] = (db, shop, _) =>
            new ShopperAdmin(db, shop.Get<AdminTransaction>(), shop.Get<StoreClock>()).ListAsync("load5", new PageRequest(), default),
        ["a statement's page"] = (db, _, _) => new WalletQueries(db).GetStatementAsync(1, new PageRequest(), default),
        ["notes, a page"] = (db, shop, _) =>
            new ShopperNotes(db, shop.Get<AdminTransaction>(), shop.Get<StoreClock>()).ListAsync(1, new PageRequest(), default),
    };

    [Fact]
    public async Task Are_measured_where_a_database_is_named()
    {
        var place = Environment.GetEnvironmentVariable("ECOMMERCE_COSTS_ON")?.Split(' ', 2);
        Assert.SkipWhen(place is null, "ECOMMERCE_COSTS_ON names no database.");
        var provider = Enum.Parse<DatabaseProvider>(place![0]);
        await using var shop = await TestShop.StartOnAsync(place[1], provider);
        var contexts = shop.Get<IDbContextFactory<ShopContext>>();
        foreach (var days in new[] { 1, 7, 30, 45, 90 })
        {
            var today = shop.Get<StoreClock>().Today;
            var range = new RankingWindow(today.AddDays(1 - days), today);
            foreach (var (name, query) in Queries)
            {
                await query(contexts, shop, range); // compiled, and the pages read
                var times = new List<double>();
                for (var i = 0; i < 5; i++)
                {
                    var watch = Stopwatch.StartNew();
                    await query(contexts, shop, range);
                    times.Add(watch.Elapsed.TotalMilliseconds);
                }

                times.Sort();
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"## {days} days: {name}: {times[2]:F1} ms"));
                if (days != 45) continue;
                var recorder = new QueryRecorder(provider, place[1]) { MaySort = true, MayScan = true };
                await query(recorder, shop, range);
                foreach (var (_, plan) in recorder.Plans.Take(4)) output.WriteLine(plan.Length > 1500 ? plan[..1500] : plan);
            }
        }
    }
}

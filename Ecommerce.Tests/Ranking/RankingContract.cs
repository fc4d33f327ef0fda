using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Ranking;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using static Ecommerce.Tests.Ranking.SellingShop;

namespace Ecommerce.Tests.Ranking;

/// <summary>What has to hold about the nightly ranking on every database.</summary>
public abstract class RankingContract(TestDatabases databases, DatabaseProvider provider)
{
    private static readonly DateOnly[] LastThreeDays = [Today.AddDays(-3), Today.AddDays(-2), Today.AddDays(-1)];

    [Fact]
    public async Task A_product_that_is_sixth_every_day_can_be_first_over_three()
    {
        await using var shop = await StartAsync();
        var steady = await shop.AddProductAsync();
        foreach (var day in LastThreeDays)
        {
            await shop.SellOnAsync(day, steady, 10);
            for (var i = 0; i < 5; i++) await shop.SellOnAsync(day, await shop.AddProductAsync(), 11 + i);
        }

        shop.GoTo(Today);
        await shop.RunNightAsync();

        var top = await shop.TopSoldAsync();
        Assert.Equal((steady, 30), top[0]);
        Assert.Equal([30L, 15, 15, 15, 14], top.Select(t => t.Quantity));
    }

    [Fact]
    public async Task Ties_go_by_quantity_then_revenue_then_id()
    {
        await using var shop = await StartAsync();
        var older = await shop.AddProductAsync(price: 100);
        var newer = await shop.AddProductAsync(price: 100);
        var dearer = await shop.AddProductAsync(price: 900);
        var more = await shop.AddProductAsync(price: 1);
        await shop.SellOnAsync(LastThreeDays[0], newer, 5);
        await shop.SellOnAsync(LastThreeDays[1], older, 5);
        await shop.SellOnAsync(LastThreeDays[1], dearer, 5);
        await shop.SellOnAsync(LastThreeDays[2], more, 6);

        shop.GoTo(Today);
        await shop.RunNightAsync();

        Assert.Equal([more, dearer, older, newer], (await shop.TopSoldAsync()).Select(t => t.Product));
        Assert.Equal([1, 2, 3, 4], (await shop.TopAsync()).Items.Select(i => i.Rank));
    }

    [Fact]
    public async Task What_is_cancelled_before_the_night_does_not_count()
    {
        await using var shop = await StartAsync();
        var product = await shop.AddProductAsync();
        var kept = await shop.AddProductAsync();
        await shop.SellOnAsync(LastThreeDays[2], kept, 1);
        await shop.CancelAsync(await shop.SellOnAsync(LastThreeDays[2], product, 9));

        shop.GoToNightAfter(LastThreeDays[2]);
        await shop.RunNightAsync();

        Assert.Equal([(kept, 1L)], await shop.TopSoldAsync());
    }

    [Fact]
    public async Task What_is_cancelled_after_the_night_is_taken_back_by_the_next()
    {
        await using var shop = await StartAsync();
        var product = await shop.AddProductAsync();
        var order = await shop.SellOnAsync(LastThreeDays[1], product, 9);
        await shop.SellAsync(product, 2);
        shop.GoToNightAfter(LastThreeDays[1]);
        await shop.RunNightAsync();
        Assert.Equal([(product, 11L)], await shop.TopSoldAsync());

        shop.GoTo(LastThreeDays[2]);
        await shop.CancelAsync(order);
        shop.GoToNightAfter(LastThreeDays[2]);
        await shop.RunNightAsync();

        Assert.Equal([(product, 2L)], await shop.TopSoldAsync());
    }

    [Fact]
    public async Task A_day_is_counted_on_three_nights_and_then_left_alone()
    {
        await using var shop = await StartAsync();
        var day = Today.AddDays(-10);
        await shop.SellOnAsync(day, await shop.AddProductAsync());
        var nights = new List<int>();
        for (var night = 0; night < 5; night++)
        {
            shop.GoToNightAfter(day.AddDays(night));
            nights.Add((await shop.RunNightAsync()).Count(d => d.Date == day));
        }

        Assert.Equal([1, 1, 1, 0, 0], nights);
    }

    [Fact]
    public async Task Unpublished_products_are_passed_over()
    {
        await using var shop = await StartAsync();
        var products = new List<long>();
        for (var i = 0; i < 7; i++) products.Add(await shop.AddProductAsync());
        for (var i = 0; i < 7; i++) await shop.SellOnAsync(LastThreeDays[2], products[i], 70 - i);
        await shop.Shop.ReadAsync(
            db => db.Products.Where(p => p.Id == products[1]).ExecuteUpdateAsync(p => p.SetProperty(x => x.Published, false)));

        shop.GoTo(Today);
        await shop.RunNightAsync();

        Assert.Equal([products[0], products[2], products[3], products[4], products[5]], (await shop.TopSoldAsync()).Select(t => t.Product));
    }

    [Fact]
    public async Task Fewer_than_five_are_fewer_than_five()
    {
        await using var shop = await StartAsync();
        Assert.Null((await shop.TopAsync()).AggregatedAt);
        var product = await shop.AddProductAsync();
        await shop.SellOnAsync(LastThreeDays[0], product, 3);

        shop.GoTo(Today);
        await shop.RunNightAsync();

        var top = await shop.TopAsync();
        Assert.Equal(new RankingWindow(LastThreeDays[0], LastThreeDays[2]), top.Window);
        Assert.Equal(shop.Clock.GetUtcNow().UtcDateTime, top.AggregatedAt);
        Assert.Equal(product, Assert.Single(top.Items).ProductId);
    }

    [Fact]
    public async Task A_business_day_runs_from_midnight_to_midnight_of_the_store()
    {
        await using var shop = await StartAsync();
        var before = await shop.AddProductAsync();
        var first = await shop.AddProductAsync();
        var last = await shop.AddProductAsync();
        var after = await shop.AddProductAsync();
        var day = LastThreeDays[1];
        // Midnight in Seoul is 15:00 UTC of the day before.
        var midnight = new DateTimeOffset(day.AddDays(-1), new TimeOnly(15, 0), TimeSpan.Zero);
        foreach (var (product, at) in new[]
        {
            (before, midnight.AddMilliseconds(-1)), (first, midnight),
            (last, midnight.AddDays(1).AddMilliseconds(-1)), (after, midnight.AddDays(1)),
        })
        {
            shop.Clock.AdjustTime(at);
            await shop.SellAsync(product);
        }

        shop.GoTo(Today);
        await shop.RunNightAsync();

        Assert.Equal([LastThreeDays[0]], await DaysAsync(shop, before));
        Assert.Equal([day], await DaysAsync(shop, first));
        Assert.Equal([day], await DaysAsync(shop, last));
        Assert.Equal([LastThreeDays[2]], await DaysAsync(shop, after));
    }

    [Theory]
    [InlineData("2026-03-08", 23)]
    [InlineData("2026-11-01", 25)]
    [InlineData("2026-06-01", 24)]
    public async Task A_day_is_as_long_as_the_zone_makes_it(string date, int hours)
    {
        await using var shop = await SellingShop.StartAsync(databases, provider, "America/New_York");
        var day = DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture);
        var (first, last, next) = (await shop.AddProductAsync(), await shop.AddProductAsync(), await shop.AddProductAsync());
        shop.GoTo(day, 0);
        await shop.SellAsync(first);
        shop.GoTo(day, hours - 0.5);
        await shop.SellAsync(last);
        shop.GoTo(day, hours);
        await shop.SellAsync(next);

        shop.GoTo(day.AddDays(2));
        await shop.RunNightAsync();

        Assert.Equal([day], await DaysAsync(shop, first));
        Assert.Equal([day], await DaysAsync(shop, last));
        Assert.Equal([day.AddDays(1)], await DaysAsync(shop, next));
    }

    [Fact]
    public async Task Instances_that_run_at_once_count_each_day_once()
    {
        await using var shop = await StartAsync();
        await using var other = await TestShop.StartOnAsync(shop.Shop.ConnectionString, provider, shop.Clock);
        var product = await shop.AddProductAsync();
        for (var day = Today.AddDays(-12); day < Today; day = day.AddDays(1)) await shop.SellOnAsync(day, product, 2);
        shop.GoTo(Today, 0);

        var runs = await Race.RunAsync(8, i => (i % 2 == 0 ? shop.Shop : other).Get<NightlyRanking>().RunAsync(default));

        Assert.Equal(12, runs.Sum(r => r.Count));
        Assert.Equal(12, runs.SelectMany(r => r).Select(d => d.Date).Distinct().Count());
        Assert.Equal([(product, 6L)], await shop.TopSoldAsync());
        Assert.Equal(24, await shop.Shop.ReadAsync(db => db.PopularProducts.SumAsync(p => p.QuantitySold)));
    }

    [Fact]
    public async Task Missed_nights_are_made_up_for()
    {
        await using var shop = await StartAsync();
        var product = await shop.AddProductAsync();
        var start = Today.AddDays(-40);
        await shop.SellOnAsync(start, product, 1);
        shop.GoToNightAfter(start);
        await shop.RunNightAsync();
        for (var day = start.AddDays(1); day < Today; day = day.AddDays(2)) await shop.SellOnAsync(day, product, 1);

        shop.GoTo(Today);
        var counted = await shop.RunNightAsync();

        Assert.Equal(40, counted.Count); // the first day again as well: its later nights were missed
        Assert.Equal(counted.Select(d => d.Date).OrderDescending(), counted.Select(d => d.Date));
        Assert.Equal(21, await shop.Shop.ReadAsync(db => db.PopularProducts.CountAsync()));
        Assert.Empty(await shop.Shop.Get<NightlyRanking>().ListDueDaysAsync(default));
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        await using var shop = await StartAsync();
        foreach (var day in LastThreeDays) await shop.SellOnAsync(day, await shop.AddProductAsync(), 2);
        shop.GoTo(Today);
        await shop.RunNightAsync();
        var table = await shop.TableAsync();

        shop.GoTo(Today, 13);
        Assert.Empty(await shop.RunNightAsync());

        Assert.Equal(table, await shop.TableAsync());
    }

    [Fact]
    public async Task A_day_counted_again_by_hand_has_the_same_rows()
    {
        await using var shop = await StartAsync();
        await shop.SellOnAsync(LastThreeDays[2], await shop.AddProductAsync(), 2);
        await shop.SellOnAsync(LastThreeDays[2], await shop.AddProductAsync(), 3);
        shop.GoTo(Today);
        await shop.RunNightAsync();
        var table = await shop.TableAsync();

        var counted = await shop.Shop.Get<AggregateDay>().RunAsync(Actor.System, LastThreeDays[2], default);

        Assert.Equal(new DaySales(LastThreeDays[2], 2, 5), counted.Value);
        Assert.Equal(table, await shop.TableAsync());
    }

    [Fact]
    public async Task The_running_day_can_be_counted_and_midnight_replaces_it()
    {
        await using var shop = await StartAsync();
        var product = await shop.AddProductAsync();
        await shop.SellOnAsync(Today, product, 2);
        Assert.Equal(new DaySales(Today, 1, 2), (await shop.Shop.Get<AggregateDay>().RunAsync(Actor.System, Today, default)).Value);
        Assert.Empty((await shop.TopAsync()).Items);

        await shop.SellAsync(product, 3);
        shop.GoToNightAfter(Today);
        await shop.RunNightAsync();

        Assert.Equal([(product, 5L)], await shop.TopSoldAsync());
    }

    [Fact]
    public async Task A_day_in_the_future_is_refused()
    {
        await using var shop = await StartAsync();
        shop.GoTo(Today);

        var refused = await shop.Shop.Get<AggregateDay>().RunAsync(Actor.System, Today.AddDays(1), default);

        Assert.Equal(["date"], Assert.IsType<ValidationFailed>(refused.Refusal).Errors.Keys);
        Assert.Equal(0, await shop.Shop.ReadAsync(db => db.RankingDays.CountAsync()));
    }

    [Fact]
    public async Task Any_window_adds_what_is_not_counted_yet()
    {
        await using var shop = await StartAsync();
        var (one, two) = (await shop.AddProductAsync(price: 10), await shop.AddProductAsync(price: 1000));
        await shop.SellOnAsync(Today.AddDays(-5), one, 7);
        await shop.SellOnAsync(LastThreeDays[2], one, 1);
        shop.GoTo(Today, 1);
        await shop.RunNightAsync();
        await shop.SellOnAsync(Today, two, 4);
        await shop.CancelAsync(await shop.SellAsync(two, 90));
        await shop.Shop.Get<AggregateDay>().RunAsync(Actor.System, Today, default); // half a day: its orders count, not its rows
        await shop.SellAsync(two, 1);
        await shop.Shop.ReadAsync(db => db.RankingDays.Where(d => d.Date == LastThreeDays[2]).ExecuteDeleteAsync());
        await shop.Shop.ReadAsync(db => db.PopularProducts.Where(d => d.Date == LastThreeDays[2]).ExecuteDeleteAsync());

        async Task<List<(long, long, long)>> Ranked(DateOnly from, DateOnly to, RankingOrder order) =>
            (await shop.Shop.Get<RankingQueries>().ListAsync(new(from, to), order, new PageRequest(), default))
            .Value!.Items.Select(r => (r.ProductId, r.QuantitySold, r.Revenue)).ToList();

        Assert.Equal([(one, 8, 80), (two, 5, 5000)], await Ranked(Today.AddDays(-5), Today, RankingOrder.Quantity));
        Assert.Equal([(two, 5, 5000), (one, 8, 80)], await Ranked(DateOnly.MinValue, DateOnly.MaxValue, RankingOrder.Revenue));
        Assert.Equal([(one, 8, 80)], await Ranked(Today.AddDays(-5), Today.AddDays(-1), RankingOrder.Quantity));
        Assert.Equal([(two, 5, 5000)], await Ranked(Today, Today, RankingOrder.Quantity));
        Assert.Equal(
            [new ProductDay(Today.AddDays(-5), 7, 70)],
            await shop.Shop.Get<RankingQueries>().GetHistoryAsync(one, new(Today.AddDays(-9), Today), default));
        var day = (await shop.Shop.Get<RankingQueries>().ListDaysAsync(new PageRequest(), default)).Items[^1];
        Assert.Equal((Today.AddDays(-5), 1, 7L, 70L), (day.Date, day.Products, day.QuantitySold, day.Revenue));
    }

    protected Task<SellingShop> StartAsync() => SellingShop.StartAsync(databases, provider);

    private static Task<List<DateOnly>> DaysAsync(SellingShop shop, long product) =>
        shop.Shop.ReadAsync(db => db.PopularProducts.Where(p => p.ProductId == product).Select(p => p.Date).ToListAsync());
}

public sealed class SqliteRankingTests(TestDatabases databases) : RankingContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresRankingTests(TestDatabases databases) : RankingContract(databases, DatabaseProvider.Postgres);

public sealed class SqlServerRankingTests(TestDatabases databases) : RankingContract(databases, DatabaseProvider.SqlServer);

using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ranking;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Ordering;

/// <summary>How the shop did, against figures worked out by hand.</summary>
public abstract class SalesOverviewContract(TestDatabases databases, DatabaseProvider provider)
{
    /// <summary>Noon in Seoul.</summary>
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 18, 3, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Tells_each_figure_of_the_range_and_of_as_many_days_before()
    {
        await using var shop = await TestShop.StartAsync(databases, provider, clock);
        var shopper = await shop.AddShopperAsync(100_000); // on the 18th
        var (lamp, chair, cup) = (
            await shop.AddProductAsync(stock: 100, price: 100), await shop.AddProductAsync(stock: 100, price: 30),
            await shop.AddProductAsync(stock: 100, price: 7));
        await shop.AddProductAsync(stock: 0, price: 1); // neither sold nor to be had
        await shop.AddProductAsync(stock: 9, price: 1, published: false);
        await BuyAsync(18, (lamp, 1)); // before the days before
        await BuyAsync(19, (lamp, 2), (chair, 1)); // 230
        await shop.CancelAsync(shopper, await BuyAsync(20, (lamp, 5))); // 500 given back
        await BuyAsync(21, (chair, 2)); // 60
        await shop.AddShopperAsync(); // on the 21st
        await shop.AddShopperAsync();
        await BuyAsync(22, (lamp, 1)); // 100
        await BuyAsync(22, (cup, 2)); // 14
        await shop.CancelAsync(shopper, await BuyAsync(22, (cup, 9))); // 63 given back
        await BuyAsync(24, (chair, 1), (cup, 1)); // 37
        await shop.AddShopperAsync(); // on the 24th

        var report = await GetAsync(shop, new(2026, 11, 22), new(2026, 11, 24));

        // 100 + 14 + 37 of three orders, 50.33 each; 1 + 2 + 1 + 1 pieces.
        Assert.Equal(new SalesFigures(151, 3, 5, 1, 1, 63), report.Figures);
        Assert.Equal(50, report.Figures.AverageBasket);
        // The 19th to the 21st: 230 + 60 of two orders; 3 + 2 pieces.
        Assert.Equal(new SalesFigures(290, 2, 5, 2, 1, 500), report.Before);
        Assert.Equal(145, report.Before.AverageBasket);
        Assert.Equal(
            [
                new(new(2026, 11, 19), 1, 230), new(new(2026, 11, 20), 0, 0, 1, 500), new(new(2026, 11, 21), 1, 60),
                new(new(2026, 11, 22), 2, 114, 1, 63), new(new(2026, 11, 23), 0, 0), new(new(2026, 11, 24), 1, 37),
            ],
            report.Days);
        Assert.Equal([(cup, 3L), (lamp, 1), (chair, 1)], report.Best.Select(p => (p.ProductId, p.QuantitySold)));
        Assert.Equal([(lamp, 1L), (chair, 1), (cup, 3)], report.Slowest.Select(p => (p.ProductId, p.QuantitySold)));
        Assert.Equal(6, await shop.Get<SalesOverview>().CountToShipAsync(default));

        // The same once the nights have counted the days.
        clock.SetUtcNow(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));
        await shop.Get<NightlyRanking>().RunAsync(default);
        Assert.Equal(report.Figures, (await GetAsync(shop, new(2026, 11, 22), new(2026, 11, 24))).Figures);

        async Task<long> BuyAsync(int day, params (long, int)[] items)
        {
            clock.SetUtcNow(new DateTimeOffset(2026, 11, day, 3, 0, 0, TimeSpan.Zero));
            return (await shop.OrderAsync(shopper, items)).Granted().Order.Id;
        }
    }

    [Fact]
    public async Task A_product_that_never_sold_is_the_slowest()
    {
        await using var shop = await TestShop.StartAsync(databases, provider, clock);
        var (shopper, sold, unsold) = (await shop.AddShopperAsync(1_000), await shop.AddProductAsync(), await shop.AddProductAsync());
        (await shop.OrderAsync(shopper, (sold, 1))).Granted();

        var report = await GetAsync(shop, new(2026, 11, 18), new(2026, 11, 18));

        Assert.Equal([(unsold, 0L), (sold, 1)], report.Slowest.Select(p => (p.ProductId, p.QuantitySold)));
        Assert.Equal(1, report.Figures.NewShoppers);
        Assert.Equal(new SalesFigures(0, 0, 0, 0, 0, 0), report.Before);
        Assert.Equal(0, report.Before.AverageBasket);
    }

    [Fact]
    public async Task Of_an_open_report_the_running_day_is_renewed_alone()
    {
        await using var shop = await TestShop.StartAsync(databases, provider, clock);
        var (shopper, product) = (await shop.AddShopperAsync(1_000), await shop.AddProductAsync(price: 100));
        (await shop.OrderAsync(shopper, (product, 1))).Granted();
        clock.Advance(TimeSpan.FromDays(1));
        var range = new RankingWindow(new(2026, 11, 18), new(2026, 11, 19));
        var past = new RankingWindow(new(2026, 11, 17), new(2026, 11, 18));
        var (report, old) = (await GetAsync(shop, range.From, range.To), await GetAsync(shop, past.From, past.To));

        (await shop.OrderAsync(shopper, (product, 2))).Granted();

        var renewed = await shop.Get<SalesOverview>().RenewAsync(report, default);
        Assert.Equal((100, 300), (report.Figures.Revenue, renewed.Figures.Revenue));
        Assert.Equal(new SoldDay(new(2026, 11, 19), 1, 200), renewed.Days[^1]);
        Assert.Equal((report.Figures.Units, report.Figures.NewShoppers), (renewed.Figures.Units, renewed.Figures.NewShoppers));
        Assert.Same(old, await shop.Get<SalesOverview>().RenewAsync(old, default));
    }

    [Theory]
    [InlineData("2026-11-18", "2026-11-17", "from")]
    [InlineData("1999-12-31", "2000-01-01", "from")]
    [InlineData("2026-11-18", "2026-11-19", "to")]
    [InlineData("2025-11-17", "2026-11-18", "to")]
    public async Task Refuses_days_that_have_no_report(string from, string to, string field)
    {
        await using var shop = await TestShop.StartAsync(databases, provider, clock);
        var range = new RankingWindow(DateOnly.Parse(from, null), DateOnly.Parse(to, null));

        var refused = (await shop.Get<SalesOverview>().GetAsync(range, default)).Refused();

        Assert.Equal([field], Assert.IsType<ValidationFailed>(refused).Errors.Keys);
        (await shop.Get<SalesOverview>().GetAsync(new(new(2025, 11, 18), new(2026, 11, 18)), default)).Granted(); // a year
    }

    private static async Task<SalesReport> GetAsync(TestShop shop, DateOnly from, DateOnly to) =>
        (await shop.Get<SalesOverview>().GetAsync(new(from, to), default)).Granted();
}

public sealed class SqliteSalesOverviewTests(TestDatabases databases) : SalesOverviewContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresSalesOverviewTests(TestDatabases databases) : SalesOverviewContract(databases, DatabaseProvider.Postgres);

public sealed class SqlServerSalesOverviewTests(TestDatabases databases) : SalesOverviewContract(databases, DatabaseProvider.SqlServer);

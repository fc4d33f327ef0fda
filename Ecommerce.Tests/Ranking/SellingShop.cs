using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Ranking;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Ranking;

/// <summary>A shop whose clock the test moves, with a shopper who has money for everything.</summary>
public sealed class SellingShop : IAsyncDisposable
{
    public static readonly DateOnly Today = new(2026, 11, 22);

    private SellingShop(TestShop shop, FakeTimeProvider clock, long shopper)
    {
        Shop = shop;
        Clock = clock;
        Shopper = shopper;
    }

    public TestShop Shop { get; }

    public FakeTimeProvider Clock { get; }

    public long Shopper { get; }

    private StoreClock Store => Shop.Get<StoreClock>();

    public static async Task<SellingShop> StartAsync(TestDatabases databases, DatabaseProvider provider, string zone = "Asia/Seoul")
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var shop = await TestShop.StartAsync(databases, provider, clock, settings: ("Store:TimeZone", zone));
        return new SellingShop(shop, clock, await shop.AddShopperAsync(900_000_000));
    }

    public Task<long> AddProductAsync(long price = 100, bool published = true) =>
        Shop.AddProductAsync(1_000_000, price, published: published);

    /// <summary>Noon of a day in the store's zone, or another time of it.</summary>
    public void GoTo(DateOnly day, double hour = 12) => Clock.AdjustTime(Store.StartOf(day).AddHours(hour));

    /// <summary>Five seconds past midnight: when the night's run of the day before begins.</summary>
    public void GoToNightAfter(DateOnly day) => Clock.AdjustTime(Store.StartOf(day.AddDays(1)).AddSeconds(5));

    /// <summary>An order now. Returns its id.</summary>
    public async Task<long> SellAsync(long product, int quantity = 1)
    {
        var order = await Shop.OrderAsync(Shopper, (product, quantity));
        Assert.True(order.Succeeded, order.Refusal?.ToString());
        return order.Value.Order.Id;
    }

    public Task<long> SellOnAsync(DateOnly day, long product, int quantity = 1)
    {
        GoTo(day);
        return SellAsync(product, quantity);
    }

    public async Task CancelAsync(long order) => Assert.True((await Shop.CancelAsync(Shopper, order)).Succeeded);

    public Task<IReadOnlyList<DaySales>> RunNightAsync() => Shop.Get<NightlyRanking>().RunAsync(default);

    public Task<TopList> TopAsync() => Shop.Get<TopProducts>().GetAsync(default);

    /// <summary>The top list as products and pieces.</summary>
    public async Task<IReadOnlyList<(long Product, long Quantity)>> TopSoldAsync() =>
        (await TopAsync()).Items.Select(i => (i.ProductId, i.QuantitySold)).ToList();

    /// <summary>The whole table, as text that two states of it can be compared by.</summary>
    public Task<List<string>> TableAsync() => Shop.ReadAsync(async db =>
        (await db.PopularProducts.OrderBy(p => p.Date).ThenBy(p => p.ProductId).ToListAsync())
        .ConvertAll(p => $"{p.Date:yyyy-MM-dd} #{p.ProductId}: {p.QuantitySold} for {p.Revenue} at {p.AggregatedAt:O}"));

    public ValueTask DisposeAsync() => Shop.DisposeAsync();
}

using Ecommerce.Core.Data;
using Ecommerce.Core.Ranking;
using Ecommerce.Tests.Infrastructure;
using static Ecommerce.Tests.Ranking.SellingShop;

namespace Ecommerce.Tests.Ranking;

/// <summary>Pieces that were given back count no more from the next count of their order's day on.</summary>
public abstract class RefundedRankingContract(TestDatabases databases, DatabaseProvider provider)
{
    [Fact]
    public async Task What_was_given_back_before_the_night_does_not_count()
    {
        await using var shop = await SellingShop.StartAsync(databases, provider);
        var (product, gone) = (await shop.AddProductAsync(), await shop.AddProductAsync());
        (await shop.Shop.RefundAsync(await shop.SellOnAsync(Today, product, 9), (product, 4))).Granted();
        (await shop.Shop.RefundAsync(await shop.SellAsync(gone, 2), (gone, 2))).Granted();

        var live = await shop.Shop.Get<RankingQueries>().ListAsync(new(Today, Today), RankingOrder.Revenue, new(), default);
        shop.GoToNightAfter(Today);
        await shop.RunNightAsync();

        Assert.Equal([(product, 5L, 500L)], live.Granted().Items.Select(i => (i.ProductId, i.QuantitySold, i.Revenue)));
        Assert.Equal([(product, 5L)], await shop.TopSoldAsync());
    }

    /// <summary>Long after the nights that count a day by themselves.</summary>
    [Fact]
    public async Task A_refund_has_its_orders_day_counted_again_by_the_next_night_and_no_other()
    {
        await using var shop = await SellingShop.StartAsync(databases, provider);
        var product = await shop.AddProductAsync();
        var order = await shop.SellOnAsync(Today, product, 9);
        await shop.SellOnAsync(Today.AddDays(1), product);
        shop.GoToNightAfter(Today.AddDays(9));
        await shop.RunNightAsync();
        Assert.Empty(await shop.RunNightAsync());
        shop.GoTo(Today.AddDays(10));

        (await shop.Shop.RefundAsync(order, (product, 2))).Granted();
        var counted = await shop.RunNightAsync();

        Assert.Equal([new DaySales(Today, 1, 7)], counted);
        Assert.Empty(await shop.RunNightAsync());
        var history = await shop.Shop.Get<RankingQueries>().GetHistoryAsync(product, new(Today, Today), default);
        Assert.Equal([new ProductDay(Today, 7, 700)], history);
    }

    [Fact]
    public async Task A_day_that_gave_everything_back_sold_nothing()
    {
        await using var shop = await SellingShop.StartAsync(databases, provider);
        var product = await shop.AddProductAsync();
        var order = await shop.SellOnAsync(Today, product, 3);
        shop.GoToNightAfter(Today);
        await shop.RunNightAsync();
        Assert.Equal([(product, 3L)], await shop.TopSoldAsync());

        (await shop.Shop.RefundAsync(order, (product, 3))).Granted();
        await shop.RunNightAsync();

        Assert.Empty(await shop.TopSoldAsync());
    }
}

public sealed class SqliteRefundedRankingTests(TestDatabases databases) : RefundedRankingContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresRefundedRankingTests(TestDatabases databases) : RefundedRankingContract(databases, DatabaseProvider.Postgres);

public sealed class SqlServerRefundedRankingTests(TestDatabases databases)
    : RefundedRankingContract(databases, DatabaseProvider.SqlServer);

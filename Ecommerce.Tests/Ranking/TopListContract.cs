using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Data;
using Ecommerce.Core.Ranking;
using Ecommerce.Tests.Infrastructure;
using static Ecommerce.Tests.Ranking.SellingShop;

namespace Ecommerce.Tests.Ranking;

/// <summary>
/// The top list is remembered, and never out of date: an instance shows with its next answer what another one has changed.
/// </summary>
public abstract class TopListContract(TestDatabases databases, DatabaseProvider provider)
{
    private static readonly DateOnly Yesterday = Today.AddDays(-1);

    [Fact]
    public async Task It_follows_an_edit_and_a_recount_at_once()
    {
        await using var shop = await SellingShop.StartAsync(databases, provider);
        await using var other = await TestShop.StartOnAsync(shop.Shop.ConnectionString, provider, shop.Clock);
        var (first, second) = (await shop.AddProductAsync(), await shop.AddProductAsync());
        var order = await shop.SellOnAsync(Yesterday, first, 9);
        await shop.SellOnAsync(Yesterday, second, 5);
        shop.GoTo(Today);
        await shop.RunNightAsync();
        Assert.Equal([first, second], await ListAsync(shop));

        await EditAsync(other, first, published: false);
        Assert.Equal([second], await ListAsync(shop));

        await EditAsync(other, first, published: true);
        Assert.Equal([first, second], await ListAsync(shop));
        Assert.Equal(("Renamed", 700), await NameAndPriceAsync(shop));

        await shop.CancelAsync(order);
        Assert.Equal([first, second], await ListAsync(shop)); // what is counted is counted
        (await other.Get<AggregateDay>().RunAsync(Actor.System, Yesterday, default)).Granted();
        Assert.Equal([second], await ListAsync(shop));
    }

    [Fact]
    public async Task Its_stock_is_exact()
    {
        await using var shop = await SellingShop.StartAsync(databases, provider);
        var product = await shop.AddProductAsync();
        await shop.SellOnAsync(Yesterday, product);
        shop.GoTo(Today);
        await shop.RunNightAsync();
        var before = (await shop.TopAsync()).Items.Single().Stock;

        await shop.SellAsync(product, 3);

        Assert.Equal(before - 3, (await shop.TopAsync()).Items.Single().Stock);
    }

    private static async Task<IEnumerable<long>> ListAsync(SellingShop shop) => (await shop.TopSoldAsync()).Select(t => t.Product);

    private static async Task<(string, long)> NameAndPriceAsync(SellingShop shop)
    {
        var best = (await shop.TopAsync()).Items[0];
        return (best.Name, best.Price);
    }

    private static async Task EditAsync(TestShop shop, long product, bool published) =>
        (await shop.EditAsync(product, new ProductEdit("Renamed", 700, "Things", Published: published))).Granted();
}

public sealed class SqliteTopListTests(TestDatabases databases) : TopListContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresTopListTests(TestDatabases databases) : TopListContract(databases, DatabaseProvider.Postgres);

using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Ordering;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Contracts;

/// <summary>Two tabs, a double click, a checkout meanwhile: a cart loses nothing and gains nothing.</summary>
public abstract class CartContract(TestDatabases databases, DatabaseProvider provider, int instances = 1)
    : ShopContract(databases, provider, instances)
{
    [Fact]
    public async Task First_additions_at_once_share_one_cart()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.First.AddShopperAsync();
        var products = new List<long>();
        for (var i = 0; i < 10; i++) products.Add(await shop.First.AddProductAsync(stock: 5));

        var added = await Race.RunAsync(10, i => shop[i].AddToCartAsync(shopper, products[i], 2));

        Assert.All(added, a => a.Granted());
        Assert.Equal(products, (await shop.First.CartAsync(shopper)).Items.Select(i => i.ProductId).Order());
        Assert.Equal(1, await shop.First.ReadAsync(db => db.Carts.CountAsync()));
    }

    [Fact]
    public async Task First_additions_of_one_guest_at_once_share_one_cart()
    {
        await using var shop = await StartAsync();
        var product = await shop.First.AddProductAsync(stock: 50);
        var guest = CartOwner.Guest("guest-key");

        var added = await Race.RunAsync(10, i => shop[i].Get<CartService>().AddAsync(guest, product, 1, default));

        Assert.All(added, a => a.Granted());
        Assert.Equal(10, Assert.Single((await shop.First.Get<CartService>().GetAsync(guest, default)).Items).Quantity);
    }

    [Fact]
    public async Task Additions_of_one_product_at_once_stop_at_its_stock()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.First.AddShopperAsync();
        var product = await shop.First.AddProductAsync(stock: 30);

        var added = await Race.RunAsync(50, i => shop[i].AddToCartAsync(shopper, product));

        Assert.Equal(30, added.Count(a => a.Succeeded));
        Assert.All(added.Where(a => !a.Succeeded), a => Assert.Equal(new InsufficientStock(product, 31, 30), a.Refusal));
        Assert.Equal(30, Assert.Single((await shop.First.CartAsync(shopper)).Items).Quantity);
    }

    [Fact]
    public async Task A_checkout_amid_edits_loses_no_piece()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.First.AddShopperAsync(balance: 1_000_000);
        var a = await shop.First.AddProductAsync(stock: 1000, price: 10);
        var b = await shop.First.AddProductAsync(stock: 1000, price: 10);

        var refusals = await Race.RunAsync(60, async i => i % 3 == 0
            ? (await shop[i / 3].CheckoutAsync(shopper)).Refusal
            : (await shop[i / 3].AddToCartAsync(shopper, i % 2 == 0 ? a : b)).Refusal);

        Assert.All(refusals.Where(r => r is not null), r => Assert.IsType<CartEmpty>(r));
        var ordered = await shop.First.ReadAsync(db => db.OrderLines.SumAsync(l => l.Quantity));
        var left = (await shop.First.CartAsync(shopper)).Items.Sum(i => i.Quantity);
        Assert.Equal(40, ordered + left);
        Assert.Equal(2000 - ordered, await shop.First.StockAsync(a) + await shop.First.StockAsync(b));
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task A_cart_is_bought_by_one_of_twenty_checkouts()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.First.AddShopperAsync(balance: 1_000_000);
        var product = await shop.First.AddProductAsync(stock: 1000, price: 10);
        (await shop.First.AddToCartAsync(shopper, product, 3)).Granted();

        var checkouts = await Race.RunAsync(20, i => shop[i].CheckoutAsync(shopper));

        Assert.Single(checkouts, c => c.Succeeded);
        Assert.All(checkouts.Where(c => !c.Succeeded), c => Assert.IsType<CartEmpty>(c.Refusal));
        Assert.Equal(997, await shop.First.StockAsync(product));
    }

    [Fact]
    public async Task An_item_removed_twice_at_once_is_removed_once()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.First.AddShopperAsync();
        var item = (await shop.First.AddToCartAsync(shopper, await shop.First.AddProductAsync())).Granted().Items.Single();

        var removals = await Race.RunAsync<Result<CartView>>(
            10, i => shop[i].Get<CartService>().RemoveAsync(CartOwner.Shopper(shopper), item.ItemId, default));

        Assert.Single(removals, r => r.Succeeded);
        Assert.All(removals.Where(r => !r.Succeeded), r => Assert.IsType<CartItemNotFound>(r.Refusal));
    }
}

public sealed class SqliteCartTests(TestDatabases databases) : CartContract(databases, DatabaseProvider.Sqlite);

public sealed class SqliteTwoInstancesCartTests(TestDatabases databases) : CartContract(databases, DatabaseProvider.Sqlite, instances: 2);

public sealed class PostgresCartTests(TestDatabases databases) : CartContract(databases, DatabaseProvider.Postgres);

public sealed class PostgresTwoInstancesCartTests(TestDatabases databases)
    : CartContract(databases, DatabaseProvider.Postgres, instances: 2);

public sealed class SqlServerCartTests(TestDatabases databases) : CartContract(databases, DatabaseProvider.SqlServer, instances: 2);

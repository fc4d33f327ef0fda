using Ecommerce.Core.Carts;
using Ecommerce.Core.Data;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Contracts;

/// <summary>Two browsers log in at the same moment: a guest's cart is merged once, and nothing of it is lost.</summary>
public abstract class MergeContract(TestDatabases databases, DatabaseProvider provider, int instances = 1)
    : ShopContract(databases, provider, instances)
{
    [Fact]
    public async Task Log_ins_of_one_shopper_at_once_merge_the_cart_once()
    {
        await using var shop = await StartAsync();
        var (shopper, product) = (await shop.First.AddShopperAsync(), await shop.First.AddProductAsync(stock: 500));
        var guest = await GuestAsync(shop.First, (product, 7));

        var merges = await Race.RunAsync(10, i => shop[i].Get<MergeGuestCart>().RunAsync(guest, shopper, default));

        Assert.Single(merges, m => m.Granted().Lines.Count > 0);
        Assert.Equal(7, Assert.Single((await shop.First.CartAsync(shopper)).Items).Quantity);
    }

    [Fact]
    public async Task A_cart_that_two_shoppers_log_in_with_goes_to_one_of_them()
    {
        await using var shop = await StartAsync();
        var shoppers = await shop.First.AddShoppersAsync(6);
        var guest = await GuestAsync(shop.First, (await shop.First.AddProductAsync(stock: 500), 7));

        await Race.RunAsync(6, async i => (await shop[i].Get<MergeGuestCart>().RunAsync(guest, shoppers[i], default)).Granted());

        Assert.Equal(7, await shop.First.ReadAsync(db => db.CartItems.SumAsync(i => i.Quantity)));
        Assert.Equal(0, await shop.First.ReadAsync(db => db.Carts.CountAsync(c => c.GuestKey != null)));
    }

    [Fact]
    public async Task Carts_of_several_browsers_that_log_in_at_once_all_arrive_amid_edits()
    {
        await using var shop = await StartAsync();
        var shopper = await shop.First.AddShopperAsync();
        var (a, b) = (await shop.First.AddProductAsync(stock: 500), await shop.First.AddProductAsync(stock: 500));
        var guests = new List<string>();
        while (guests.Count < 8) guests.Add(await GuestAsync(shop.First, guests.Count % 2 == 0 ? [(a, 2), (b, 3)] : [(b, 3), (a, 2)]));

        await Race.RunAsync(16, async i =>
        {
            if (i % 2 == 0) (await shop[i / 2].Get<MergeGuestCart>().RunAsync(guests[i / 2], shopper, default)).Granted();
            else (await shop[i / 2].AddToCartAsync(shopper, a)).Granted();
            return i;
        });

        var cart = (await shop.First.CartAsync(shopper)).Items.ToDictionary(l => l.ProductId, l => l.Quantity);
        Assert.Equal((8 * 2 + 8, 8 * 3), (cart[a], cart[b]));
        Assert.Equal(1, await shop.First.ReadAsync(db => db.Carts.CountAsync()));
    }

    private static async Task<string> GuestAsync(TestShop shop, params (long Product, int Quantity)[] items)
    {
        var key = Guid.NewGuid().ToString("N");
        foreach (var (product, quantity) in items)
            (await shop.Get<CartService>().AddAsync(CartOwner.Guest(key), product, quantity, default)).Granted();
        return key;
    }
}

public sealed class SqliteMergeTests(TestDatabases databases) : MergeContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresMergeTests(TestDatabases databases) : MergeContract(databases, DatabaseProvider.Postgres);

public sealed class PostgresTwoInstancesMergeTests(TestDatabases databases)
    : MergeContract(databases, DatabaseProvider.Postgres, instances: 2);

public sealed class SqlServerMergeTests(TestDatabases databases) : MergeContract(databases, DatabaseProvider.SqlServer, instances: 2);

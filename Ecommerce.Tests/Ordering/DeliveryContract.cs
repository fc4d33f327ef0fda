using Ecommerce.Core.Addresses;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ordering.Fulfilment;
using Ecommerce.Tests.Contracts;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Actor = Ecommerce.Core.Audit.Actor;

namespace Ecommerce.Tests.Ordering;

/// <summary>Where orders go: their own copy of an address, for as long as somebody needs it.</summary>
public abstract class DeliveryContract(TestDatabases databases, DatabaseProvider provider) : ShopContract(databases, provider, instances: 1)
{
    [Fact]
    public async Task An_order_keeps_its_copy_whatever_becomes_of_the_address()
    {
        await using var shop = await StartAsync();
        var (shopper, product) = (await shop.First.AddShopperAsync(10_000), await shop.First.AddProductAsync(price: 100));
        var address = await shop.First.AddAddressAsync(shopper);

        var order = (await shop.First.OrderToAsync(shopper, new(AddressId: address), (product, 1))).Granted().Order;
        var book = shop.First.Get<AddressBook>();
        (await book.UpdateAsync(shopper, address, TestAddresses.Typed with { Recipient = "이두리" }, false, default)).Granted();
        (await book.RemoveAsync(shopper, address, default)).Granted();

        Assert.Equal(TestAddresses.Office, order.Delivery);
        Assert.Equal(TestAddresses.Office, (await FindAsync(shop.First, shopper, order.Id)).Delivery);
        Assert.Equal(TestAddresses.Office, Assert.Single((await ListAsync(shop.First, shopper)).Items).Delivery);
        Assert.Equal(TestAddresses.Office, (await shop.First.CancelAsync(shopper, order.Id)).Granted().Order.Delivery);
    }

    [Fact]
    public async Task A_cart_goes_where_it_is_told_and_what_is_picked_up_has_no_row()
    {
        await using var shop = await StartAsync();
        var (shopper, product) = (await shop.First.AddShopperAsync(10_000), await shop.First.AddProductAsync(price: 100));
        (await shop.First.OrderAsync(shopper, (product, 1))).Granted();
        Assert.Equal(0, await shop.First.ReadAsync(db => db.OrderDeliveries.CountAsync()));
        (await shop.First.AddToCartAsync(shopper, product)).Granted();

        var bought = await shop.First.Get<CheckoutCart>().RunAsync(new(shopper, Destination: TestAddresses.Home), default);

        Assert.Equal(TestAddresses.Office, bought.Granted().Value.Order.Delivery);
        Assert.Equal(1, await shop.First.ReadAsync(db => db.OrderDeliveries.CountAsync()));
    }

    [Fact]
    public async Task Anothers_address_is_no_destination_and_nothing_is_bought()
    {
        await using var shop = await StartAsync();
        var (shopper, stranger) = (await shop.First.AddShopperAsync(10_000), await shop.First.AddShopperAsync());
        var product = await shop.First.AddProductAsync(stock: 5, price: 100);
        var theirs = await shop.First.AddAddressAsync(stranger);
        (await shop.First.AddToCartAsync(shopper, product)).Granted();

        Assert.Equal(new AddressNotFound(), (await shop.First.OrderToAsync(shopper, new(AddressId: theirs), (product, 1))).Refused());
        Assert.Equal(
            new AddressNotFound(),
            (await shop.First.Get<CheckoutCart>().RunAsync(new(shopper, Destination: new(AddressId: theirs)), default)).Refused());

        Assert.Equal((10_000, 5), (await shop.First.BalanceAsync(shopper), await shop.First.StockAsync(product)));
        Assert.Single((await shop.First.CartAsync(shopper)).Items);
    }

    [Fact]
    public async Task Orders_to_many_places_are_booked_in_one_batch()
    {
        await using var shop = await StartAsync(null, ("Batches:AtOnce", "1"));
        var product = await shop.First.AddProductAsync(stock: 100, price: 100);
        var shoppers = await shop.First.AddShoppersAsync(12, balance: 1000);
        var kept = new Dictionary<long, long>();
        foreach (var shopper in shoppers) kept[shopper] = await shop.First.AddAddressAsync(shopper, $"고객 {shopper}");

        var orders = await Race.RunAsync(shoppers.Count, i => (i % 3) switch
        {
            0 => shop.First.OrderAsync(shoppers[i], (product, 1)),
            1 => shop.First.OrderToAsync(shoppers[i], new(AddressId: kept[shoppers[i]]), (product, 1)),
            _ => shop.First.OrderToAsync(shoppers[i], new(TestAddresses.Typed with { Recipient = $"고객 {shoppers[i]}" }), (product, 1)),
        });

        for (var i = 0; i < shoppers.Count; i++)
        {
            var order = orders[i].Granted().Order;
            Assert.Equal(i % 3 == 0 ? null : $"고객 {shoppers[i]}", order.Delivery?.Recipient);
            Assert.Equal(order.Delivery, (await FindAsync(shop.First, shoppers[i], order.Id)).Delivery);
        }

        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task A_deleted_account_leaves_an_address_only_where_something_is_under_way()
    {
        await using var shop = await StartAsync();
        var (shopper, product) = (await shop.First.AddShopperAsync(1000), await shop.First.AddProductAsync(price: 100));
        await shop.First.AddAddressAsync(shopper);
        var orders = new List<long>();
        for (var i = 0; i < 4; i++)
            orders.Add((await shop.First.OrderToAsync(shopper, TestAddresses.Home, (product, 1))).Granted().Order.Id);
        var (paid, shipped, delivered, cancelled) = (orders[0], orders[1], orders[2], orders[3]);
        await ShipAsync(shop.First, shipped);
        await ShipAsync(shop.First, delivered);
        (await shop.First.Get<DeliverOrder>().RunAsync(Actor.System, delivered, default)).Granted();
        (await shop.First.CancelAsync(shopper, cancelled)).Granted();
        var export = (await shop.First.Get<AccountExports>().CollectAsync(shopper, default)).Granted();
        Assert.Equal(("김하나", 4), (Assert.Single(export.Addresses).Recipient, export.Orders.Count(o => o.Delivery is not null)));

        (await shop.First.Get<AccountDeletion>().RunAsync(new(shopper, 700), default)).Granted();

        Assert.Equal(0, await shop.First.ReadAsync(db => db.Addresses.CountAsync()));
        Assert.Equal([paid, shipped], await KeptAsync(shop.First));
        Assert.Equal([shipped], await NumberedAsync(shop.First));

        // What is under way arrives, and then is forgotten as well.
        await ShipAsync(shop.First, paid);
        (await shop.First.Get<DeliverOrder>().RunAsync(Actor.System, shipped, default)).Granted();
        Assert.Equal([paid], await KeptAsync(shop.First));
        (await shop.First.Get<DeliverOrder>().RunAsync(Actor.System, paid, default)).Granted();
        Assert.Empty(await KeptAsync(shop.First));
        Assert.Empty(await NumberedAsync(shop.First));
        await shop.First.AssertBooksBalanceAsync();
    }

    [Fact]
    public async Task Whichever_is_first_of_a_deletion_and_an_arrival_the_address_is_forgotten()
    {
        await using var shop = await StartAsync();
        var product = await shop.First.AddProductAsync(stock: 100, price: 100);
        for (var round = 0; round < 6; round++)
        {
            var shopper = await shop.First.AddShopperAsync(100);
            var order = (await shop.First.OrderToAsync(shopper, TestAddresses.Home, (product, 1))).Granted().Order.Id;
            await ShipAsync(shop.First, order);

            var both = await Race.RunAsync(2, async i => i == 0
                ? (await shop.First.Get<AccountDeletion>().RunAsync(new(shopper, 0), default)).Succeeded
                : (await shop.First.Get<DeliverOrder>().RunAsync(Actor.System, order, default)).Succeeded);

            Assert.Equal([true, true], both);
            Assert.Empty(await KeptAsync(shop.First));
        }
    }

    private static async Task ShipAsync(TestShop shop, long order) =>
        (await shop.Get<ShipOrder>().RunAsync(Actor.System, new(order, "CJ대한통운", $"{order}000"), default)).Granted();

    private static Task<List<long>> KeptAsync(TestShop shop) =>
        shop.ReadAsync(db => db.OrderDeliveries.OrderBy(d => d.OrderId).Select(d => d.OrderId).ToListAsync());

    private static Task<List<long>> NumberedAsync(TestShop shop) =>
        shop.ReadAsync(db => db.Orders.Where(o => o.TrackingNumber != null).OrderBy(o => o.Id).Select(o => o.Id).ToListAsync());

    private static async Task<OrderView> FindAsync(TestShop shop, long shopper, long order) =>
        (await shop.Get<OrderQueries>().FindAsync(shopper, order, default)).Granted();

    private static Task<Page<OrderView>> ListAsync(TestShop shop, long shopper) =>
        shop.Get<OrderQueries>().ListAsync(shopper, new PageRequest(), default);
}

public sealed class SqliteDeliveryTests(TestDatabases databases) : DeliveryContract(databases, DatabaseProvider.Sqlite);

public sealed class PostgresDeliveryTests(TestDatabases databases) : DeliveryContract(databases, DatabaseProvider.Postgres);

public sealed class SqlServerDeliveryTests(TestDatabases databases) : DeliveryContract(databases, DatabaseProvider.SqlServer);

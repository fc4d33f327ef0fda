using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Api;
using Ecommerce.Web.Carts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Ecommerce.Tests.Strangers;

public sealed class GuestCartLimitTests(TestDatabases databases)
{
    private readonly FakeTimeProvider clock = TestClock.New();
    private int guests;

    [Fact]
    public async Task By_default_an_address_begins_100_carts_of_guests_a_day_and_whoever_has_one_goes_on()
    {
        await using var shop = await TestShop.StartAsync(databases);
        var product = await shop.AddProductAsync(stock: 1000);
        var carts = Carts(shop);
        var first = NewGuest();
        (await AddAsync(carts, first, product)).Granted();
        for (var i = 1; i < 100; i++) (await AddAsync(carts, NewGuest(), product)).Granted();

        Assert.Equal(new GuestCartsUsedUp(), (await AddAsync(carts, NewGuest(), product)).Refusal);

        (await AddAsync(carts, first, product)).Granted();
        (await AddAsync(carts, NewGuest(), product, "10.0.0.2")).Granted();
        (await AddAsync(carts, CartOwner.Shopper(await shop.AddShopperAsync()), product)).Granted();
        clock.Advance(TimeSpan.FromDays(1));
        (await AddAsync(carts, NewGuest(), product)).Granted();
    }

    [Fact]
    public async Task A_product_that_could_not_be_put_in_began_no_cart()
    {
        await using var shop = await TestShop.StartAsync(databases);
        var product = await shop.AddProductAsync(stock: 1);
        var carts = Carts(shop, new() { GuestCartsPerDay = 1 });
        for (var i = 0; i < 3; i++) Assert.Equal(new ProductNotFound([0]), (await AddAsync(carts, NewGuest(), 0)).Refusal);

        (await AddAsync(carts, NewGuest(), product)).Granted();

        Assert.Equal(new GuestCartsUsedUp(), (await AddAsync(carts, NewGuest(), product)).Refusal);
    }

    [Fact]
    public async Task Switched_off_there_is_no_limit()
    {
        await using var shop = await TestShop.StartAsync(databases);
        var product = await shop.AddProductAsync(stock: 5);
        var carts = Carts(shop, new() { GuestCartsPerDay = 1, Enabled = false });
        for (var i = 0; i < 3; i++) (await AddAsync(carts, NewGuest(), product)).Granted();
    }

    private GuestCarts Carts(TestShop shop, RateLimitSettings? limits = null) =>
        new(shop.Get<CartService>(), Options.Create(limits ?? new()), clock);

    private CartOwner NewGuest() => CartOwner.Guest($"{++guests:x}".PadLeft(Cart.GuestKeyLength, '0'));

    private static Task<Core.Common.Result<CartView>> AddAsync(
        GuestCarts carts, CartOwner owner, long product, string address = "10.0.0.1")
    {
        var http = new DefaultHttpContext { Connection = { RemoteIpAddress = System.Net.IPAddress.Parse(address) } };
        return carts.AddAsync(http, owner, product, 1, default);
    }
}

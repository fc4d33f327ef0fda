using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Carts;

/// <summary>Somebody without an account has a cart too, known by the key in a cookie.</summary>
public sealed class GuestCartTests(TestDatabases databases) : ShopTests(databases)
{
    private static readonly CartOwner Guest = CartOwner.Guest("0123456789abcdef0123456789abcdef");

    private CartService Carts => Shop.Get<CartService>();

    [Fact]
    public async Task Works_like_a_shoppers()
    {
        var product = await Shop.AddProductAsync(stock: 5, price: 10);

        var added = (await Carts.AddAsync(Guest, product, 2, default)).Granted();
        Assert.Equal(new InsufficientStock(product, 6, 5), (await Carts.AddAsync(Guest, product, 4, default)).Refused());
        var item = added.Items.Single().ItemId;
        Assert.Equal(50, (await Carts.ChangeQuantityAsync(Guest, item, 5, default)).Granted().Total);
        Assert.Equal(50, (await Carts.GetAsync(Guest, default)).Total);
        Assert.Empty((await Carts.RemoveAsync(Guest, item, default)).Granted().Items);
    }

    [Fact]
    public async Task Is_nobody_elses()
    {
        var (product, shopper) = (await Shop.AddProductAsync(), await Shop.AddShopperAsync());
        var item = (await Carts.AddAsync(Guest, product, 1, default)).Granted().Items.Single().ItemId;
        var other = CartOwner.Guest("another");

        Assert.Equal((1, 0), (await Carts.CountAsync(Guest, default), await Carts.CountAsync(other, default)));
        Assert.Empty((await Carts.GetAsync(other, default)).Items);
        Assert.Empty((await Shop.CartAsync(shopper)).Items);
        Assert.Equal(new CartItemNotFound(), (await Carts.RemoveAsync(other, item, default)).Refused());
        Assert.Equal(new CartItemNotFound(), (await Carts.RemoveAsync(CartOwner.Shopper(shopper), item, default)).Refused());
    }

    [Fact]
    public async Task Looking_does_not_make_one()
    {
        await Carts.GetAsync(Guest, default);

        Assert.Equal(0, await Shop.ReadAsync(db => db.Carts.CountAsync()));
    }
}

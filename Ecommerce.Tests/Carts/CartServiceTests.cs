using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Ordering;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Carts;

public sealed class CartServiceTests(TestDatabases databases) : ShopTests(databases)
{
    private CartService Carts => Shop.Get<CartService>();

    [Fact]
    public async Task An_unused_cart_is_empty()
    {
        var cart = await Shop.CartAsync(await Shop.AddShopperAsync());

        Assert.Empty(cart.Items);
        Assert.Equal((0, "KRW"), (cart.Total, cart.Currency));
    }

    [Fact]
    public async Task Shows_lines_in_the_order_they_were_added_and_their_total()
    {
        var shopper = await Shop.AddShopperAsync();
        var (lamp, desk) = (
            await Shop.AddProductAsync(stock: 5, price: 100, name: "램프", nameEn: "Lamp"),
            await Shop.AddProductAsync(stock: 9, price: 30));
        await Shop.AddToCartAsync(shopper, desk, 3);

        var cart = (await Shop.AddToCartAsync(shopper, lamp, 2)).Granted();

        Assert.Equal([desk, lamp], cart.Items.Select(i => i.ProductId));
        var line = cart.Items[1];
        Assert.Equal(
            ("램프", "Lamp", 100, 2, 200, 5, true),
            (line.Name, line.NameEn, line.UnitPrice, line.Quantity, line.LineTotal, line.Stock, line.Available));
        Assert.Equal(290, cart.Total);
        Assert.Equal(Answers.Json(cart), Answers.Json(await Shop.CartAsync(shopper)));
    }

    [Fact]
    public async Task Adds_up_what_is_added_twice()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(), await Shop.AddProductAsync(stock: 5));
        var first = (await Shop.AddToCartAsync(shopper, product, 2)).Granted().Items.Single();

        var second = (await Shop.AddToCartAsync(shopper, product, 3)).Granted().Items.Single();

        Assert.Equal((first.ItemId, 5), (second.ItemId, second.Quantity));
    }

    [Fact]
    public async Task Refuses_more_than_there_is_in_stock_and_stays_as_it_was()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(), await Shop.AddProductAsync(stock: 5));

        Assert.Equal(new InsufficientStock(product, 6, 5), (await Shop.AddToCartAsync(shopper, product, 6)).Refused());
        (await Shop.AddToCartAsync(shopper, product, 5)).Granted();
        Assert.Equal(new InsufficientStock(product, 6, 5), (await Shop.AddToCartAsync(shopper, product, 1)).Refused());

        Assert.Equal(5, (await Shop.CartAsync(shopper)).Items.Single().Quantity);
        Assert.Equal(5, await Shop.StockAsync(product));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1000)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public async Task Refuses_a_quantity_outside_1_to_999(int quantity)
    {
        var (shopper, product) = (await Shop.AddShopperAsync(), await Shop.AddProductAsync(stock: 5000));
        var item = (await Shop.AddToCartAsync(shopper, product)).Granted().Items.Single().ItemId;

        Assert.IsType<ValidationFailed>((await Shop.AddToCartAsync(shopper, product, quantity)).Refused());
        Assert.IsType<ValidationFailed>((await Carts.ChangeQuantityAsync(CartOwner.Shopper(shopper), item, quantity, default)).Refused());
        Assert.Equal(1, (await Shop.CartAsync(shopper)).Items.Single().Quantity);
    }

    [Fact]
    public async Task Holds_999_pieces_of_a_product_in_total()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(), await Shop.AddProductAsync(stock: 5000));
        (await Shop.AddToCartAsync(shopper, product, 998)).Granted();

        Assert.IsType<ValidationFailed>((await Shop.AddToCartAsync(shopper, product, 2)).Refused());
        Assert.Equal(999, (await Shop.AddToCartAsync(shopper, product, 1)).Granted().Items.Single().Quantity);
    }

    [Fact]
    public async Task Holds_100_products()
    {
        var shopper = await Shop.AddShopperAsync();
        var first = await Shop.AddProductAsync();
        (await Shop.AddToCartAsync(shopper, first)).Granted();
        for (var i = 1; i < OrderLimits.MaxLines; i++) (await Shop.AddToCartAsync(shopper, await Shop.AddProductAsync())).Granted();

        Assert.Equal(
            new ValidationFailed("productId", "A cart holds at most 100 different products."),
            (await Shop.AddToCartAsync(shopper, await Shop.AddProductAsync())).Refused());
        (await Shop.AddToCartAsync(shopper, first)).Granted();
    }

    [Fact]
    public async Task Refuses_what_is_not_for_sale()
    {
        var (shopper, hidden) = (await Shop.AddShopperAsync(), await Shop.AddProductAsync(published: false));

        Assert.Equal(new ProductNotFound([hidden]), (await Shop.AddToCartAsync(shopper, hidden)).Refused());
        Assert.Equal(new ProductNotFound([99_999]), (await Shop.AddToCartAsync(shopper, 99_999)).Refused());
        Assert.Equal(new AccountNotFound(), (await Shop.AddToCartAsync(99_999, hidden)).Refused());
    }

    [Fact]
    public async Task Changes_a_quantity_within_the_stock()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(), await Shop.AddProductAsync(stock: 5, price: 10));
        var item = (await Shop.AddToCartAsync(shopper, product, 2)).Granted().Items.Single().ItemId;

        Assert.Equal(50, (await ChangeAsync(shopper, item, 5)).Granted().Total);
        Assert.Equal(new InsufficientStock(product, 6, 5), (await ChangeAsync(shopper, item, 6)).Refused());
    }

    [Fact]
    public async Task Can_always_be_reduced_also_when_there_is_less_or_nothing_left()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(), await Shop.AddProductAsync(stock: 5));
        var item = (await Shop.AddToCartAsync(shopper, product, 5)).Granted().Items.Single().ItemId;
        (await Shop.MoveStockAsync(product, -4, "broken")).Granted();

        Assert.False((await Shop.CartAsync(shopper)).Items.Single().Available);
        Assert.False((await ChangeAsync(shopper, item, 3)).Granted().Items.Single().Available);
        Assert.Equal(new InsufficientStock(product, 4, 1), (await ChangeAsync(shopper, item, 4)).Refused());
        await WithdrawAsync(product);
        Assert.Equal(2, (await ChangeAsync(shopper, item, 2)).Granted().Items.Single().Quantity);
        Assert.Equal(new ProductNotFound([product]), (await ChangeAsync(shopper, item, 3)).Refused());
    }

    [Fact]
    public async Task Keeps_a_withdrawn_product_in_view_and_in_the_total()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(), await Shop.AddProductAsync(stock: 5, price: 10));
        (await Shop.AddToCartAsync(shopper, product, 2)).Granted();
        await WithdrawAsync(product);

        var cart = await Shop.CartAsync(shopper);

        Assert.Equal((false, false, 20), (cart.Items.Single().Published, cart.Items.Single().Available, cart.Total));
    }

    [Fact]
    public async Task Shows_that_a_price_has_changed_until_the_line_is_touched()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(), await Shop.AddProductAsync(price: 10));
        var item = (await Shop.AddToCartAsync(shopper, product)).Granted().Items.Single().ItemId;
        (await Shop.EditAsync(product, new ProductEdit("Dearer", 15, "Things"))).Granted();

        var line = (await Shop.CartAsync(shopper)).Items.Single();
        Assert.Equal((15, 10, 15), (line.UnitPrice, line.PriceSeen, line.LineTotal));
        Assert.Equal(15, (await ChangeAsync(shopper, item, 1)).Granted().Items.Single().PriceSeen);
    }

    [Fact]
    public async Task Removes_an_item_once()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(), await Shop.AddProductAsync());
        var item = (await Shop.AddToCartAsync(shopper, product)).Granted().Items.Single().ItemId;

        Assert.Empty((await RemoveAsync(shopper, item)).Granted().Items);
        Assert.Equal(new CartItemNotFound(), (await RemoveAsync(shopper, item)).Refused());
    }

    [Fact]
    public async Task Knows_nothing_of_other_shoppers_items()
    {
        var (shopper, stranger, product) = (await Shop.AddShopperAsync(), await Shop.AddShopperAsync(), await Shop.AddProductAsync());
        var item = (await Shop.AddToCartAsync(shopper, product)).Granted().Items.Single().ItemId;
        (await Shop.AddToCartAsync(stranger, product, 2)).Granted();

        Assert.Equal(new CartItemNotFound(), (await RemoveAsync(stranger, item)).Refused());
        Assert.Equal(new CartItemNotFound(), (await ChangeAsync(stranger, item, 1)).Refused());
        Assert.Equal(
            (1, 2), ((await Shop.CartAsync(shopper)).Items.Single().Quantity, (await Shop.CartAsync(stranger)).Items.Single().Quantity));
    }

    [Fact]
    public async Task Counts_its_pieces()
    {
        var shopper = await Shop.AddShopperAsync();
        Assert.Equal(0, await Carts.CountAsync(CartOwner.Shopper(shopper), default));
        await Shop.AddToCartAsync(shopper, await Shop.AddProductAsync(), 2);
        await Shop.AddToCartAsync(shopper, await Shop.AddProductAsync(), 3);

        Assert.Equal(5, await Carts.CountAsync(CartOwner.Shopper(shopper), default));
    }

    [Fact]
    public async Task Mends_what_can_not_be_bought_any_more()
    {
        var shopper = await Shop.AddShopperAsync(balance: 1000);
        var (gone, soldOut, sparse, fine) = (
            await Shop.AddProductAsync(),
            await Shop.AddProductAsync(stock: 2),
            await Shop.AddProductAsync(stock: 3, price: 10),
            await Shop.AddProductAsync(price: 10));
        foreach (var product in new[] { gone, soldOut, sparse, fine }) (await Shop.AddToCartAsync(shopper, product, 2)).Granted();
        await WithdrawAsync(gone);
        (await Shop.MoveStockAsync(soldOut, -2, "broken")).Granted();
        (await Shop.MoveStockAsync(sparse, -2, "broken")).Granted();

        var mended = (await Carts.MendAsync(CartOwner.Shopper(shopper), default)).Granted();

        Assert.Equal([(sparse, 1), (fine, 2)], mended.Items.Select(i => (i.ProductId, i.Quantity)));
        (await Shop.CheckoutAsync(shopper, mended.Total)).Granted();
        Assert.Equal(new CartEmpty(), (await Carts.MendAsync(CartOwner.Shopper(await Shop.AddShopperAsync()), default)).Refused());
    }

    private Task<Result<CartView>> ChangeAsync(long shopper, long item, int quantity) =>
        Carts.ChangeQuantityAsync(CartOwner.Shopper(shopper), item, quantity, default);

    private Task<Result<CartView>> RemoveAsync(long shopper, long item) => Carts.RemoveAsync(CartOwner.Shopper(shopper), item, default);

    private async Task WithdrawAsync(long product) =>
        (await Shop.EditAsync(product, new ProductEdit("Gone", 10, "Things", Published: false))).Granted();
}

using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Ordering;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Ordering;

/// <summary>Each reason for which an order is refused, and which one is told first.</summary>
public sealed class OrderRefusalTests(TestDatabases databases) : ShopTests(databases)
{
    [Fact]
    public async Task Refuses_an_order_of_nothing() =>
        Assert.Equal(
            new ValidationFailed("items", "Must hold 1 to 100 lines."), (await Shop.OrderAsync(await Shop.AddShopperAsync())).Refused());

    [Fact]
    public async Task Counts_the_lines_before_merging_them()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(balance: 1000), await Shop.AddProductAsync(stock: 200, price: 1));

        Assert.IsType<ValidationFailed>((await Shop.OrderAsync(shopper, Enumerable.Repeat((product, 1), 101).ToArray())).Refused());
        (await Shop.OrderAsync(shopper, Enumerable.Repeat((product, 1), 100).ToArray())).Granted();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1000)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public async Task Refuses_a_quantity_outside_1_to_999_and_names_the_line(int quantity)
    {
        var (shopper, product) = (await Shop.AddShopperAsync(), await Shop.AddProductAsync());

        Assert.Equal(
            new ValidationFailed("items[1].quantity", "Must be an integer from 1 to 999."),
            (await Shop.OrderAsync(shopper, (product, 1), (product, quantity))).Refused());
    }

    [Fact]
    public async Task Refuses_over_999_pieces_of_a_product_over_all_its_lines()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(balance: 100_000), await Shop.AddProductAsync(stock: 2000, price: 1));

        Assert.Equal(
            new ValidationFailed("items", "Must hold at most 999 pieces of a product, over all its lines."),
            (await Shop.OrderAsync(shopper, (product, 999), (product, 1))).Refused());
        (await Shop.OrderAsync(shopper, (product, 998), (product, 1))).Granted();
    }

    [Fact]
    public async Task Names_every_product_that_is_not_for_sale()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(), await Shop.AddProductAsync());
        var hidden = await Shop.AddProductAsync(published: false);

        Assert.Equal(
            new ProductNotFound([99_999, hidden]), (await Shop.OrderAsync(shopper, (99_999, 1), (product, 1), (hidden, 1))).Refused());
    }

    [Fact]
    public async Task Names_every_line_that_is_short()
    {
        var shopper = await Shop.AddShopperAsync(balance: 100_000);
        var (none, some, enough) = (
            await Shop.AddProductAsync(stock: 0), await Shop.AddProductAsync(stock: 2), await Shop.AddProductAsync(stock: 3));

        Assert.Equal(
            new InsufficientStock([new(some, 3, 2), new(none, 1, 0)]),
            (await Shop.OrderAsync(shopper, (some, 3), (enough, 3), (none, 1))).Refused());
    }

    [Fact]
    public async Task Tells_how_much_is_missing()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(balance: 299), await Shop.AddProductAsync(price: 100));

        var refusal = Assert.IsType<InsufficientBalance>((await Shop.OrderAsync(shopper, (product, 3))).Refused());

        Assert.Equal((299, 300, 1), (refusal.Balance, refusal.Required, refusal.Shortfall));
    }

    [Fact]
    public async Task Refuses_another_total_than_the_shopper_was_told()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(balance: 1000), await Shop.AddProductAsync(price: 100));

        Assert.Equal(new OrderTotalChanged(299, 300), (await OrderAsync(shopper, 299, (product, 3))).Refused());
        (await OrderAsync(shopper, 300, (product, 3))).Granted();
    }

    [Fact]
    public async Task Refuses_an_account_that_is_gone() =>
        Assert.Equal(new AccountNotFound(), (await Shop.OrderAsync(99_999, (await Shop.AddProductAsync(), 1))).Refused());

    [Fact]
    public async Task Tells_the_first_reason_of_several()
    {
        var shopper = await Shop.AddShopperAsync(balance: 1);
        var (dear, sparse) = (await Shop.AddProductAsync(stock: 10, price: 100), await Shop.AddProductAsync(stock: 1, price: 100));

        Assert.IsType<ValidationFailed>((await OrderAsync(shopper, 1, (99_999, 1), (sparse, 2), (dear, 0))).Refused());
        Assert.IsType<ProductNotFound>((await OrderAsync(shopper, 1, (99_999, 1), (sparse, 2), (dear, 1))).Refused());
        Assert.IsType<InsufficientStock>((await OrderAsync(shopper, 1, (sparse, 2), (dear, 1))).Refused());
        Assert.IsType<OrderTotalChanged>((await OrderAsync(shopper, 1, (sparse, 1), (dear, 1))).Refused());
        Assert.IsType<InsufficientBalance>((await OrderAsync(shopper, 200, (sparse, 1), (dear, 1))).Refused());
    }

    private Task<Result<Idempotent<OrderReceipt>>> OrderAsync(
        long shopper, long expectedTotal, params (long ProductId, int Quantity)[] items) =>
        Shop.Get<PlaceOrder>()
            .RunAsync(new(shopper, items.Select(i => new OrderItem(i.ProductId, i.Quantity)).ToList(), expectedTotal), default);
}

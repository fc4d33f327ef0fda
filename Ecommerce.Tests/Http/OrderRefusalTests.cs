namespace Ecommerce.Tests.Http;

/// <summary>Why an order is refused, which reason comes first, and that a refusal changes nothing.</summary>
public sealed class OrderRefusalTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Products_that_are_not_for_sale_are_all_named()
    {
        var shopper = await api.ShopperAsync(10_000);
        var (fine, hidden) = (await api.ProductAsync(), await api.ProductAsync(published: false));
        var refused = (await OrderAsync(shopper, null, (fine, 1), (hidden, 1), (999_999_999, 1), (0, 1), (-5, 1)))
            .IsProblem(404, "product-not-found");
        Assert.Equal([hidden, 999_999_999, 0, -5], refused["productIds"].EnumerateArray().Select(i => i.GetInt64()));
        await NothingHappenedAsync(shopper, 10_000, (fine, 10));
    }

    [Fact]
    public async Task Every_short_line_is_named_with_what_there_is()
    {
        var shopper = await api.ShopperAsync(10_000);
        var (fine, low, none) = (await api.ProductAsync(stock: 10), await api.ProductAsync(stock: 2), await api.ProductAsync(stock: 0));
        var refused = (await OrderAsync(shopper, null, (low, 2), (fine, 1), (none, 1), (low, 1))).IsProblem(409, "insufficient-stock");
        Assert.Equal(
            $$"""[{"productId":{{low}},"requested":3,"available":2},{"productId":{{none}},"requested":1,"available":0}]""",
            refused["items"].GetRawText());
        await NothingHappenedAsync(shopper, 10_000, (fine, 10), (low, 2));
    }

    [Fact]
    public async Task A_low_balance_says_what_is_missing()
    {
        var shopper = await api.ShopperAsync(1999);
        var product = await api.ProductAsync(price: 1000);
        var refused = (await OrderAsync(shopper, null, (product, 2))).IsProblem(409, "insufficient-balance");
        Assert.Equal((1999, 2000, 1), (refused["balance"].GetInt64(), refused["required"].GetInt64(), refused["shortfall"].GetInt64()));
        await NothingHappenedAsync(shopper, 1999, (product, 10));
    }

    [Theory]
    [InlineData(1999)]
    [InlineData(2001)]
    [InlineData(0)]
    [InlineData(-2000)]
    [InlineData(long.MaxValue)]
    public async Task Another_total_than_expected_is_told(long expected)
    {
        var shopper = await api.ShopperAsync(10_000);
        var product = await api.ProductAsync(price: 1000);
        var refused = (await OrderAsync(shopper, expected, (product, 2))).IsProblem(409, "order-total-changed");
        Assert.Equal((expected, 2000), (refused["expectedTotal"].GetInt64(), refused["total"].GetInt64()));
        await NothingHappenedAsync(shopper, 10_000, (product, 10));
    }

    [Fact]
    public async Task Of_several_reasons_the_first_is_told()
    {
        var poor = await api.ShopperAsync();
        var (two, changing) = (await api.ProductAsync(stock: 2), await api.ProductAsync(stock: 100, price: 10));
        const string unterminated = "\"open";

        // 401, then 400, then 404, then stock, then total, then balance.
        (await OrderAsync(api.Anonymous, 1, (0, 0))).IsProblem(401, "unauthorized");
        (await OrderAsync(poor, 1, (0, 1), (two, 0))).IsProblem(400, "validation-failed");
        (await poor.Post("/orders", new { items = new[] { new { productId = 0, quantity = 1 } } }, ("Idempotency-Key", unterminated)))
            .IsProblem(400, "idempotency-key-invalid");
        (await OrderAsync(poor, 1, (0, 1), (two, 3))).IsProblem(404, "product-not-found");
        (await OrderAsync(poor, 1, (changing, 1), (two, 3))).IsProblem(409, "insufficient-stock");
        (await OrderAsync(poor, 1, (changing, 1), (two, 2))).IsProblem(409, "order-total-changed");
        (await OrderAsync(poor, 2010, (changing, 1), (two, 2))).IsProblem(409, "insufficient-balance");
    }

    [Fact]
    public async Task The_cart_is_refused_in_the_same_order_and_stays()
    {
        var shopper = await api.ShopperAsync();
        var (gone, low, dear) = (await api.ProductAsync(), await api.ProductAsync(stock: 3), await api.ProductAsync(price: 10));
        foreach (var product in new[] { gone, low, dear })
            (await shopper.Post("/orders/cart", new { productId = product, quantity = 3 })).Is(200);
        await api.EditAsync(gone, published: false);
        (await api.Admin.Post($"/admin/products/{low}/stock", new { delta = -1, reason = "broken" })).Is(200);
        await api.EditAsync(dear, price: 20);
        var cart = (await shopper.Get("/orders/cart")).Text;

        (await shopper.Post("/orders/cart/checkout", new { expectedTotal = 1 })).IsProblem(404, "product-not-found");
        await api.EditAsync(gone, published: true);
        var refused = (await shopper.Post("/orders/cart/checkout", new { expectedTotal = 1 })).IsProblem(409, "insufficient-stock");
        Assert.Equal($$"""[{"productId":{{low}},"requested":3,"available":2}]""", refused["items"].GetRawText());
        (await api.Admin.Post($"/admin/products/{low}/stock", new { delta = 1, reason = "mended" })).Is(200);
        (await shopper.Post("/orders/cart/checkout", new { expectedTotal = 1 })).IsProblem(409, "order-total-changed");
        (await shopper.Post("/orders/cart/checkout", new { expectedTotal = 6060 })).IsProblem(409, "insufficient-balance");

        Assert.NotEqual(cart, (await shopper.Get("/orders/cart")).Text); // the product is for sale again
        Assert.Equal(6060, (await shopper.Get("/orders/cart"))["total"].GetInt64());
        Assert.Empty((await shopper.Get("/orders")).Items);
    }

    [Fact]
    public async Task The_dearest_order_there_can_be_is_counted_right()
    {
        var shopper = await api.ShopperAsync();
        var products = await api.ProductsAsync(100, stock: 999, price: 1_000_000_000);
        var refused = (await OrderAsync(shopper, null, products.Select(p => (p, 999)).ToArray())).IsProblem(409, "insufficient-balance");
        Assert.Equal(99_900_000_000_000, refused["required"].GetInt64());
    }

    private static Task<Answer> OrderAsync(ApiClient shopper, long? expectedTotal, params (long ProductId, int Quantity)[] items) =>
        shopper.Post("/orders", new { items = items.Select(i => new { productId = i.ProductId, quantity = i.Quantity }), expectedTotal });

    private async Task NothingHappenedAsync(ApiClient shopper, long balance, params (long ProductId, int Stock)[] products)
    {
        Assert.Equal(balance, await shopper.BalanceAsync());
        Assert.Empty((await shopper.Get("/orders")).Items);
        foreach (var (product, stock) in products)
            Assert.Equal(stock, (await api.Admin.Get($"/admin/products/{product}"))["stock"].GetInt32());
    }
}

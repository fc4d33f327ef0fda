using System.Text.Json;

namespace Ecommerce.Tests.Http;

public sealed class CartTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task The_cart_shows_lines_and_their_total()
    {
        var shopper = await api.ShopperAsync();
        Assert.Equal("""{"items":[],"total":0,"currency":"KRW"}""", (await shopper.Get("/orders/cart")).Is(200).Text);
        var (one, other) = (await api.ProductAsync(stock: 5, price: 1000), await api.ProductAsync(stock: 1, price: 70));

        (await AddAsync(shopper, one, 2)).Is(200);
        var cart = (await AddAsync(shopper, other, 1)).Is(200);

        Assert.Equal(2070, cart["total"].GetInt64());
        Assert.Equal(cart.Text, (await shopper.Get("/orders/cart")).Is(200).Text);
        var line = cart.Items[0];
        Assert.Equal(one, line.GetProperty("productId").GetInt64());
        Assert.Equal(
            (1000, 2, 2000, 5), (Number(line, "unitPrice"), Number(line, "quantity"), Number(line, "lineTotal"), Number(line, "stock")));
        Assert.True(line.GetProperty("available").GetBoolean());
        Assert.False(string.IsNullOrEmpty(line.GetProperty("name").GetString()));
        Assert.True(Number(line, "itemId") > 0);
    }

    [Fact]
    public async Task Adding_a_product_again_adds_up_until_the_stock_ends()
    {
        var shopper = await api.ShopperAsync();
        var product = await api.ProductAsync(stock: 5);
        (await AddAsync(shopper, product, 2)).Is(200);
        var cart = (await AddAsync(shopper, product, 3)).Is(200);
        Assert.Equal(5, Number(Assert.Single(cart.Items), "quantity"));

        IsShort(await AddAsync(shopper, product, 1), product, requested: 6, available: 5);
        IsShort(await AddAsync(await api.ShopperAsync(), product, 6), product, requested: 6, available: 5);
        Assert.Equal(cart.Text, (await shopper.Get("/orders/cart")).Text);
    }

    [Fact]
    public async Task A_cart_holds_up_to_999_of_a_product()
    {
        var shopper = await api.ShopperAsync();
        var product = await api.ProductAsync(stock: 5000);
        foreach (var quantity in new long[] { 0, -1, 1000, int.MaxValue, int.MinValue })
            (await shopper.Post("/orders/cart", new { productId = product, quantity })).Blames("quantity");
        (await shopper.Post("/orders/cart", new { productId = product })).Blames("quantity");
        (await shopper.Post("/orders/cart", new { quantity = 1 })).Blames("productId");

        (await AddAsync(shopper, product, 998)).Is(200);
        (await AddAsync(shopper, product, 2)).Blames("quantity");
        var item = Number((await AddAsync(shopper, product, 1)).Is(200).Items.Single(), "itemId");
        (await AddAsync(shopper, product, 1)).Blames("quantity");
        (await AddAsync(shopper, product, 999)).Blames("quantity");
        foreach (var quantity in new long[] { 0, -1, 1000 })
            (await shopper.Patch($"/orders/cart/{item}", new { quantity })).Blames("quantity");
        (await shopper.Patch($"/orders/cart/{item}", new { })).Blames("quantity");
        (await shopper.Patch($"/orders/cart/{item}", new { quantity = 999 })).Is(200);
    }

    [Fact]
    public async Task A_quantity_out_of_range_is_told_before_an_unknown_product()
    {
        var shopper = await api.ShopperAsync();
        (await AddAsync(shopper, 999_999_999, 0)).Blames("quantity");
        (await AddAsync(shopper, 999_999_999, 1)).IsProblem(404, "product-not-found");
        (await shopper.Patch("/orders/cart/999999999", new { quantity = 0 })).Blames("quantity");
        (await shopper.Patch("/orders/cart/999999999", new { quantity = 1 })).IsProblem(404, "cart-item-not-found");
        foreach (var id in new[] { 0, -1, long.MaxValue, long.MinValue })
            (await AddAsync(shopper, id, 1)).IsProblem(404, "product-not-found");
    }

    [Fact]
    public async Task A_quantity_is_changed_within_the_stock()
    {
        var shopper = await api.ShopperAsync();
        var product = await api.ProductAsync(stock: 5, price: 10);
        var item = Number((await AddAsync(shopper, product, 1)).Items.Single(), "itemId");
        Assert.Equal(50, (await shopper.Patch($"/orders/cart/{item}", new { quantity = 5 })).Is(200)["total"].GetInt64());
        IsShort(await shopper.Patch($"/orders/cart/{item}", new { quantity = 6 }), product, requested: 6, available: 5);
        Assert.Equal(50, (await shopper.Get("/orders/cart"))["total"].GetInt64());
    }

    [Fact]
    public async Task Less_is_always_accepted_and_the_line_says_whether_it_can_be_bought()
    {
        var shopper = await api.ShopperAsync();
        var product = await api.ProductAsync(stock: 10, price: 10);
        var item = Number((await AddAsync(shopper, product, 10)).Items.Single(), "itemId");
        (await api.Admin.Post($"/admin/products/{product}/stock", new { delta = -8, reason = "broken" })).Is(200);

        var cart = (await shopper.Get("/orders/cart")).Is(200);
        Assert.False(cart.Items.Single().GetProperty("available").GetBoolean());
        Assert.Equal((2, 10), (Number(cart.Items.Single(), "stock"), Number(cart.Items.Single(), "quantity")));
        Assert.Equal(100, cart["total"].GetInt64());

        cart = (await shopper.Patch($"/orders/cart/{item}", new { quantity = 9 })).Is(200);
        Assert.False(cart.Items.Single().GetProperty("available").GetBoolean());
        (await shopper.Patch($"/orders/cart/{item}", new { quantity = 9 })).Is(200);
        IsShort(await shopper.Patch($"/orders/cart/{item}", new { quantity = 10 }), product, requested: 10, available: 2);
        IsShort(await AddAsync(shopper, product, 1), product, requested: 10, available: 2);
        cart = (await shopper.Patch($"/orders/cart/{item}", new { quantity = 2 })).Is(200);
        Assert.True(cart.Items.Single().GetProperty("available").GetBoolean());
    }

    [Fact]
    public async Task A_line_whose_product_went_off_the_shelf_stays_counts_and_can_be_reduced_or_removed()
    {
        var shopper = await api.ShopperAsync(10_000);
        var product = await api.ProductAsync(stock: 10, price: 10);
        var item = Number((await AddAsync(shopper, product, 5)).Items.Single(), "itemId");
        await api.EditAsync(product, price: 20, published: false);

        var cart = (await shopper.Get("/orders/cart")).Is(200);
        Assert.False(cart.Items.Single().GetProperty("available").GetBoolean());
        Assert.Equal(100, cart["total"].GetInt64());
        (await AddAsync(shopper, product, 1)).IsProblem(404, "product-not-found");
        (await shopper.Patch($"/orders/cart/{item}", new { quantity = 6 })).IsProblem(404, "product-not-found");
        (await shopper.Patch($"/orders/cart/{item}", new { quantity = 4 })).Is(200);
        (await shopper.Post("/orders/cart/checkout")).IsProblem(404, "product-not-found");
        (await shopper.Delete($"/orders/cart/{item}")).Is(204);
    }

    [Fact]
    public async Task A_removed_item_is_gone()
    {
        var shopper = await api.ShopperAsync();
        var item = Number((await AddAsync(shopper, await api.ProductAsync(), 1)).Items.Single(), "itemId");
        Assert.Equal("", (await shopper.Delete($"/orders/cart/{item}")).Is(204).Text);
        (await shopper.Delete($"/orders/cart/{item}")).IsProblem(404, "cart-item-not-found");
        (await shopper.Patch($"/orders/cart/{item}", new { quantity = 1 })).IsProblem(404, "cart-item-not-found");
        Assert.Empty((await shopper.Get("/orders/cart")).Items);
    }

    [Fact]
    public async Task Nobody_touches_the_cart_of_another()
    {
        var (shopper, stranger) = (await api.ShopperAsync(), await api.ShopperAsync());
        var product = await api.ProductAsync();
        var cart = await AddAsync(shopper, product, 1);
        var item = Number(cart.Items.Single(), "itemId");
        (await AddAsync(stranger, product, 1)).Is(200);

        foreach (var other in new[] { stranger, api.Admin })
        {
            (await other.Delete($"/orders/cart/{item}")).IsProblem(404, "cart-item-not-found");
            (await other.Patch($"/orders/cart/{item}", new { quantity = 2 })).IsProblem(404, "cart-item-not-found");
        }

        Assert.Equal(cart.Text, (await shopper.Get("/orders/cart")).Text);
    }

    private static Task<Answer> AddAsync(ApiClient shopper, long productId, int quantity) =>
        shopper.Post("/orders/cart", new { productId, quantity });

    private static long Number(JsonElement line, string member) => line.GetProperty(member).GetInt64();

    private static void IsShort(Answer answer, long productId, int requested, int available) => Assert.Equal(
        $$"""[{"productId":{{productId}},"requested":{{requested}},"available":{{available}}}]""",
        answer.IsProblem(409, "insufficient-stock")["items"].GetRawText());
}

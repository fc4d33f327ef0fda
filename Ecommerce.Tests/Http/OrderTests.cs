using System.Text.Json;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Http;

/// <summary>Placing an order, from a list or from the cart, reading it and cancelling it.</summary>
public sealed class OrderTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly string[] Members = ["id", "status", "items", "total", "currency", "placedAt"];
    private static readonly string[] LineMembers = ["productId", "name", "unitPrice", "quantity", "lineTotal"];

    [Fact]
    public async Task An_order_takes_money_and_stock_and_can_be_read_where_it_says()
    {
        var shopper = await api.ShopperAsync(10_000);
        var (one, other) = (await api.ProductAsync(stock: 5, price: 1000), await api.ProductAsync(stock: 5, price: 70));

        var order = (await OrderAsync(shopper, expectedTotal: 2070, (one, 2), (other, 1))).Is(201);

        Assert.Equal($"/orders/{order["id"]}", order.Header("Location"));
        Assert.All([.. Members, "balance"], member => Assert.True(order.Json.TryGetProperty(member, out _), member));
        Assert.All(order.Items, line => Assert.All(LineMembers, member => Assert.True(line.TryGetProperty(member, out _), member)));
        Assert.Equal(
            ("paid", 2070, "KRW", 7930),
            (order["status"].GetString(), order["total"].GetInt64(), order["currency"].GetString(), order["balance"].GetInt64()));
        Assert.Equal([(one, 1000, 2, 2000), (other, 70, 1, 70)], order.Items.Select(Line));
        Assert.Equal(7930, await shopper.BalanceAsync());
        Assert.Equal(3, (await api.Anonymous.Get($"/products/{one}"))["stock"].GetInt32());

        var read = (await shopper.Get(order.Header("Location")!)).Is(200);
        Assert.All(Members, member => Assert.Equal(order[member].GetRawText(), read[member].GetRawText()));
        Assert.False(read.Json.TryGetProperty("balance", out _));
        Assert.Equal(read.Text, (await shopper.Get("/orders")).Items.Single().GetRawText());
    }

    [Fact]
    public async Task A_time_is_the_same_wherever_it_is_read()
    {
        var shopper = await api.ShopperAsync(10_000);
        var order = await shopper.OrderAsync(await api.ProductAsync());
        var cancelled = (await shopper.Post($"/orders/{order["id"]}/cancel")).Is(200);
        var read = (await shopper.Get($"/orders/{order["id"]}")).Is(200);
        var lines = (await shopper.Get("/balance/transactions")).Items;

        Assert.Equal(order["placedAt"].GetString(), read["placedAt"].GetString());
        Assert.Equal(order["placedAt"].GetString(), cancelled["placedAt"].GetString());
        Assert.Equal(order["placedAt"].GetString(), lines[1].GetProperty("createdAt").GetString());
        Assert.Equal(read["cancelledAt"].GetString(), cancelled["cancelledAt"].GetString());
        Assert.Equal(read["cancelledAt"].GetString(), lines[0].GetProperty("createdAt").GetString());
    }

    [Fact]
    public async Task An_order_keeps_name_and_price_as_they_were()
    {
        var shopper = await api.ShopperAsync(10_000);
        var product = await api.ProductAsync(price: 1000);
        var order = await shopper.OrderAsync(product);
        await api.EditAsync(product, price: 9999, published: false);
        Assert.Equal(order.Items.Single().GetRawText(), (await shopper.Get($"/orders/{order["id"]}")).Items.Single().GetRawText());
    }

    [Fact]
    public async Task The_same_product_twice_is_one_line_with_the_sum()
    {
        var shopper = await api.ShopperAsync(10_000);
        var (one, other) = (await api.ProductAsync(stock: 3, price: 10), await api.ProductAsync(price: 1));
        var order = (await OrderAsync(shopper, null, (one, 1), (other, 1), (one, 2))).Is(201);
        Assert.Equal([(one, 10, 3, 30), (other, 1, 1, 1)], order.Items.Select(Line));
    }

    [Fact]
    public async Task A_hundred_lines_of_up_to_999_pieces_are_the_most()
    {
        var shopper = await api.ShopperAsync(10_000_000);
        var product = await api.ProductAsync(stock: 5000, price: 1);
        (await OrderAsync(shopper, null, Enumerable.Repeat((product, 1), 101).ToArray())).Blames("items");
        (await OrderAsync(shopper, null, Enumerable.Repeat((product, 9), 100).ToArray())).Is(201);
        (await OrderAsync(shopper, null, (product, 999))).Is(201);
        (await OrderAsync(shopper, null, (product, 1000))).Blames("items[0].quantity");
        (await OrderAsync(shopper, null, (product, 500), (product, 500))).Blames("items");
        (await OrderAsync(shopper, null, (product, 999), (product, 1))).Blames("items");
        (await OrderAsync(shopper, null, (product, 1), (product, 0), (product, -1))).Blames("items[1].quantity", "items[2].quantity");
        (await OrderAsync(shopper, null)).Blames("items");
        (await shopper.Post("/orders", "{}")).Blames("items");
        (await shopper.Post("/orders", """{"items":null}""")).Blames("items");
        (await shopper.Post("/orders", """{"items":[null]}""")).IsProblem(400, "validation-failed");
        (await shopper.Post("/orders", """{"items":[{"quantity":1}]}""")).Blames("items[0].productId");
        (await shopper.Post("/orders", $$"""{"items":[{"productId":{{product}},"quantity":1}],"expectedTotal":"1"}"""))
            .Blames("expectedTotal");
    }

    [Fact]
    public async Task A_hundred_products_are_bought_from_list_and_cart()
    {
        var shopper = await api.ShopperAsync(10_000);
        var products = await api.ProductsAsync(101, stock: 10, price: 1);
        Assert.Equal(100, (await OrderAsync(shopper, null, products.Take(100).Select(p => (p, 1)).ToArray())).Is(201).Items.Count);

        foreach (var product in products.Take(100)) (await shopper.Post("/orders/cart", new { productId = product, quantity = 1 })).Is(200);
        (await shopper.Post("/orders/cart", new { productId = products[100], quantity = 1 })).IsProblem(400, "validation-failed");
        Assert.Equal(100, (await shopper.Post("/orders/cart/checkout")).Is(201).Items.Count);
    }

    [Fact]
    public async Task Checking_out_buys_the_cart_and_empties_it()
    {
        var shopper = await api.ShopperAsync(10_000);
        (await shopper.Post("/orders/cart/checkout")).IsProblem(409, "cart-empty");
        (await shopper.Post("/orders/cart/checkout", "{}")).IsProblem(409, "cart-empty");
        var product = await api.ProductAsync(stock: 5, price: 1000);
        (await shopper.Post("/orders/cart", new { productId = product, quantity = 2 })).Is(200);

        var changed = (await shopper.Post("/orders/cart/checkout", new { expectedTotal = 1999 })).IsProblem(409, "order-total-changed");
        Assert.Equal((1999, 2000), (changed["expectedTotal"].GetInt64(), changed["total"].GetInt64()));
        Assert.Single((await shopper.Get("/orders/cart")).Items);
        var order = (await shopper.Post("/orders/cart/checkout", new { expectedTotal = 2000 })).Is(201);

        Assert.Equal($"/orders/{order["id"]}", order.Header("Location"));
        Assert.Equal(8000, order["balance"].GetInt64());
        Assert.Equal([(product, 1000, 2, 2000)], order.Items.Select(Line));
        Assert.Empty((await shopper.Get("/orders/cart")).Items);
        (await shopper.Post("/orders/cart/checkout")).IsProblem(409, "cart-empty");
    }

    [Fact]
    public async Task Cancelling_refunds_and_restocks_once()
    {
        var shopper = await api.ShopperAsync(10_000);
        var product = await api.ProductAsync(stock: 5, price: 1000);
        var order = await shopper.OrderAsync(product, 2);
        await api.EditAsync(product, price: 3, published: false);

        var answers = await Race.RunAsync(10, _ => shopper.Post($"/orders/{order["id"]}/cancel"));

        var cancelled = Assert.Single(answers, a => a.Status == 200);
        Assert.All(answers.Where(a => a != cancelled), a => a.IsProblem(409, "order-not-cancellable"));
        Assert.Equal(("cancelled", 10_000), (cancelled["status"].GetString(), cancelled["balance"].GetInt64()));
        Assert.Equal(order.Items.Single().GetRawText(), cancelled.Items.Single().GetRawText());
        Assert.Equal(10_000, await shopper.BalanceAsync());
        Assert.Equal(5, (await api.Admin.Get($"/admin/products/{product}"))["stock"].GetInt32());
        Assert.Equal("cancelled", (await shopper.Get($"/orders/{order["id"]}"))["status"].GetString());
    }

    [Fact]
    public async Task An_order_of_another_is_not_there()
    {
        var (shopper, stranger) = (await api.ShopperAsync(10_000), await api.ShopperAsync());
        var order = await shopper.OrderAsync(await api.ProductAsync());
        foreach (var other in new[] { stranger, api.Admin })
        {
            (await other.Get($"/orders/{order["id"]}")).IsProblem(404, "order-not-found");
            (await other.Post($"/orders/{order["id"]}/cancel")).IsProblem(404, "order-not-found");
            (await other.Post($"/orders/{order["id"]}/cancel", null, ("Idempotency-Key", "k"))).IsProblem(404, "order-not-found");
            Assert.DoesNotContain(
                (await other.Get("/orders?limit=100")).Items, o => o.GetProperty("id").GetInt64() == order["id"].GetInt64());
        }

        Assert.Equal("paid", (await shopper.Get($"/orders/{order["id"]}"))["status"].GetString());
    }

    private static (long, long, int, long) Line(JsonElement line) => (
        line.GetProperty("productId").GetInt64(),
        line.GetProperty("unitPrice").GetInt64(),
        line.GetProperty("quantity").GetInt32(),
        line.GetProperty("lineTotal").GetInt64());

    private static Task<Answer> OrderAsync(ApiClient shopper, long? expectedTotal, params (long ProductId, int Quantity)[] items) =>
        shopper.Post("/orders", new { items = items.Select(i => new { productId = i.ProductId, quantity = i.Quantity }), expectedTotal });
}

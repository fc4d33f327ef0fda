namespace Ecommerce.Tests.Http;

/// <summary>Whatever is wrong with an address, a method or a header: the answer is a problem with a code.</summary>
public sealed class ProblemTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("/products/1/reviews")]
    [InlineData("/orders/1/2/3")]
    [InlineData("/orders/cart/1/2")]
    [InlineData("/balance/nothing")]
    [InlineData("/auth")]
    [InlineData("/auth/nothing")]
    [InlineData("/admin")]
    [InlineData("/admin/nothing")]
    [InlineData("/BALANCE/Nothing")]
    public async Task An_unknown_path_below_the_api_is_a_404_problem(string path)
    {
        (await api.Anonymous.Get(path)).IsProblem(404, "not-found");
        (await api.Anonymous.Post(path, new { })).IsProblem(404, "not-found");
    }

    [Theory]
    [InlineData("DELETE", "/products", "GET")]
    [InlineData("POST", "/products/1", "GET")]
    [InlineData("PUT", "/orders", "GET, POST")]
    [InlineData("DELETE", "/orders/1", "GET")]
    [InlineData("GET", "/orders/1/cancel", "POST")]
    [InlineData("PUT", "/orders/cart", "GET, POST")]
    [InlineData("GET", "/orders/cart/1", "DELETE, PATCH")]
    [InlineData("GET", "/orders/cart/checkout", "POST")]
    [InlineData("POST", "/balance", "GET")]
    [InlineData("GET", "/balance/charge", "POST")]
    [InlineData("DELETE", "/balance/transactions", "GET")]
    [InlineData("GET", "/auth/login", "POST")]
    [InlineData("GET", "/auth/register", "POST")]
    [InlineData("GET", "/auth/refresh", "POST")]
    [InlineData("DELETE", "/admin/products", "GET, POST")]
    [InlineData("PATCH", "/admin/products/1", "GET, PUT")]
    [InlineData("GET", "/admin/products/1/stock", "POST")]
    [InlineData("POST", "/admin/reconciliation", "GET")]
    [InlineData("OPTIONS", "/orders", "GET, POST")]
    [InlineData("BREW", "/products", "GET")]
    public async Task A_wrong_method_is_a_405_problem_that_names_the_right_ones(string method, string path, string allowed)
    {
        var answer = (await api.Anonymous.Send(method, path, null)).IsProblem(405, "method-not-allowed");
        var named = answer.Header("Allow")!.Split(", ");
        Assert.All(allowed.Split(", "), right => Assert.Contains(right, named));
        Assert.DoesNotContain(method, named);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/xml")]
    [InlineData("nonsense")]
    [InlineData("application/json;q=0")]
    public async Task Problems_are_JSON_whatever_the_client_would_rather_have(string accept)
    {
        (await api.Anonymous.Get("/orders/cart", ("Accept", accept))).IsProblem(401, "unauthorized");
        (await api.Anonymous.Get("/orders/1/2/3", ("Accept", accept))).IsProblem(404, "not-found");
        (await api.Anonymous.Get("/products/999999999", ("Accept", accept))).IsProblem(404, "product-not-found");
        (await api.Anonymous.Get("/products?page=0", ("Accept", accept))).IsProblem(400, "validation-failed");
        Assert.Equal("application/json", (await api.Anonymous.Get("/products", ("Accept", accept))).Is(200).ContentType);
    }

    [Theory]
    [InlineData("/products?search=a%00b")]
    [InlineData("/products?category=%00")]
    [InlineData("/products?x%00=1")]
    [InlineData("/admin/products?search=%00")]
    [InlineData("/auth/confirmEmail?userId=%00&code=1")]
    [InlineData("/products?search=%EF%BF%BE")]
    [InlineData("/admin/products?search=%EF%BF%BE")]
    public async Task Text_that_no_database_can_store_is_a_400_problem_in_an_address_too(string path) =>
        Assert.Equal("validation-failed", (await api.Admin.Get(path)).Is(400)["code"].GetString());

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.0")]
    [InlineData("abc")]
    [InlineData("top-secret")]
    [InlineData("999999999")]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999999999")]
    [InlineData("%EF%BF%BE")]
    [InlineData("%F0%9F%9B%92")]
    [InlineData("'%20OR%201=1")]
    [InlineData("..%2f..%2fetc")]
    public async Task An_id_that_is_none_of_ours_is_not_found(string id)
    {
        var shopper = await api.ShopperAsync();
        Assert.Equal("product-not-found", (await api.Anonymous.Get($"/products/{id}")).Is(404)["code"].GetString());
        Assert.Equal("order-not-found", (await shopper.Get($"/orders/{id}")).Is(404)["code"].GetString());
        Assert.Equal("order-not-found", (await shopper.Post($"/orders/{id}/cancel")).Is(404)["code"].GetString());
        Assert.Equal("cart-item-not-found", (await shopper.Delete($"/orders/cart/{id}")).Is(404)["code"].GetString());
        Assert.Equal("cart-item-not-found", (await shopper.Patch($"/orders/cart/{id}", new { quantity = 1 })).Is(404)["code"].GetString());
        Assert.Equal("product-not-found", (await api.Admin.Get($"/admin/products/{id}")).Is(404)["code"].GetString());
        Assert.Equal(
            "product-not-found",
            (await api.Admin.Post($"/admin/products/{id}/stock", new { delta = 1, reason = "x" })).Is(404)["code"].GetString());
    }

    [Fact]
    public async Task Every_problem_has_a_trace_id_of_its_own()
    {
        var first = (await api.Anonymous.Get("/balance")).IsProblem(401, "unauthorized");
        var second = (await api.Anonymous.Get("/balance")).IsProblem(401, "unauthorized");
        Assert.NotEqual(first["traceId"].GetString(), second["traceId"].GetString());
    }
}

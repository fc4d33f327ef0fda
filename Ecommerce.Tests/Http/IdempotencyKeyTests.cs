using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Http;

/// <summary>The <c>Idempotency-Key</c> header, on all four routes that take one.</summary>
public sealed class IdempotencyKeyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Header = "Idempotency-Key";

    public static readonly TheoryData<string> Routes = ["charge", "order", "checkout", "cancel"];

    [Theory, MemberData(nameof(Routes))]
    public async Task A_key_used_again_brings_the_first_answer_again_and_has_no_second_effect(string route)
    {
        var request = await ReadyAsync(route);
        var first = await request.SendAsync((Header, "once"));
        first.IsSuccess();
        Assert.Null(first.Header("Idempotent-Replayed"));
        var balance = await request.Shopper.BalanceAsync();

        var again = await request.SendAsync((Header, "once"));

        Assert.Equal("true", again.Header("Idempotent-Replayed"));
        Assert.Equal((first.Status, first.Text, first.Header("Location")), (again.Status, again.Text, again.Header("Location")));
        Assert.Equal(balance, await request.Shopper.BalanceAsync());
    }

    [Theory, MemberData(nameof(Routes))]
    public async Task Fifty_copies_at_once_have_one_effect(string route)
    {
        var request = await ReadyAsync(route);

        var answers = await Race.RunAsync(50, _ => request.SendAsync((Header, "fifty")));

        Assert.Single(answers.Select(a => (a.Status, a.Text, a.Header("Location"))).Distinct());
        Assert.Single(answers, a => a.Header("Idempotent-Replayed") is null);
        Assert.Equal(request.BalanceAfter, await request.Shopper.BalanceAsync());
    }

    [Theory, MemberData(nameof(Routes))]
    public async Task A_malformed_key_is_refused_and_nothing_happens(string route)
    {
        var request = await ReadyAsync(route);
        var before = await request.Shopper.BalanceAsync();
        foreach (var key in Malformed)
        {
            var answer = await request.SendAsync((Header, key));
            Assert.True(answer.Status == 400, $"Key «{key}» → {answer}");
            answer.IsProblem(400, "idempotency-key-invalid");
        }

        (await request.SendAsync((Header, "one"), (Header, "two"))).IsProblem(400, "idempotency-key-invalid");
        (await request.SendAsync((Header, "one"), (Header, "one"))).IsProblem(400, "idempotency-key-invalid");
        Assert.Equal(before, await request.Shopper.BalanceAsync());
    }

    [Theory, MemberData(nameof(Routes))]
    public async Task A_quoted_key_equals_the_bare_one(string route)
    {
        var request = await ReadyAsync(route);
        (await request.SendAsync((Header, "bare"))).IsSuccess();
        foreach (var key in new[] { "bare", "\"bare\"", "bare" })
            Assert.Equal("true", (await request.SendAsync((Header, key))).IsSuccess().Header("Idempotent-Replayed"));
    }

    [Theory]
    [InlineData("\"a\\\"b\"", "a\"b")]
    [InlineData("\"a\\\\b\"", "a\\b")]
    [InlineData("\"it's:{fine};=!~\"", "it's:{fine};=!~")]
    public async Task Escapes_in_a_quoted_key_are_undone(string quoted, string bare)
    {
        var request = await ReadyAsync("charge");
        Assert.Null((await request.SendAsync((Header, quoted))).Is(200).Header("Idempotent-Replayed"));
        Assert.Equal("true", (await request.SendAsync((Header, bare))).Is(200).Header("Idempotent-Replayed"));
    }

    [Fact]
    public async Task A_key_has_up_to_255_characters()
    {
        var request = await ReadyAsync("charge");
        (await request.SendAsync((Header, new string('k', 255)))).Is(200);
        Assert.Equal("true", (await request.SendAsync((Header, $"\"{new string('k', 255)}\""))).Is(200).Header("Idempotent-Replayed"));
        (await request.SendAsync((Header, new string('k', 256)))).IsProblem(400, "idempotency-key-invalid");
        (await request.SendAsync((Header, $"\"{new string('k', 256)}\""))).IsProblem(400, "idempotency-key-invalid");
        (await request.SendAsync((Header, "k"))).Is(200);
    }

    [Fact]
    public async Task Keys_differ_by_case_by_shopper_and_by_route()
    {
        var request = await ReadyAsync("order");
        (await request.SendAsync((Header, "Key"))).Is(201);
        Assert.Null((await request.SendAsync((Header, "key"))).Is(201).Header("Idempotent-Replayed"));
        Assert.Null(
            (await request.Shopper.Post("/balance/charge", new { amount = 1 }, (Header, "Key"))).Is(200).Header("Idempotent-Replayed"));
        Assert.Null((await (await ReadyAsync("order")).SendAsync((Header, "Key"))).Is(201).Header("Idempotent-Replayed"));
    }

    [Fact]
    public async Task A_key_belongs_to_the_one_order_that_it_cancelled()
    {
        var shopper = await api.ShopperAsync(10_000);
        var product = await api.ProductAsync();
        var (one, other) = ((await shopper.OrderAsync(product))["id"], (await shopper.OrderAsync(product))["id"]);
        (await shopper.Post($"/orders/{one}/cancel", null, (Header, "c"))).Is(200);
        Assert.Equal(other.GetInt64(), (await shopper.Post($"/orders/{other}/cancel", null, (Header, "c"))).Is(200)["id"].GetInt64());
        (await shopper.Post($"/orders/{one}/cancel", null, (Header, "d"))).IsProblem(409, "order-not-cancellable");
    }

    [Theory]
    [InlineData("charge", """{"amount":2}""")]
    [InlineData("order", """{"items":[{"productId":1,"quantity":1}]}""")]
    [InlineData("checkout", """{"expectedTotal":5}""")]
    public async Task The_same_key_with_another_body_is_refused(string route, string otherBody)
    {
        var request = await ReadyAsync(route);
        (await request.SendAsync((Header, "k"))).Is(route == "charge" ? 200 : 201);
        (await request.Shopper.Post(request.Path, otherBody, (Header, "k"))).IsProblem(422, "idempotency-key-reused");
        Assert.Equal(request.BalanceAfter, await request.Shopper.BalanceAsync());
    }

    [Fact]
    public async Task Spacing_escapes_and_the_order_of_members_make_no_other_body()
    {
        var shopper = await api.ShopperAsync(10_000);
        var product = await api.ProductAsync();
        var first = await shopper.Post(
            "/orders", $$"""{"items":[{"productId":{{product}},"quantity":2}],"expectedTotal":2000}""", (Header, "k"));
        first.Is(201);
        foreach (var same in new[]
        {
            $$"""  { "expectedTotal" : 2000 , "items" : [ { "quantity" : 2 , "productId" : {{product}} } ] }  """,
            $$"""{"\u0069tems":[{"quantit\u0079":2,"productId":{{product}}}],"expectedTotal":2000}""",
        })
        {
            var again = await shopper.Post("/orders", same, (Header, "k"));
            Assert.Equal((201, first.Text), (again.Status, again.Text));
        }

        foreach (var other in new[]
        {
            $$"""{"items":[{"productId":{{product}},"quantity":2}]}""",
            $$"""{"items":[{"productId":{{product}},"quantity":1},{"productId":{{product}},"quantity":1}],"expectedTotal":2000}""",
        })
            (await shopper.Post("/orders", other, (Header, "k"))).IsProblem(422, "idempotency-key-reused");
    }

    [Fact]
    public async Task Checking_out_without_a_body_and_with_an_empty_object_is_the_same_request()
    {
        var request = await ReadyAsync("checkout");
        (await request.SendAsync((Header, "k"))).Is(201);
        Assert.Equal("true", (await request.Shopper.Post(request.Path, "{}", (Header, "k"))).Is(201).Header("Idempotent-Replayed"));
        Assert.Equal("true", (await request.Shopper.Post(request.Path, null, (Header, "k"))).Is(201).Header("Idempotent-Replayed"));
    }

    [Fact]
    public async Task After_a_refusal_the_same_key_runs_afresh()
    {
        var shopper = await api.ShopperAsync();
        var product = await api.ProductAsync(stock: 0);
        var body = new { items = new[] { new { productId = product, quantity = 1 } } };
        (await shopper.Post("/orders", body, (Header, "k"))).IsProblem(409, "insufficient-stock");
        (await api.Admin.Post($"/admin/products/{product}/stock", new { delta = 1, reason = "delivery" })).Is(200);
        (await shopper.Post("/orders", body, (Header, "k"))).IsProblem(409, "insufficient-balance");
        (await shopper.Post("/balance/charge", new { amount = 1000 })).Is(200);
        Assert.Null((await shopper.Post("/orders", body, (Header, "k"))).Is(201).Header("Idempotent-Replayed"));
        Assert.Equal("true", (await shopper.Post("/orders", body, (Header, "k"))).Is(201).Header("Idempotent-Replayed"));
    }

    [Theory]
    [InlineData("""{"amount":1,"\ud800":1}""")]
    [InlineData("""{"amount":1,"note":"\ud800"}""")]
    [InlineData("""{"amount":1,"a":1,"a":2}""")]
    [InlineData("""{"amount":1,"big":1e99999}""")]
    public async Task Members_that_nobody_asked_for_do_no_harm(string body)
    {
        var shopper = await api.ShopperAsync();
        Assert.InRange((await shopper.Post("/balance/charge", body, (Header, "k"))).Status, 200, 400);
    }

    private static readonly string[] Malformed =
    [
        "\"\"", "\"", "\"open", "a b", "\"a b\"", "키", "\"키\"", "\"a\"b", "\"a\";p=1", "\"a\\b\"", "\"a\\", "\"a\", \"b\"",
        new string('k', 256),
    ];

    private async Task<Request> ReadyAsync(string route)
    {
        var shopper = await api.ShopperAsync(10_000);
        if (route == "charge") return new(shopper, "/balance/charge", """{"amount":1}""", 10_001);
        var product = await api.ProductAsync(stock: 100);
        if (route == "order") return new(shopper, "/orders", $$"""{"items":[{"productId":{{product}},"quantity":1}]}""", 9000);
        if (route == "checkout")
        {
            (await shopper.Post("/orders/cart", new { productId = product, quantity = 1 })).Is(200);
            return new(shopper, "/orders/cart/checkout", null, 9000);
        }

        return new(shopper, $"/orders/{(await shopper.OrderAsync(product))["id"]}/cancel", null, 10_000);
    }

    /// <summary>A request that can be sent, and the balance that one of it leaves.</summary>
    private sealed record Request(ApiClient Shopper, string Path, string? Body, long BalanceAfter)
    {
        public Task<Answer> SendAsync(params (string Name, string Value)[] headers) => Shopper.Post(Path, Body, headers);
    }
}

using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Http;

public sealed class BalanceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_charge_answers_the_new_balance_and_the_statement_shows_it()
    {
        var shopper = await api.ShopperAsync();
        (await shopper.Post("/balance/charge", new { amount = 15_000 })).Is(200);
        var charge = (await shopper.Post("/balance/charge", new { amount = 10_000 })).Is(200);

        Assert.Equal(25_000, charge["balance"].GetInt64());
        Assert.Equal("KRW", charge["currency"].GetString());
        Assert.False(string.IsNullOrEmpty(charge["transactionId"].GetString()));
        Assert.Equal("""{"balance":25000,"currency":"KRW"}""", (await shopper.Get("/balance")).Is(200).Text);

        var line = (await shopper.Get("/balance/transactions")).Is(200).Items[0];
        Assert.Equal(["id", "kind", "amount", "balanceAfter", "orderId", "createdAt"], line.EnumerateObject().Select(m => m.Name));
        Assert.Equal(charge["transactionId"].GetString(), line.GetProperty("id").GetString());
        Assert.Equal("charge", line.GetProperty("kind").GetString());
        Assert.Equal(10_000, line.GetProperty("amount").GetInt64());
        Assert.Equal(25_000, line.GetProperty("balanceAfter").GetInt64());
        Assert.Equal("null", line.GetProperty("orderId").GetRawText());
    }

    [Fact]
    public async Task A_payment_and_its_refund_are_signed_and_name_their_order()
    {
        var shopper = await api.ShopperAsync(5000);
        var order = await shopper.OrderAsync(await api.ProductAsync(price: 1500), 2);
        (await shopper.Post($"/orders/{order["id"]}/cancel")).Is(200);

        var lines = (await shopper.Get("/balance/transactions")).Is(200).Items;
        Assert.Equal(["refund", "payment", "charge"], lines.Select(l => l.GetProperty("kind").GetString()));
        Assert.Equal([3000, -3000, 5000], lines.Select(l => l.GetProperty("amount").GetInt64()));
        Assert.Equal([5000, 2000, 5000], lines.Select(l => l.GetProperty("balanceAfter").GetInt64()));
        Assert.All(lines.Take(2), l => Assert.Equal(order["id"].GetInt64(), l.GetProperty("orderId").GetInt64()));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("10000001")]
    [InlineData("9223372036854775807")]
    [InlineData("-9223372036854775808")]
    public async Task An_amount_outside_1_to_10_million_is_refused(string amount)
    {
        var shopper = await api.ShopperAsync();
        (await shopper.Post("/balance/charge", $$"""{"amount":{{amount}}}""")).Blames("amount");
        (await shopper.Post("/balance/charge", "{}")).Blames("amount");
        Assert.Equal(0, await shopper.BalanceAsync());
        Assert.Empty((await shopper.Get("/balance/transactions")).Items);
    }

    [Fact]
    public async Task The_smallest_and_the_largest_amount_are_taken()
    {
        var shopper = await api.ShopperAsync();
        (await shopper.Post("/balance/charge", new { amount = 1 })).Is(200);
        (await shopper.Post("/balance/charge", new { amount = 10_000_000 })).Is(200);
        Assert.Equal(10_000_001, await shopper.BalanceAsync());
    }

    [Fact]
    public async Task A_balance_past_the_limit_is_refused_and_a_refund_is_not()
    {
        var shopper = await api.ShopperAsync();
        for (var i = 0; i < 100; i++) (await shopper.Post("/balance/charge", new { amount = 10_000_000 })).Is(200);
        var refused = (await shopper.Post("/balance/charge", new { amount = 1 })).IsProblem(409, "balance-limit-exceeded");
        Assert.Equal(1_000_000_000, refused["balance"].GetInt64());
        Assert.Equal(1_000_000_000, refused["maxBalance"].GetInt64());

        var order = await shopper.OrderAsync(await api.ProductAsync(price: 500));
        (await shopper.Post("/balance/charge", new { amount = 501 })).IsProblem(409, "balance-limit-exceeded");
        (await shopper.Post("/balance/charge", new { amount = 500 })).Is(200);
        (await shopper.Post($"/orders/{order["id"]}/cancel")).Is(200);
        Assert.Equal(1_000_000_500, await shopper.BalanceAsync());
    }

    [Fact]
    public async Task Charges_at_once_all_count()
    {
        var shopper = await api.ShopperAsync();
        var answers = await Race.RunAsync(50, _ => shopper.Post("/balance/charge", new { amount = 10 }));
        Assert.All(answers, a => a.Is(200));
        Assert.Equal(500, await shopper.BalanceAsync());
    }
}

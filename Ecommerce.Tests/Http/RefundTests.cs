using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Http;

/// <summary>Parts of orders given back, and returns asked for, as clients do it.</summary>
public sealed class RefundTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_part_of_an_order_is_refunded()
    {
        var (shopper, product, id) = await OrderAsync(isSent: true);

        var refunded = (await RefundAsync(id, product, 2)).Is(200);

        Assert.Equal(
            ("paid", 2_000, 3_000, "김하나"),
            (refunded["status"].GetString(), refunded["refunded"].GetInt64(), refunded["total"].GetInt64(),
                refunded["delivery"].GetProperty("recipient").GetString()));
        Assert.Equal(2, refunded.Items[0].GetProperty("refundedQuantity").GetInt32());
        Assert.Equal(2_000, (await shopper.Get($"/orders/{id}")).Is(200)["refunded"].GetInt64());
        Assert.Equal(9_000, await shopper.BalanceAsync());
        var entry = (await shopper.Get("/balance/transactions")).Items[0];
        Assert.Equal(
            ("refund", 2_000, id), (entry.GetProperty("kind").GetString(), entry.GetProperty("amount").GetInt64(),
                entry.GetProperty("orderId").GetInt64()));
        var written = (await api.Admin.Get($"/admin/audit?subject=order:{id}")).Items.Single();
        Assert.Equal("order.refunded", written.GetProperty("action").GetString());
        Assert.Equal("torn", written.GetProperty("after").GetProperty("reason").GetString());
    }

    [Fact]
    public async Task More_than_is_left_is_refused_with_what_is_left()
    {
        var (shopper, product, id) = await OrderAsync();
        (await RefundAsync(id, product, 2)).Is(200);

        var refused = (await RefundAsync(id, product, 2)).IsProblem(409, "refund-exceeds-order");

        Assert.Equal($$"""[{"productId":{{product}},"requested":2,"available":1}]""", refused["items"].GetRawText());
        (await shopper.Post($"/orders/{id}/cancel")).Is(200);
        Assert.Equal(10_000, await shopper.BalanceAsync());
        var late = (await RefundAsync(id, product, 1)).IsProblem(409, "order-status-conflict");
        Assert.Equal("cancelled", late["orderStatus"].GetString());
    }

    [Fact]
    public async Task A_key_answers_as_before_and_refunds_once()
    {
        var (shopper, product, id) = await OrderAsync(isSent: true);
        var key = ("Idempotency-Key", "\"once\"");

        var answers = await Race.RunAsync(20, _ => RefundAsync(id, product, 1, key));

        Assert.Single(answers, a => a.Is(200).Header("Idempotent-Replayed") is null);
        Assert.Single(answers.Select(a => a.Text).Distinct());
        Assert.Equal(8_000, await shopper.BalanceAsync());
        (await RefundAsync(id, product, 2, key)).IsProblem(422, "idempotency-key-reused");
        (await RefundAsync(id, product, 1)).Is(200);
        Assert.Equal(answers[0].Text, (await RefundAsync(id, product, 1, key)).Is(200).Text); // as it was then
    }

    [Fact]
    public async Task What_is_missing_is_named()
    {
        var (shopper, product, id) = await OrderAsync();
        var items = new[] { new { productId = product, quantity = 1 } };
        var path = $"/admin/orders/{id}/refund";

        (await api.Admin.Post(path, new { items, reason = "torn" })).Blames("restock");
        (await api.Admin.Post(path, new { items, restock = true })).Blames("reason");
        (await api.Admin.Post(path, new { restock = true, reason = "torn" })).Blames("items");
        (await api.Admin.Post(path, new { items = new[] { new { quantity = 1 } }, restock = true, reason = "x" }))
            .Blames("items[0].productId");
        (await api.Admin.Post("/admin/orders/999999/refund", new { items, restock = true, reason = "x" }))
            .IsProblem(404, "order-not-found");
        (await shopper.Post(path, new { items, restock = true, reason = "x" })).IsProblem(403, "forbidden");
        Assert.Equal(7_000, await shopper.BalanceAsync());
    }

    [Fact]
    public async Task A_return_is_asked_for_and_accepted()
    {
        var (shopper, product, id) = await OrderAsync();
        var body = new { items = new[] { new { productId = product, quantity = 2 } }, reason = "너무 작아요" };
        (await shopper.Post($"/orders/{id}/returns", body)).IsProblem(409, "order-status-conflict");
        (await api.Admin.Post($"/admin/orders/{id}/deliver")).Is(200);

        var asked = (await shopper.Post($"/orders/{id}/returns", body)).Is(201);

        Assert.Equal($"/orders/{id}/returns", asked.Header("Location"));
        Assert.Equal(("open", "너무 작아요"), (asked["status"].GetString(), asked["reason"].GetString()));
        (await shopper.Post($"/orders/{id}/returns", body)).IsProblem(409, "return-already-open");
        var request = asked["id"].GetInt64();
        var waiting = (await api.Admin.Get("/admin/returns?status=open&limit=100")).Is(200).Items
            .Single(r => r.GetProperty("id").GetInt64() == request);
        Assert.Equal(
            (id, 2_000), (waiting.GetProperty("orderId").GetInt64(), waiting.GetProperty("worth").GetInt64()));

        var accepted = (await api.Admin.Post($"/admin/returns/{request}/accept", new { restock = false, answer = "네" })).Is(200);

        Assert.Equal(("accepted", 2_000), (accepted["status"].GetString(), accepted["refunded"].GetInt64()));
        var seen = (await shopper.Get($"/orders/{id}/returns")).Is(200).Items.Single();
        Assert.Equal(("accepted", "네"), (seen.GetProperty("status").GetString(), seen.GetProperty("answer").GetString()));
        Assert.Equal(9_000, await shopper.BalanceAsync());
        var late = (await api.Admin.Post($"/admin/returns/{request}/decline", new { answer = "no" }))
            .IsProblem(409, "return-already-answered");
        Assert.Equal("accepted", late["returnStatus"].GetString());
    }

    [Fact]
    public async Task Returns_are_for_the_orders_owner_and_for_admins()
    {
        var (shopper, product, id) = await OrderAsync();
        (await api.Admin.Post($"/admin/orders/{id}/deliver")).Is(200);
        var stranger = await api.ShopperAsync();
        var body = new { items = new[] { new { productId = product, quantity = 1 } }, reason = "x" };

        (await stranger.Post($"/orders/{id}/returns", body)).IsProblem(404, "order-not-found");
        (await stranger.Get($"/orders/{id}/returns")).IsProblem(404, "order-not-found");
        (await api.Anonymous.Get($"/orders/{id}/returns")).IsProblem(401, "unauthorized");
        (await shopper.Get("/admin/returns")).IsProblem(403, "forbidden");
        (await shopper.Post("/admin/returns/1/accept", new { restock = true })).IsProblem(403, "forbidden");
        (await api.Admin.Post("/admin/returns/999999/accept", new { restock = true })).IsProblem(404, "return-not-found");
        (await api.Admin.Post("/admin/returns/1/accept", new { answer = "x" })).Blames("restock");
        (await api.Admin.Post("/admin/returns/1/decline", new { answer = " " })).Blames("answer");
        (await api.Admin.Get("/admin/returns?status=lost")).Blames("status");
    }

    private Task<Answer> RefundAsync(long order, long product, int quantity, params (string, string)[] headers) =>
        api.Admin.Post(
            $"/admin/orders/{order}/refund",
            new { items = new[] { new { productId = product, quantity } }, restock = true, reason = "torn" },
            headers);

    /// <summary>Three pieces for 1,000 each, from 10,000.</summary>
    private async Task<(ApiClient Shopper, long Product, long Id)> OrderAsync(bool isSent = false)
    {
        var (shopper, product) = (await api.ShopperAsync(10_000), await api.ProductAsync());
        var items = new[] { new { productId = product, quantity = 3 } };
        var delivery = isSent
            ? new { recipient = "김하나", phone = "010-1234-5678", postalCode = "04524", address1 = "세종대로 110" }
            : null;
        return (shopper, product, (await shopper.Post("/orders", new { items, delivery })).Is(201)["id"].GetInt64());
    }
}

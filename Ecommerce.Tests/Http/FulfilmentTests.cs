using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Http;

/// <summary>Orders on their way, as admins' clients move them and shoppers see them.</summary>
public sealed class FulfilmentTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly object Parcel = new { carrier = "우체국택배", trackingNumber = "6012345678901" };

    [Fact]
    public async Task An_order_is_shipped_and_delivered()
    {
        var (shopper, id) = await OrderAsync();

        var shipped = (await api.Admin.Post($"/admin/orders/{id}/ship", Parcel)).Is(200);
        Assert.Equal(
            (id, "shipped", "우체국택배", "6012345678901"),
            (shipped["id"].GetInt64(), shipped["status"].GetString(), shipped["carrier"].GetString(),
                shipped["trackingNumber"].GetString()));
        var delivered = (await api.Admin.Post($"/admin/orders/{id}/deliver")).Is(200);

        Assert.Equal("delivered", delivered["status"].GetString());
        var seen = (await shopper.Get($"/orders/{id}")).Is(200);
        foreach (var member in new[] { "status", "shippedAt", "deliveredAt", "carrier", "trackingNumber", "delivery", "items" })
            Assert.Equal(delivered[member].GetRawText(), seen[member].GetRawText());
        Assert.EndsWith("Z", seen["shippedAt"].GetString(), StringComparison.Ordinal);
        (await shopper.Post($"/orders/{id}/cancel")).IsProblem(409, "order-not-cancellable");
    }

    [Fact]
    public async Task A_step_out_of_turn_says_where_the_order_is()
    {
        var (_, id) = await OrderAsync();
        (await api.Admin.Post($"/admin/orders/{id}/ship", Parcel)).Is(200);
        foreach (var (path, body) in new[] { ("ship", Parcel), ("cancel", new { reason = "sold out" }) })
        {
            var refused = (await api.Admin.Post($"/admin/orders/{id}/{path}", body)).IsProblem(409, "order-status-conflict");
            Assert.Equal("shipped", refused["orderStatus"].GetString());
        }

        (await api.Admin.Post("/admin/orders/999999/deliver")).IsProblem(404, "order-not-found");
        (await api.Admin.Post("/admin/orders/999999/ship", Parcel)).IsProblem(404, "order-not-found");
        (await api.Admin.Post("/admin/orders/x/cancel", new { reason = "sold out" })).IsProblem(404, "order-not-found");
    }

    [Fact]
    public async Task An_admin_cancels_with_a_reason_that_the_audit_keeps()
    {
        var (shopper, id) = await OrderAsync();
        (await api.Admin.Post($"/admin/orders/{id}/cancel", new { reason = " " })).IsProblem(400, "validation-failed");
        (await api.Admin.Post($"/admin/orders/{id}/ship", new { carrier = "CJ" })).IsProblem(400, "validation-failed");

        var cancelled = (await api.Admin.Post($"/admin/orders/{id}/cancel", new { reason = "품절" })).Is(200);

        Assert.Equal("cancelled", cancelled["status"].GetString());
        Assert.Equal(10_000, await shopper.BalanceAsync());
        var written = (await api.Admin.Get($"/admin/audit?subject=order:{id}")).Items.Single();
        Assert.Equal("품절", written.GetProperty("after").GetProperty("reason").GetString());
        (await api.Admin.Post($"/admin/orders/{id}/deliver")).IsProblem(409, "order-status-conflict");
    }

    [Fact]
    public async Task Of_twenty_steps_at_once_one_is_taken()
    {
        var (_, id) = await OrderAsync();

        var answers = await Race.RunAsync(20, i => i % 2 == 0
            ? api.Admin.Post($"/admin/orders/{id}/ship", Parcel)
            : api.Admin.Post($"/admin/orders/{id}/cancel", new { reason = "sold out" }));

        Assert.Single(answers, a => a.Status == 200);
        Assert.All(answers.Where(a => a.Status != 200), a => a.IsProblem(409, "order-status-conflict"));
    }

    [Fact]
    public async Task Orders_are_found_by_status_number_parcel_recipient_address_and_day()
    {
        var (shopper, id) = await OrderAsync("최아무개");
        (await api.Admin.Post($"/admin/orders/{id}/ship", new { carrier = "CJ", trackingNumber = "T-77-1" })).Is(200);
        var (_, other) = await OrderAsync();
        var order = (await api.Admin.Get($"/admin/orders/{id}")).Is(200);
        var email = order["email"].GetString()!;

        foreach (var search in new[] { $"{id}", "T-77-1", "최아무개", email.ToUpperInvariant() })
            Assert.Equal([id], await FindAsync($"search={Uri.EscapeDataString(search)}"));
        Assert.Equal([id], await FindAsync($"search={id}&status=shipped"));
        Assert.Empty(await FindAsync($"search={id}&status=paid"));
        Assert.Contains(other, await FindAsync("status=paid"));
        Assert.DoesNotContain(id, await FindAsync("status=paid"));
        Assert.Contains(id, await FindAsync("from=2000-01-01&to=2999-12-31&limit=100"));
        Assert.Empty(await FindAsync("to=2000-01-01"));
        Assert.Empty(await FindAsync("search=nobody"));
        Assert.Equal(1, (await shopper.Get("/orders"))["total"].GetInt32());
        foreach (var bad in new[] { "status=sent", "status=", "from=1-1-1", "to=tomorrow", "from=2026-02-02&to=2026-02-01", "page=0" })
            (await api.Admin.Get($"/admin/orders?{bad}")).IsProblem(400, "validation-failed");
    }

    [Fact]
    public async Task All_of_it_is_the_admins_alone()
    {
        var (shopper, id) = await OrderAsync();
        (await shopper.Get("/admin/orders")).IsProblem(403, "forbidden");
        (await shopper.Get($"/admin/orders/{id}")).IsProblem(403, "forbidden");
        (await shopper.Post($"/admin/orders/{id}/ship", Parcel)).IsProblem(403, "forbidden");
        (await shopper.Post($"/admin/orders/{id}/deliver")).IsProblem(403, "forbidden");
        (await api.Anonymous.Post($"/admin/orders/{id}/cancel", new { reason = "x" })).IsProblem(401, "unauthorized");
    }

    private async Task<(ApiClient Shopper, long Id)> OrderAsync(string recipient = "김하나")
    {
        var shopper = await api.ShopperAsync(10_000);
        var items = new[] { new { productId = await api.ProductAsync(), quantity = 1 } };
        var delivery = new { recipient, phone = "010-1234-5678", postalCode = "04524", address1 = "세종대로 110" };
        return (shopper, (await shopper.Post("/orders", new { items, delivery })).Is(201)["id"].GetInt64());
    }

    private async Task<List<long>> FindAsync(string query) =>
        (await api.Admin.Get($"/admin/orders?{query}")).Is(200).Items.Select(o => o.GetProperty("id").GetInt64()).ToList();
}

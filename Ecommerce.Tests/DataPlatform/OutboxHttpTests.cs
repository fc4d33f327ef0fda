using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Events;
using Ecommerce.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.DataPlatform;

public sealed class OutboxHttpTests(TestDatabases databases)
{
    [Fact]
    public async Task Admins_list_events_and_have_them_sent_again()
    {
        var sink = new RecordingSink();
        await using var web = await WebShop.StartAsync(databases, configure: s => s.AddSingleton<IDataPlatformSink>(sink));
        var (admin, shopper) = (await web.AdminAsync(), await web.ShopperAsync(100_000));
        var product = (await admin.GetFromJsonAsync<JsonElement>("/products?sort=price&inStock=true&limit=1")).GetProperty("items")[0]
            .GetProperty("id");
        var order = await (await shopper.PostAsJsonAsync("/orders", new { items = new[] { new { productId = product, quantity = 1 } } }))
            .Content.ReadFromJsonAsync<JsonElement>();
        var dispatcher = web.Services.GetRequiredService<EventDispatcher>();

        var pending = await OnlyAsync(admin, "/admin/outbox");
        Assert.Equal(
            ["id", "type", "orderId", "status", "attempts", "lastError", "createdAt", "nextAttemptAt", "sentAt"],
            pending.EnumerateObject().Select(p => p.Name));
        Assert.Equal(
            ("order.paid", "pending", 0), (Text(pending, "type"), Text(pending, "status"), pending.GetProperty("attempts").GetInt32()));
        Assert.Equal(order.GetProperty("id").GetInt64(), pending.GetProperty("orderId").GetInt64());

        sink.AnswerWith(DeliveryResult.Rejected("The platform answered 400."));
        await dispatcher.DispatchDueAsync(default);
        var dead = await OnlyAsync(admin, "/admin/outbox?status=dead");
        Assert.Equal("The platform answered 400.", Text(dead, "lastError"));
        Assert.Equal(JsonValueKind.Null, dead.GetProperty("nextAttemptAt").ValueKind);

        var retry = $"/admin/outbox/{dead.GetProperty("id").GetInt64()}/retry";
        var again = await admin.PostAsync(retry, null);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal("pending", Text(await again.Content.ReadFromJsonAsync<JsonElement>(), "status"));

        sink.AnswerWith(DeliveryResult.Delivered);
        await dispatcher.DispatchDueAsync(default);
        Assert.Equal("sent", Text(await OnlyAsync(admin, "/admin/outbox?status=sent"), "status"));
        await AssertProblemAsync(await admin.PostAsync(retry, null), HttpStatusCode.Conflict, "event-already-sent");
        Assert.Empty((await admin.GetFromJsonAsync<JsonElement>("/admin/outbox?status=dead")).GetProperty("items").EnumerateArray());

        foreach (var id in new[] { "999999", "0", "x", "-1" })
            await AssertProblemAsync(await admin.PostAsync($"/admin/outbox/{id}/retry", null), HttpStatusCode.NotFound, "event-not-found");
        foreach (var status in new[] { "lost", "Sent", "" })
            await AssertProblemAsync(
                await admin.GetAsync($"/admin/outbox?status={status}"), HttpStatusCode.BadRequest, "validation-failed");
        Assert.Equal(HttpStatusCode.Forbidden, (await shopper.GetAsync("/admin/outbox")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await web.Anonymous().PostAsync(retry, null)).StatusCode);
    }

    private static async Task<JsonElement> OnlyAsync(HttpClient client, string path) =>
        Assert.Single((await client.GetFromJsonAsync<JsonElement>(path)).GetProperty("items").EnumerateArray());

    private static async Task AssertProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(code, Text(await answer.Content.ReadFromJsonAsync<JsonElement>(), "code"));
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}

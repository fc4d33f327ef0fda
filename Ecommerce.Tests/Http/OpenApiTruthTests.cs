using System.Text.Json;
using Ecommerce.Core.Common;
using Ecommerce.Tests.Catalog.Pictures;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Http;

/// <summary>Every call is made once as its description says, and answers what its description says: body, headers, refusals.</summary>
public sealed class OpenApiTruthTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly string[] HeadersOfNote =
        ["ETag", "Link", "Location", "Cache-Control", "Idempotent-Replayed", "Retry-After", "Content-Disposition"];

    private readonly HashSet<string> called = [];
    private OpenApiDocument document = null!;

    [Fact]
    public async Task Each_call_takes_and_answers_what_is_described()
    {
        document = new((await api.Anonymous.Get("/openapi/v1.json")).Is(200).Json);
        await CallAccountsAsync();
        await CallAdminAsync(await CallShopAsync());

        var all = (await api.Anonymous.Get("/openapi/v1.json"))["paths"].EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject()
                .Where(o => o.Name != "parameters")
                .Select(o => $"{o.Name.ToUpperInvariant()} {path.Name}"));
        // These need a code that only a mail brings.
        Assert.Equal(["GET /auth/confirmEmail", "POST /auth/resetPassword"], all.Except(called).Order());
    }

    private async Task CallAccountsAsync()
    {
        var account = new { email = "described@example.com", password = "Passw0rd!" };
        await CallAsync(api.Anonymous, "POST /auth/register", account);
        var tokens = await CallAsync(api.Anonymous, "POST /auth/login", account);
        await CallAsync(api.Anonymous, "POST /auth/login", new { account.email, password = "Wr0ng-one" }, 401);
        await CallAsync(api.Anonymous, "POST /auth/refresh", new { refreshToken = tokens["refreshToken"].GetString() });
        await CallAsync(api.Anonymous, "POST /auth/resendConfirmationEmail", new { account.email });
        await CallAsync(api.Anonymous, "POST /auth/forgotPassword", new { account.email });
        var shopper = await api.ShopperAsync();
        await CallAsync(shopper, "POST /auth/manage/2fa", new { resetRecoveryCodes = true });
        await CallAsync(shopper, "GET /auth/manage/info");
        await CallAsync(shopper, "POST /auth/manage/info", new { });
        var sessions = await CallAsync(shopper, "GET /auth/sessions");
        await CallAsync(shopper, "DELETE /auth/sessions/{id}", 404, 99_999);
        await CallAsync(shopper, "POST /auth/logout", 204);
        Assert.Single(sessions.Items);
        await CallAsync(await api.ShopperAsync(), "POST /auth/logout-everywhere", 204);
    }

    /// <summary>Returns a product that sold.</summary>
    private async Task<long> CallShopAsync()
    {
        var shopper = await api.ShopperAsync();
        var productId = await api.ProductAsync(stock: 20, price: 1000);
        await CallAsync(shopper, "GET /balance");
        var key = ("Idempotency-Key", "described");
        await CallAsync(shopper, "POST /balance/charge", new { amount = 100_000 }, headers: key);
        var replayed = await CallAsync(shopper, "POST /balance/charge", new { amount = 100_000 }, headers: key);
        Assert.Equal("true", replayed.Header("Idempotent-Replayed"));
        await CallAsync(shopper, "POST /balance/charge", new { amount = 7 }, 422, key);
        await CallAsync(shopper, "GET /products");
        var product = await CallAsync(shopper, "GET /products/{id}", id: productId);
        Assert.Equal(304, (await CallAsync(shopper, "GET /products/{id}", null, 304, ("If-None-Match", product.ETag!), productId)).Status);
        await CallAsync(shopper, "GET /products/top");
        await CallAsync(shopper, "POST /orders/cart", new { productId, quantity = 1000 }, 400);
        await CallAsync(shopper, "POST /orders/cart", new { productId, quantity = 21 }, 409);
        var item = (await CallAsync(shopper, "POST /orders/cart", new { productId, quantity = 2 })).Items[0]
            .GetProperty("itemId").GetInt64();
        await CallAsync(shopper, "PATCH /orders/cart/{itemId}", new { quantity = 1 }, id: item);
        await CallAsync(shopper, "GET /orders/cart");
        await CallAsync(shopper, "POST /orders/cart/checkout", 201);
        await CallAsync(shopper, "POST /orders/cart/checkout", 409);
        item = (await CallAsync(shopper, "POST /orders/cart", new { productId, quantity = 2 })).Items[0].GetProperty("itemId").GetInt64();
        await CallAsync(shopper, "DELETE /orders/cart/{itemId}", 204, item);
        await CallAsync(shopper, "DELETE /orders/cart/{itemId}", 404, item);
        await CallAsync(shopper, "POST /orders", new { items = new[] { new { productId, quantity = 2 } } }, 201);
        var pricedOrder = new { items = new[] { new { productId, quantity = 2 } }, expectedTotal = 2000 };
        var order = (await CallAsync(shopper, "POST /orders", pricedOrder, 201))["id"].GetInt64();
        await CallAsync(shopper, "GET /orders");
        await CallAsync(shopper, "GET /orders/{id}", id: order);
        await CallAsync(shopper, "POST /orders/{id}/cancel", id: order);
        await CallAddressesAsync(shopper, productId);
        await CallAsync(shopper, "GET /balance/transactions");
        await CallAsync(shopper, "GET /admin/products", 403);
        await CallAsync(api.Anonymous, "GET /orders", 401);
        return productId;
    }

    private async Task CallAddressesAsync(ApiClient shopper, long productId)
    {
        var home = new { recipient = "Kim", phone = "010-1234-5678", postalCode = "04524", address1 = "Sejong-daero 110" };
        var id = (await CallAsync(shopper, "POST /addresses", home, 201))["id"].GetInt64();
        await CallAsync(shopper, "GET /addresses");
        await CallAsync(shopper, "PUT /addresses/{id}", home, id: id);
        var items = new[] { new { productId, quantity = 1 } };
        await CallAsync(shopper, "POST /orders", new { items, addressId = id }, 201);
        await CallAsync(shopper, "POST /orders", new { items, delivery = home }, 201);
        await CallAsync(shopper, "DELETE /addresses/{id}", 204, id);
        await CallAsync(shopper, "DELETE /addresses/{id}", 404, id);
        await CallAsync(shopper, "POST /orders", new { items, addressId = id }, 404);
    }

    private async Task CallOrdersAsync()
    {
        var admin = api.Admin;
        var paid = (await CallAsync(admin, "GET /admin/orders")).Items
            .Where(o => o.GetProperty("status").GetString() == "paid").Select(o => o.GetProperty("id").GetInt64()).ToList();
        await CallAsync(admin, "POST /admin/orders/{id}/ship", new { carrier = "CJ", trackingNumber = "1234" }, id: paid[0]);
        await CallAsync(admin, "POST /admin/orders/{id}/ship", new { carrier = "CJ", trackingNumber = "1234" }, 409, id: paid[0]);
        await CallAsync(admin, "POST /admin/orders/{id}/deliver", id: paid[0]);
        await CallAsync(admin, "POST /admin/orders/{id}/cancel", new { reason = "sold out" }, id: paid[1]);
        var order = await CallAsync(admin, "GET /admin/orders/{id}", id: paid[0]);
        await CallReturnsAsync(order["items"].EnumerateArray().First().GetProperty("productId").GetInt64(), paid[0]);
    }

    private async Task CallReturnsAsync(long product, long delivered)
    {
        var admin = api.Admin;
        object[] many = [new { productId = product, quantity = 999 }];
        await CallAsync(admin, "POST /admin/orders/{id}/refund", new { items = many, restock = true, reason = "torn" }, 409, id: delivered);
        var shopper = await api.ShopperAsync(1_000);
        var mine = await api.ProductAsync(5, 100);
        object[] bought = [new { productId = mine, quantity = 3 }];
        object[] back = [new { productId = mine, quantity = 1 }];
        var order = (await shopper.Post("/orders", new { items = bought })).Is(201)["id"].GetInt64();
        await CallAsync(admin, "POST /admin/orders/{id}/refund", new { items = back, restock = true, reason = "torn" }, id: order);
        await CallAsync(shopper, "POST /orders/{id}/returns", new { items = back, reason = "small" }, 409, id: order);
        await CallAsync(admin, "POST /admin/orders/{id}/deliver", id: order);
        var asked = await CallAsync(shopper, "POST /orders/{id}/returns", new { items = back, reason = "small" }, 201, id: order);
        await CallAsync(shopper, "GET /orders/{id}/returns", id: order);
        await CallAsync(admin, "GET /admin/returns");
        await CallAsync(admin, "POST /admin/returns/{id}/decline", new { answer = "worn" }, id: asked["id"].GetInt64());
        var late = await shopper.Delete($"/orders/{order}/returns/{asked["id"]}");
        Check("DELETE /orders/{id}/returns/{returnId}", late.IsProblem(409, "return-already-answered"));
        var regretted = await CallAsync(shopper, "POST /orders/{id}/returns", new { items = back, reason = "small" }, 201, id: order);
        Check("DELETE /orders/{id}/returns/{returnId}", (await shopper.Delete($"/orders/{order}/returns/{regretted["id"]}")).Is(204));
        var again = await CallAsync(shopper, "POST /orders/{id}/returns", new { items = back, reason = "small" }, 201, id: order);
        await CallAsync(admin, "POST /admin/returns/{id}/accept", new { restock = true }, id: again["id"].GetInt64());
        await CallAsync(admin, "POST /admin/returns/{id}/accept", new { restock = true }, 409, id: again["id"].GetInt64());
    }

    private async Task CallAdminAsync(long sold)
    {
        var admin = api.Admin;
        var edit = new { name = "Described", price = 10, category = "Things" };
        var created = await CallAsync(admin, "POST /admin/products", new { edit.name, edit.price, edit.category, stock = 0 }, 201);
        var id = created["id"].GetInt64();
        await CallAsync(admin, "PUT /admin/products/{id}", edit, 200, ("If-Match", created.ETag!), id);
        await CallAsync(admin, "PUT /admin/products/{id}", edit, 412, ("If-Match", created.ETag!), id);
        await CallAsync(admin, "PUT /admin/products/{id}", edit, 428, default, id);
        await CallAsync(admin, "GET /admin/products/{id}", id: id);
        await CallAsync(admin, "GET /admin/products");
        await CallAsync(admin, "POST /admin/products/{id}/stock", new { delta = 3, reason = "delivery" }, id: sold);
        await CallStockWorkAsync(id);
        await CallOrdersAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(SamplePictures.Png(2, 2)), "file", "a.png" } };
        var picture = (await admin.Post($"/admin/products/{id}/images", form)).Is(201);
        Check("POST /admin/products/{id}/images", picture);
        var address = $"/admin/products/{id}/images/{picture["id"]}";
        Check("PUT /admin/products/{id}/images/{imageId}", (await admin.Put(address, new { alt = "" }, ("If-Match", "*"))).Is(200));
        Check("DELETE /admin/products/{id}/images/{imageId}", (await admin.Delete(address)).Is(204));
        using var named = new MultipartFormDataContent { { new ByteArrayContent([1]), "file", "NOBODYS-1.png" } };
        Check("POST /admin/products/pictures", (await admin.Post("/admin/products/pictures", named)).Is(200));
        var csv = ApiClient.JsonBytes("sku,name,price,stock,category\n"u8.ToArray(), "text/csv");
        Check("POST /admin/products/import", (await admin.Post("/admin/products/import", csv)).Is(200));
        var wrong = ApiClient.JsonBytes("sku\n"u8.ToArray(), "text/csv");
        Check("POST /admin/products/import", (await admin.Post("/admin/products/import", wrong)).Is(400));
        await CallAsync(admin, "GET /admin/products/export");
        await CallAsync(admin, "GET /admin/reconciliation");
        var today = api.Shop.Services.GetRequiredService<StoreClock>().Today;
        await CallAsync(admin, "POST /admin/rankings/run", new { date = today });
        await CallAsync(admin, "GET /admin/rankings");
        await CallAsync(admin, "GET /admin/rankings.csv");
        await CallAsync(admin, "GET /admin/audit");
        await CallAsync(admin, "GET /admin/overview");
        await CallAsync(admin, "GET /admin/overview.csv");
        await CallShoppersAsync(admin);
        var sent = (await CallAsync(admin, "GET /admin/outbox")).Items.First(e => e.GetProperty("type").GetString() == "order.paid");
        var retried = await admin.Post($"/admin/outbox/{sent.GetProperty("id")}/retry");
        Check("POST /admin/outbox/{id}/retry", retried);
    }

    private async Task CallStockWorkAsync(long id)
    {
        var admin = api.Admin;
        await CallAsync(admin, "POST /admin/products/{id}/stock-take", new { counted = 2, expectedStock = 0, reason = "found" }, id: id);
        await CallAsync(admin, "POST /admin/products/{id}/stock-take", new { counted = 2, expectedStock = 0 }, 409, id: id);
        var at = api.Shop.Services.GetRequiredService<StoreClock>().UtcNow.AddDays(1);
        var plan = new { kind = "price", price = 12, at };
        var planned = await CallAsync(admin, "POST /admin/products/{id}/scheduled-changes", plan, id: id);
        await CallAsync(admin, "POST /admin/products/{id}/scheduled-changes", plan with { price = 0 }, 400, id: id);
        await CallAsync(admin, "GET /admin/products/{id}/scheduled-changes", id: id);
        var address = $"/admin/products/{id}/scheduled-changes/{planned["id"]}";
        foreach (var status in new[] { 204, 409 })
            Check("DELETE /admin/products/{id}/scheduled-changes/{changeId}", (await admin.Delete(address)).Is(status));
        await CallAsync(admin, "GET /admin/products/{id}/price-changes", id: id);
    }

    private async Task CallShoppersAsync(ApiClient admin)
    {
        await api.ShopperAsync(100);
        var id = (await CallAsync(admin, "GET /admin/shoppers")).Items[0].GetProperty("id").GetInt64();
        await CallAsync(admin, "GET /admin/shoppers/{id}", id: id);
        await CallAsync(admin, "GET /admin/shoppers/{id}", 404, id + 1_000_000);
        await CallAsync(admin, "GET /admin/shoppers/{id}/transactions", id: id);
        await CallAsync(admin, "POST /admin/shoppers/{id}/corrections", new { amount = -1, reason = "r" }, id: id);
        await CallAsync(admin, "POST /admin/shoppers/{id}/corrections", new { amount = -1_000, reason = "r" }, 409, id: id);
        var note = (await CallAsync(admin, "POST /admin/shoppers/{id}/notes", new { text = "friendly" }, id: id))["id"].GetInt64();
        await CallAsync(admin, "GET /admin/shoppers/{id}/notes", id: id);
        Check("DELETE /admin/shoppers/{id}/notes/{noteId}", (await admin.Delete($"/admin/shoppers/{id}/notes/{note}")).Is(204));
        await CallAsync(admin, "POST /admin/shoppers/{id}/logout-everywhere", 204, id);
        await CallAsync(admin, "POST /admin/shoppers/{id}/lock", new { reason = "r" }, id: id);
        await CallAsync(admin, "POST /admin/shoppers/{id}/lock", new { reason = "r" }, 409, id: id);
        await CallAsync(admin, "POST /admin/shoppers/{id}/unlock", id: id);
    }

    private Task<Answer> CallAsync(ApiClient client, string call, int status = 200, long? id = null) =>
        CallAsync(client, call, null, status, default, id);

    private async Task<Answer> CallAsync(
        ApiClient client, string call, object? body, int status = 200, (string Name, string Value) headers = default, long? id = null)
    {
        var (method, path) = (
            call.Split(' ')[0],
            call.Split(' ')[1].Replace("{id}", $"{id}", StringComparison.Ordinal).Replace("{itemId}", $"{id}", StringComparison.Ordinal));
        var answer = (await client.Send(method, path, body, headers.Name is null ? [] : [headers])).Is(status);
        var operation = document.Operation(call);
        if (body is not null && status < 300)
            Assert.Empty(document.Violations(JsonSerializer.SerializeToElement(body), SchemaOf(operation.GetProperty("requestBody"))));
        if (headers.Name is { } name)
            Assert.Contains(operation.GetProperty("parameters").EnumerateArray(), p => p.GetProperty("name").GetString() == name);
        Check(call, answer);
        return answer;
    }

    private void Check(string call, Answer answer)
    {
        called.Add(call);
        var response = document.Response(call, answer.Status);
        var described = response.TryGetProperty("headers", out var headers)
            ? headers.EnumerateObject().Select(h => h.Name).ToHashSet()
            : [];
        var carried = HeadersOfNote.Where(name => answer.Header(name) is not null && (answer.Status < 400 || name is "Retry-After"))
            .ToHashSet();
        Assert.True(
            carried.IsSubsetOf(described),
            $"{call} {answer.Status} carries {string.Join(", ", carried.Except(described))}, which is not described.");
        Assert.True(
            described.Except(carried).All(name => name is "Idempotent-Replayed"),
            $"{call} {answer.Status} lacks {string.Join(", ", described.Except(carried))}.");
        if (answer.ContentType is not ("application/json" or "application/problem+json")) return;
        Assert.Empty(document.Violations(answer.Json, SchemaOf(response)));
        if (answer.Status < 400) return;
        var examples = response.GetProperty("content").GetProperty("application/problem+json").GetProperty("examples");
        Assert.True(examples.TryGetProperty(answer["code"].GetString()!, out _), $"{call}: {answer}");
    }

    private static JsonElement SchemaOf(JsonElement content) =>
        content.GetProperty("content").EnumerateObject().First().Value.GetProperty("schema");
}

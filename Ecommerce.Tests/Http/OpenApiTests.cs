using System.Globalization;
using System.Text.Json;
using Ecommerce.Web.Api;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Http;

/// <summary>The description at <c>/openapi/v1.json</c> says what the application does, no more and no less.</summary>
public sealed class OpenApiTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    /// <summary>The contract's table of calls (docs/api-specification.md).</summary>
    private static readonly string[] Contract =
    [
        "GET /balance", "POST /balance/charge", "GET /balance/transactions",
        "GET /products", "GET /products/{id}", "GET /products/top",
        "GET /orders/cart", "POST /orders/cart",
        "PATCH /orders/cart/{itemId}", "DELETE /orders/cart/{itemId}", "POST /orders/cart/checkout",
        "POST /orders", "GET /orders", "GET /orders/{id}", "POST /orders/{id}/cancel",
        "GET /addresses", "POST /addresses", "PUT /addresses/{id}", "DELETE /addresses/{id}",
        "GET /admin/orders", "GET /admin/orders/{id}", "POST /admin/orders/{id}/ship", "POST /admin/orders/{id}/deliver",
        "POST /admin/orders/{id}/cancel", "POST /admin/orders/{id}/refund",
        "POST /orders/{id}/returns", "GET /orders/{id}/returns", "DELETE /orders/{id}/returns/{returnId}",
        "GET /admin/returns", "POST /admin/returns/{id}/accept", "POST /admin/returns/{id}/decline",
        "POST /admin/products", "GET /admin/products",
        "GET /admin/products/{id}", "PUT /admin/products/{id}", "POST /admin/products/{id}/stock",
        "POST /admin/products/{id}/stock-take", "GET /admin/products/{id}/price-changes",
        "GET /admin/products/{id}/scheduled-changes", "POST /admin/products/{id}/scheduled-changes",
        "DELETE /admin/products/{id}/scheduled-changes/{changeId}",
        "POST /admin/products/{id}/images", "PUT /admin/products/{id}/images/{imageId}", "DELETE /admin/products/{id}/images/{imageId}",
        "POST /admin/products/pictures", "POST /admin/products/import", "GET /admin/products/export",
        "GET /admin/reconciliation", "GET /admin/rankings", "GET /admin/rankings.csv", "POST /admin/rankings/run",
        "GET /admin/outbox", "POST /admin/outbox/{id}/retry", "GET /admin/audit",
        "GET /admin/overview", "GET /admin/overview.csv",
        "GET /admin/shoppers", "GET /admin/shoppers/{id}", "GET /admin/shoppers/{id}/transactions", "POST /admin/shoppers/{id}/corrections",
        "POST /admin/shoppers/{id}/lock", "POST /admin/shoppers/{id}/unlock", "POST /admin/shoppers/{id}/logout-everywhere",
        "GET /admin/shoppers/{id}/notes", "POST /admin/shoppers/{id}/notes", "DELETE /admin/shoppers/{id}/notes/{noteId}",
        "POST /auth/register", "POST /auth/login", "POST /auth/refresh", "GET /auth/confirmEmail", "POST /auth/resendConfirmationEmail",
        "POST /auth/forgotPassword", "POST /auth/resetPassword", "POST /auth/manage/2fa", "GET /auth/manage/info", "POST /auth/manage/info",
        "POST /auth/logout", "POST /auth/logout-everywhere", "GET /auth/sessions", "DELETE /auth/sessions/{id}",
    ];

    /// <summary>Of the calls below /auth, those that need a token.</summary>
    private static readonly string[] OfAnAccount = ["/manage/", "/logout", "/sessions"];

    [Fact]
    public async Task It_is_OpenAPI_3_1_with_a_page_to_browse_it()
    {
        var document = (await api.Anonymous.Get("/openapi/v1.json")).Is(200);
        Assert.StartsWith("3.1.", document["openapi"].GetString());
        Assert.Equal("application/json", document.ContentType);
        Assert.Equal("text/html", (await api.Anonymous.Get("/swagger/index.html")).Is(200).ContentType);
        Assert.InRange((await api.Anonymous.Get("/swagger")).Status, 200, 302);
    }

    [Fact]
    public async Task It_has_every_call_of_the_contract_and_no_other()
    {
        var described = (await OperationsAsync()).Select(o => o.Call).ToHashSet();
        Assert.Empty(Contract.Except(described));
        Assert.Empty(described.Except(Contract));
        var mapped = Endpoints().Select(CallOf).ToHashSet();
        Assert.Empty(described.Except(mapped));
        Assert.Empty(mapped.Except(described));
    }

    [Fact]
    public async Task Every_refusal_of_a_call_is_an_example_under_its_status()
    {
        var operations = (await OperationsAsync()).ToDictionary(o => o.Call, o => o.Operation);
        foreach (var endpoint in Endpoints())
        {
            var call = CallOf(endpoint);
            foreach (var kind in endpoint.Metadata.AllRefusals())
            {
                var status = kind.Status.ToString(CultureInfo.InvariantCulture);
                Assert.True(operations[call].GetProperty("responses").TryGetProperty(status, out var response), $"{call} lacks {status}.");
                var examples = response.GetProperty("content").GetProperty("application/problem+json").GetProperty("examples");
                Assert.True(examples.TryGetProperty(kind.Code, out var example), $"{call} lacks an example of {kind.Code}.");
                var problem = example.GetProperty("value");
                Assert.Equal(kind.Code, problem.GetProperty("code").GetString());
                Assert.Equal(kind.Status, problem.GetProperty("status").GetInt32());
                Assert.Equal(kind.Title, problem.GetProperty("title").GetString());
            }
        }
    }

    [Fact]
    public async Task What_needs_a_token_says_so_and_can_be_refused_for_it()
    {
        foreach (var (call, operation) in await OperationsAsync())
        {
            var isPersonal = !call.Contains(" /products", StringComparison.Ordinal)
                && (!call.Contains(" /auth", StringComparison.Ordinal)
                    || OfAnAccount.Any(part => call.Contains(part, StringComparison.Ordinal)));
            Assert.True(isPersonal == operation.TryGetProperty("security", out _), call);
            if (isPersonal) Assert.True(operation.GetProperty("responses").TryGetProperty("401", out _), call);
            if (call.Contains(" /admin", StringComparison.Ordinal))
                Assert.True(operation.GetProperty("responses").TryGetProperty("403", out _), call);
        }
    }

    [Fact]
    public async Task Every_call_has_a_summary_and_a_success()
    {
        foreach (var (call, operation) in await OperationsAsync())
        {
            Assert.Contains(operation.GetProperty("responses").EnumerateObject(), r => r.Name.StartsWith('2'));
            Assert.True(operation.TryGetProperty("summary", out _), call);
        }
    }

    private async Task<List<(string Call, JsonElement Operation)>> OperationsAsync() =>
        (await api.Anonymous.Get("/openapi/v1.json")).Is(200)["paths"].EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject()
                .Where(o => o.Name != "parameters")
                .Select(o => ($"{o.Name.ToUpperInvariant()} {path.Name}", o.Value)))
            .ToList();

    /// <summary>The application's own endpoints below the API's prefixes.</summary>
    private IEnumerable<RouteEndpoint> Endpoints() => api.Shop.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        .Where(e => ApiPaths.Prefixes.Any(prefix => PathOf(e.RoutePattern).StartsWith(prefix, StringComparison.Ordinal))
            && !e.RoutePattern.Parameters.Any(p => p.IsCatchAll));

    private static string CallOf(RouteEndpoint endpoint) =>
        $"{endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Single()} {PathOf(endpoint.RoutePattern)}";

    private static string PathOf(RoutePattern pattern) => "/" + pattern.RawText!.Trim('/');
}

using System.Net.Http.Json;
using System.Text.Json;
using Ecommerce.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Ranking;

/// <summary>A shop over HTTP in which the first demo products were sold on yesterday's business day and one today.</summary>
public sealed class RankedWebShop(TestDatabases databases) : IAsyncLifetime
{
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 21, 3, 0, 0, TimeSpan.Zero));

    public WebShop Web { get; private set; } = null!;

    public HttpClient Admin { get; private set; } = null!;

    public HttpClient Shopper { get; private set; } = null!;

    /// <summary>Ids of the products, the dearest name last; the third one's name is a formula.</summary>
    public IReadOnlyList<long> Products { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Web = await WebShop.StartAsync(databases, configure: services => services.AddSingleton<TimeProvider>(Clock));
        Admin = await Web.AdminAsync();
        var products = new List<long>();
        foreach (var name in new[] { "연필", "지우개", "=1+\"1\"" })
        {
            var made = await Admin.PostAsJsonAsync("/admin/products", new { name, price = 1000, stock = 50, category = "문구" });
            products.Add((await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64());
        }

        Products = products;
        Shopper = await Web.ShopperAsync(1_000_000);
        await OrderAsync((products[0], 2), (products[1], 5), (products[2], 1));
        Clock.Advance(TimeSpan.FromDays(1));
        Admin = await Web.AdminAsync(); // the first token is too old by now
        Shopper = await Web.ShopperAsync(1_000_000);
        await OrderAsync((products[0], 40));
    }

    public async ValueTask DisposeAsync() => await Web.DisposeAsync();

    private async Task OrderAsync(params (long ProductId, int Quantity)[] items)
    {
        var answer = await Shopper.PostAsJsonAsync(
            "/orders", new { items = items.Select(i => new { productId = i.ProductId, quantity = i.Quantity }) });
        answer.EnsureSuccessStatusCode();
    }
}

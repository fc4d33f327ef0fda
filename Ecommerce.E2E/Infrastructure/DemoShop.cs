using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Ecommerce.E2E.Infrastructure;

[assembly: AssemblyFixture(typeof(DemoShop))]

namespace Ecommerce.E2E.Infrastructure;

/// <summary>A running shop on SQLite, shared by the whole run; each test works on products and accounts of its own.</summary>
public class DemoShop : IAsyncLifetime
{
    private static int names;
    private readonly ConcurrentBag<ShopShopper> shoppers = [];

    public ShopProcess Process { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync() => await UseAsync(await ShopProcess.StartAsync());

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var shopper in shoppers) shopper.Dispose();
        await Process.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Puts a product on the shelf, as an admin does. Its picture is one of the demo's.</summary>
    /// <param name="nameLength">In characters, as the shortest; in both languages.</param>
    public async Task<ShopProduct> AddProductAsync(int stock, long price = 12_000, int nameLength = 0)
    {
        var name = $"시험 상품 {Interlocked.Increment(ref names)}".PadRight(nameLength, '긴');
        var answer = await Process.Http.PostAsJsonAsync("/admin/products", new
        {
            name,
            nameEn = $"Test product {names}".PadRight(nameLength, '긴'),
            price,
            stock,
            category = "시험",
            categoryEn = "Test",
            description = "시험에 쓰는 상품이에요.",
            imageUrl = "/images/products/oak-stool.svg",
        });
        answer.EnsureSuccessStatusCode();
        return new((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64(), name, price);
    }

    /// <summary>Somebody with an account and money in the wallet.</summary>
    public async Task<ShopShopper> AddShopperAsync(long balance = 0)
    {
        var shopper = await ShopShopper.RegisterAsync(Process, balance);
        shoppers.Add(shopper);
        return shopper;
    }

    public async Task ChangePriceAsync(ShopProduct product, long price)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"/admin/products/{product.Id}")
        {
            Content = JsonContent.Create(new { name = product.Name, price, category = "시험", imageUrl = "/images/products/oak-stool.svg" }),
        };
        request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        (await Process.Http.SendAsync(request)).EnsureSuccessStatusCode();
    }

    public async Task ChangeStockAsync(ShopProduct product, int delta) =>
        (await Process.Http.PostAsJsonAsync($"/admin/products/{product.Id}/stock", new { delta, reason = "test" }))
            .EnsureSuccessStatusCode();

    protected async Task UseAsync(ShopProcess process)
    {
        Process = process;
        await process.Http.LogInAsync("admin@example.com");
    }
}

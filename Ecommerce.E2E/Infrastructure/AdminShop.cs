using System.Net.Http.Json;
using System.Text.Json;

namespace Ecommerce.E2E.Infrastructure;

/// <summary>A running shop whose events go to a data platform that refuses them until it is told to accept them.</summary>
public sealed class AdminShop : DemoShop
{
    public FussyPlatform Platform { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        Platform = await FussyPlatform.StartAsync();
        await UseAsync(await ShopProcess.StartAsync(("DataPlatform:Endpoint", Platform.Address)));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Platform.DisposeAsync();
    }

    /// <summary>Waits until the platform has refused an order's event and the shop has written it down.</summary>
    public async Task UntilRefusedAsync(long order)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var dead = await Process.Http.GetFromJsonAsync<JsonElement>("/admin/outbox?status=dead&limit=100", limit.Token);
            if (dead.GetProperty("items").EnumerateArray().Any(e => e.GetProperty("orderId").GetInt64() == order)) return;
            await Task.Delay(100, limit.Token);
        }
    }

    /// <summary>Somebody new buys the product. Returns the order's number.</summary>
    public async Task<long> SellAsync(ShopProduct product, int quantity)
    {
        var shopper = await AddShopperAsync(product.Price * quantity);
        return await (await shopper.PutIntoCartAsync(product, quantity)).CheckOutAsync();
    }
}

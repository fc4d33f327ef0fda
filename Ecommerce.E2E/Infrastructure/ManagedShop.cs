namespace Ecommerce.E2E.Infrastructure;

/// <summary>A running shop whose events go to a data platform that refuses them until it is told to accept them.</summary>
public sealed class ManagedShop : DemoShop
{
    public FussyPlatform Platform { get; } = new();

    public override async ValueTask InitializeAsync() => await UseAsync(await ShopProcess.StartAsync(("DataPlatform:Endpoint", Platform.Address)));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Platform.DisposeAsync();
    }

    /// <summary>Somebody new buys the product. Returns the order's number.</summary>
    public async Task<long> SellAsync(ShopProduct product, int quantity)
    {
        var shopper = await AddShopperAsync(product.Price * quantity);
        return await (await shopper.PutIntoCartAsync(product, quantity)).CheckOutAsync();
    }
}

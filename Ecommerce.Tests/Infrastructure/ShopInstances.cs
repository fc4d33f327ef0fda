namespace Ecommerce.Tests.Infrastructure;

/// <summary>One or more instances of the shop on one database, as behind a load balancer.</summary>
public sealed class ShopInstances(IReadOnlyList<TestShop> shops) : IAsyncDisposable
{
    public TestShop First => shops[0];

    /// <summary>The instance that gets the request with this number: they take turns.</summary>
    public TestShop this[int request] => shops[request % shops.Count];

    public async ValueTask DisposeAsync()
    {
        foreach (var shop in shops) await shop.DisposeAsync();
    }
}

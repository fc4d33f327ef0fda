using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Identity;

/// <summary>A running shop for a class whose tests do not disturb each other.</summary>
public sealed class PagesFixture(TestDatabases databases) : IAsyncLifetime
{
    public WebShop Shop { get; private set; } = null!;

    public Visitor Visitor() => new(Shop);

    public async ValueTask InitializeAsync() => Shop = await WebShop.StartAsync(databases);

    public ValueTask DisposeAsync() => Shop.DisposeAsync();
}

using Ecommerce.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Identity;

/// <summary>
/// A running shop for a class whose tests do not disturb each other. Its cookies are checked against the database at every request.
/// </summary>
public sealed class PagesFixture(TestDatabases databases) : IAsyncLifetime
{
    public WebShop Shop { get; private set; } = null!;

    public Visitor Visitor() => new(Shop);

    public async ValueTask InitializeAsync() => Shop = await WebShop.StartAsync(
        databases,
        configure: services => services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.Zero));

    public ValueTask DisposeAsync() => Shop.DisposeAsync();
}

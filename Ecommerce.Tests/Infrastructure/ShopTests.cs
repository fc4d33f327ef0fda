using Ecommerce.Core.Data;

namespace Ecommerce.Tests.Infrastructure;

/// <summary>Tests of what the shop does, each on a SQLite database of its own and at a time that stands still.</summary>
public abstract class ShopTests(TestDatabases databases) : IAsyncLifetime
{
    protected TestClock Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 3, 4, 5, 678, TimeSpan.Zero));

    protected TestShop Shop { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Shop = await TestShop.StartAsync(databases, DatabaseProvider.Sqlite, Clock, settings: Settings);

    public async ValueTask DisposeAsync()
    {
        await Shop.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual (string Key, string? Value)[] Settings => [];
}

using Ecommerce.Core.Data;

namespace Ecommerce.Tests.Infrastructure;

/// <summary>Tests of what the shop does, each on a SQLite database of its own and at a time that stands still.</summary>
public abstract class ShopTests(TestDatabases databases) : IAsyncLifetime
{
    protected FakeTimeProvider Clock { get; } = TestClock.New();

    protected TestShop Shop { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Shop = await TestShop.StartAsync(databases, DatabaseProvider.Sqlite, Clock, settings: Settings);

    public async ValueTask DisposeAsync()
    {
        await Shop.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual (string Key, string? Value)[] Settings => [];
}

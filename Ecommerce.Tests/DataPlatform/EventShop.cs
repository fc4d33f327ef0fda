using Ecommerce.Core.Data;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Events;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.DataPlatform;

/// <summary>A shop whose events go to a <see cref="RecordingSink"/>, and only when the test dispatches them.</summary>
public sealed class EventShop : IAsyncDisposable
{
    private readonly DatabaseProvider provider;
    private readonly TimeProvider time;

    private EventShop(TestShop shop, DatabaseProvider provider, TimeProvider time, RecordingSink sink, long shopper, long product)
    {
        (Shop, this.provider, this.time, Sink) = (shop, provider, time, sink);
        (Shopper, Product) = (shopper, product);
    }

    public TestShop Shop { get; }

    public RecordingSink Sink { get; }

    public FakeTimeProvider Clock => (FakeTimeProvider)time;

    public IEventDestination Platform => Shop.Get<IEventDestination>();

    public long Shopper { get; }

    public long Product { get; }

    public static async Task<EventShop> StartAsync(
        TestDatabases databases,
        DatabaseProvider provider = DatabaseProvider.Sqlite,
        TimeProvider? time = null,
        Action<IServiceCollection>? configure = null,
        params (string, string?)[] settings)
    {
        var sink = new RecordingSink();
        time ??= TestClock.New();
        var shop = await TestShop.StartAsync(databases, provider, time, services => Configure(services, sink, configure), settings);
        return new EventShop(
            shop, provider, time, sink, await shop.AddShopperAsync(10_000_000), await shop.AddProductAsync(stock: 100_000));
    }

    /// <summary>Another instance on the same database, with the same platform.</summary>
    public Task<TestShop> StartAnotherAsync() =>
        TestShop.StartOnAsync(Shop.ConnectionString, provider, time, services => Configure(services, Sink, null));

    public async Task<long> OrderAsync() => (await Shop.OrderAsync(Shopper, (Product, 1))).Value!.Order.Id;

    public async Task CancelAsync(long order) => Assert.True((await Shop.CancelAsync(Shopper, order)).Succeeded);

    public Task<int> DispatchAsync() => Shop.Get<EventDispatcher>().DispatchDueAsync(default);

    /// <summary>Takes what is due, as a dispatcher does.</summary>
    public async Task<IReadOnlyList<(Delivery Delivery, ShopEvent Event)>> ClaimAsync()
    {
        await Shop.Get<DeliveryQueue>().RouteAsync(default);
        return await Shop.Get<DeliveryQueue>().ClaimAsync(Platform, default);
    }

    public Task RecordAsync(Delivery claimed, DeliveryResult result) =>
        Shop.Get<DeliveryQueue>().RecordAsync(Platform, [(claimed, result)], default);

    /// <summary>The deliveries in the order in which their events happened.</summary>
    public Task<List<Delivery>> DeliveriesAsync() =>
        Shop.ReadAsync(db => db.Deliveries.AsNoTracking().OrderBy(d => d.EventId).ToListAsync());

    public async Task<Delivery> DeliveryAsync() => Assert.Single(await DeliveriesAsync());

    public ValueTask DisposeAsync() => Shop.DisposeAsync();

    private static void Configure(IServiceCollection services, RecordingSink sink, Action<IServiceCollection>? more)
    {
        services.AddSingleton<IDataPlatformSink>(sink);
        more?.Invoke(services);
    }
}

using System.Data.Common;
using Ecommerce.Core;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Reconciliation;
using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases.SqlServer;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Identity.Sessions;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Wallets;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Ecommerce.Tests.Infrastructure;

/// <summary>
/// The shop without its web side, on a database of its own: what runs in production, arranged through the services that pages and
/// endpoints call.
/// </summary>
public sealed class TestShop : IAsyncDisposable
{
    private static int names;
    private readonly IHost host;

    private TestShop(IHost host, string connectionString)
    {
        this.host = host;
        ConnectionString = connectionString;
    }

    public string ConnectionString { get; }

    public IServiceProvider Services => host.Services;

    /// <summary>Starts a shop on a fresh database of the given kind.</summary>
    public static async Task<TestShop> StartAsync(
        TestDatabases databases,
        DatabaseProvider provider = DatabaseProvider.Sqlite,
        TimeProvider? time = null,
        Action<IServiceCollection>? configure = null,
        params (string Key, string? Value)[] settings) =>
        await StartOnAsync(await databases.CreateAsync(provider), provider, time, configure, settings);

    /// <summary>Starts another instance of the shop on a database that is there already.</summary>
    public static async Task<TestShop> StartOnAsync(
        string connectionString,
        DatabaseProvider provider,
        TimeProvider? time = null,
        Action<IServiceCollection>? configure = null,
        params (string Key, string? Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = provider.ToString(),
            ["ConnectionStrings:Shop"] = connectionString,
            ["Jobs:Enabled"] = "false",
            ["Admin:RequireSecondFactor"] = "false", // as in every shop that tests start: this one has no demo accounts, that others go by
            ["Database:SqliteSynchronous"] = "NORMAL", // no test cuts the power, and waiting for the disk is most of a small test's time
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, s.Value)));
        if (time is not null) builder.Services.AddSingleton(time);
        builder.AddShopCore();
        builder.Services.RemoveKeyWarmUp();
        configure?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<DatabaseStartup>().TryFirstAsync(default); // the start itself waits for a while only
        return new TestShop(host, connectionString);
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A shopper with a wallet that holds <paramref name="balance"/>. Returns the id.</summary>
    public async Task<long> AddShopperAsync(long balance = 0)
    {
        await using var scope = Services.CreateAsyncScope();
        var email = $"shopper{Interlocked.Increment(ref names)}@example.com";
        var shopper = new Shopper { UserName = email, Email = email, EmailConfirmed = true };
        // Without a password: hashing one takes longer than all the rest of a test.
        var created = await scope.ServiceProvider.GetRequiredService<UserManager<Shopper>>().CreateAsync(shopper);
        Assert.True(created.Succeeded, created.ToString());
        for (var left = balance; left > 0; left -= Math.Min(left, 10_000_000))
            Assert.True((await ChargeAsync(shopper.Id, Math.Min(left, 10_000_000))).Succeeded);
        return shopper.Id;
    }

    /// <summary>Several shoppers with <paramref name="balance"/> each. Returns their ids.</summary>
    public async Task<IReadOnlyList<long>> AddShoppersAsync(int count, long balance = 0)
    {
        var ids = new long[count];
        for (var i = 0; i < count; i++) ids[i] = await AddShopperAsync(balance);
        return ids;
    }

    /// <summary>A log-in of the shopper. Returns the session's id.</summary>
    public async Task<long> BeginSessionAsync(long shopperId, long? replaced = null, bool isStrong = false)
    {
        var stamp = await ReadAsync(db => db.Users.Where(u => u.Id == shopperId).Select(u => u.SecurityStamp).SingleAsync());
        return await Get<SessionRegister>().BeginAsync(shopperId, stamp!, new("Browser", "127.0.0.1"), replaced, default, isStrong);
    }

    /// <summary>A published product. Returns the id.</summary>
    public async Task<long> AddProductAsync(
        int stock = 10, long price = 1000, string? name = null, bool published = true, string category = "Things", string? nameEn = null)
    {
        var edit = new ProductEdit(
            name ?? $"Product {Interlocked.Increment(ref names)}", price, category, Published: published, NameEn: nameEn);
        return (await Get<ProductEditor>().CreateAsync(Actor.System, edit, stock, default)).Value!.Id;
    }

    public async Task<Result<ChargeReceipt>> ChargeAsync(long shopperId, long amount)
    {
        var charged = await Get<ChargeWallet>().RunAsync(new ChargeRequest(shopperId, amount), default);
        return charged.Succeeded ? charged.Value.Value : charged.Refusal;
    }

    public async Task<Result<OrderReceipt>> OrderAsync(long shopperId, params (long ProductId, int Quantity)[] items)
    {
        var request = new PlaceOrderRequest(shopperId, items.Select(i => new OrderItem(i.ProductId, i.Quantity)).ToList());
        var placed = await Get<PlaceOrder>().RunAsync(request, default);
        return placed.Succeeded ? placed.Value.Value : placed.Refusal;
    }

    /// <summary>An order that is not picked up.</summary>
    public async Task<Result<OrderReceipt>> OrderToAsync(
        long shopperId, Destination destination, params (long ProductId, int Quantity)[] items)
    {
        var wanted = items.Select(i => new OrderItem(i.ProductId, i.Quantity)).ToList();
        var placed = await Get<PlaceOrder>().RunAsync(new PlaceOrderRequest(shopperId, wanted, Destination: destination), default);
        return placed.Succeeded ? placed.Value.Value : placed.Refusal;
    }

    public async Task<Result<OrderReceipt>> CheckoutAsync(long shopperId, long? expectedTotal = null)
    {
        var placed = await Get<CheckoutCart>().RunAsync(new CheckoutRequest(shopperId, expectedTotal), default);
        return placed.Succeeded ? placed.Value.Value : placed.Refusal;
    }

    public async Task<Result<OrderReceipt>> CancelAsync(long shopperId, long orderId)
    {
        var cancelled = await Get<CancelOrder>().RunAsync(new CancelOrderRequest(shopperId, orderId), default);
        return cancelled.Succeeded ? cancelled.Value.Value : cancelled.Refusal;
    }

    public Task<Result<CartView>> AddToCartAsync(long shopperId, long productId, int quantity = 1) =>
        Get<CartService>().AddAsync(CartOwner.Shopper(shopperId), productId, quantity, default);

    public Task<CartView> CartAsync(long shopperId) => Get<CartService>().GetAsync(CartOwner.Shopper(shopperId), default);

    public async Task<long> BalanceAsync(long shopperId) => (await Get<WalletQueries>().GetBalanceAsync(shopperId, default)).Value;

    public async Task<int> StockAsync(long productId) => (await Get<ProductEditor>().FindAsync(productId, default)).Value!.Stock;

    public async Task<T> ReadAsync<T>(Func<ShopContext, Task<T>> read)
    {
        await using var db = await Get<IDbContextFactory<ShopContext>>().CreateDbContextAsync();
        return await read(db);
    }

    /// <summary>Fails the test, naming what is off, unless the books balance.</summary>
    public async Task AssertBooksBalanceAsync() => Assert.Empty((await Get<ReconcileBooks>().CheckAsync(default)).Discrepancies);

    public async ValueTask DisposeAsync()
    {
        await using var connection = (await Get<IDbContextFactory<ShopContext>>().CreateDbContextAsync()).Database.GetDbConnection();
        await host.StopAsync();
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
        ClearPool(connection);
    }

    /// <summary>A pool would hold connections that the server needs for the tests after this one.</summary>
    internal static void ClearPool(DbConnection connection)
    {
        switch (connection)
        {
            case NpgsqlConnection postgres:
                NpgsqlConnection.ClearPool(postgres);
                break;
            case SqlConnection sqlServer:
                SqlConnection.ClearPool(sqlServer);
                using (var snapshots = new SqlConnection(SqlServerDialect.ForSnapshots(sqlServer.ConnectionString)))
                    SqlConnection.ClearPool(snapshots);
                break;
        }
    }
}

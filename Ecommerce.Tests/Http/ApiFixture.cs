using Ecommerce.Core.Data;
using Ecommerce.Tests.Infrastructure;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Http;

/// <summary>A running shop for one test class whose tests do not disturb each other: each makes its own shoppers and products.</summary>
public class ApiFixture : IAsyncLifetime
{
    private static int names;
    private readonly TestDatabases databases;
    private readonly DatabaseProvider provider;

    public ApiFixture(TestDatabases databases)
        : this(databases, DatabaseProvider.Sqlite)
    {
    }

    protected ApiFixture(TestDatabases databases, DatabaseProvider provider)
    {
        this.databases = databases;
        this.provider = provider;
    }

    public WebShop Shop { get; private set; } = null!;

    public ApiClient Anonymous { get; private set; } = null!;

    public ApiClient Admin { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        // A test of PostgreSQL asks for the server itself, so that it is the test that is skipped where there is none.
        if (provider == DatabaseProvider.Postgres && PostgresServer.ReasonToSkip is not null) return;
        Shop = await WebShop.StartAsync(
            databases,
            provider,
            services => services.AddSingleton<IStartupFilter, DocumentedRefusals>());
        Anonymous = new(Shop.Anonymous());
        Admin = new(await Shop.AdminAsync());
    }

    public async Task<ApiClient> ShopperAsync(long balance = 0) => new(await Shop.ShopperAsync(balance));

    /// <summary>Several products, made at once. Returns the ids.</summary>
    public Task<long[]> ProductsAsync(int count, int stock, long price) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(_ => ProductAsync(stock, price)));

    /// <summary>A product made by the admin. Returns the id.</summary>
    public Task<long> ProductAsync(int stock = 10, long price = 1000, bool published = true) =>
        ProductAsync(Admin, stock, price, published);

    public static async Task<long> ProductAsync(ApiClient admin, int stock = 10, long price = 1000, bool published = true)
    {
        var body = new { name = $"Product {Interlocked.Increment(ref names)}", price, stock, category = "Things", published };
        return (await admin.Post("/admin/products", body)).Is(201)["id"].GetInt64();
    }

    /// <summary>Changes some members of a product and leaves the others as they are.</summary>
    public async Task EditAsync(long id, long? price = null, bool? published = null)
    {
        var now = (await Admin.Get($"/admin/products/{id}")).Is(200);
        var body = new
        {
            name = now["name"].GetString(),
            price = price ?? now["price"].GetInt64(),
            category = now["category"].GetString(),
            published = published ?? now["published"].GetBoolean(),
        };
        (await Admin.Put($"/admin/products/{id}", body, ("If-Match", now.ETag!))).Is(200);
    }

    /// <summary>Skips the test where the shop's database server is not to be had.</summary>
    public async ValueTask RequireAsync()
    {
        if (provider == DatabaseProvider.Postgres) await databases.GetPostgresAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Shop is not null) await Shop.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Http;

/// <summary>A running shop for one test class whose tests do not disturb each other: each makes its own shoppers and products.</summary>
public sealed class ApiFixture(TestDatabases databases) : IAsyncLifetime
{
    private static int names;

    public WebShop Shop { get; private set; } = null!;

    public ApiClient Anonymous { get; private set; } = null!;

    public ApiClient Admin { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Shop = await WebShop.StartAsync(databases);
        Anonymous = new(Shop.Anonymous());
        Admin = new(await Shop.AdminAsync());
    }

    public async Task<ApiClient> ShopperAsync(long balance = 0) => new(await Shop.ShopperAsync(balance));

    /// <summary>A product made by the admin. Returns the id.</summary>
    public Task<long> ProductAsync(int stock = 10, long price = 1000, bool published = true) => ProductAsync(Admin, stock, price, published);

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

    public ValueTask DisposeAsync() => Shop.DisposeAsync();
}

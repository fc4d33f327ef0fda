using Ecommerce.Core.Data;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Http;

/// <summary>A database server that goes away and comes back; a server of its own, for others would miss theirs.</summary>
public sealed class DatabaseAwayTests(TestDatabases databases)
{
    [Fact]
    public async Task Without_its_database_the_shop_says_that_it_is_unavailable_and_recovers_by_itself()
    {
        await databases.GetPostgresAsync(); // skips the test where there is no server to be had
        await using var server = await PostgresServer.StartAsync();
        await using var shop = WebShop.StartOn(server.ConnectionString("shop"), DatabaseProvider.Postgres);
        var anonymous = new ApiClient(shop.Anonymous());
        var admin = new ApiClient(await shop.AdminAsync());
        var shopper = new ApiClient(await shop.ShopperAsync(10_000));
        var product = await ApiFixture.ProductAsync(admin, stock: 5);
        await Race.RunAsync(20, _ => anonymous.Get($"/products/{product}")); // fills the pool with connections that will break

        await server.ExecuteAsync("CHECKPOINT"); // in tests it commits without waiting for its log, and it stops as in a crash
        await server.StopServerAsync();
        await using var late = WebShop.StartOn(server.ConnectionString("shop"), DatabaseProvider.Postgres); // started meanwhile
        var atLate = new ApiClient(late.Anonymous());
        await IsAwayAsync(anonymous, shopper, admin, product);
        await IsAwayAsync(atLate, atLate, atLate, product);
        await server.StartServerAsync();

        await RecoversAsync(anonymous);
        await RecoversAsync(atLate);
        (await atLate.Get($"/products/{product}")).Is(200);
        (await anonymous.Get($"/products/{product}")).Is(200);
        (await shopper.OrderAsync(product))["total"].GetInt64();
        Assert.True((await admin.Get("/admin/reconciliation")).Is(200)["balanced"].GetBoolean());
    }

    private static async Task IsAwayAsync(ApiClient anonymous, ApiClient shopper, ApiClient admin, long product)
    {
        foreach (var answer in new[]
        {
            await anonymous.Get("/products"),
            await anonymous.Get($"/products/{product}"),
            await anonymous.Post("/auth/login", new { email = "shopper@example.com", password = "Passw0rd!" }),
            await anonymous.Post("/auth/register", new { email = "new@example.com", password = "Passw0rd!" }),
            await shopper.Get("/balance"),
            await shopper.Post("/balance/charge", new { amount = 1 }, ("Idempotency-Key", "k")),
            await shopper.Get("/orders/cart"),
            await shopper.Post("/orders", new { items = new[] { new { productId = product, quantity = 1 } } }),
            await admin.Get("/admin/products"),
            await admin.Get("/admin/reconciliation"),
        })
            Assert.InRange(answer.IsProblem(503, "unavailable").RetryAfter, 1, 60);
        Assert.Equal("Unhealthy", (await anonymous.Get("/health/ready")).Is(503).Text);
        Assert.Equal("Healthy", (await anonymous.Get("/health/live")).Is(200).Text);
    }

    /// <summary>Asks as a load balancer would, until the shop says that it is ready.</summary>
    private static async Task RecoversAsync(ApiClient anonymous)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await anonymous.Get("/health/ready")).Status != 200) await pace.WaitForNextTickAsync(deadline.Token);
    }
}

using System.Net;
using Ecommerce.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Http;

/// <summary>Rate limits, each in a shop of its own with limits that are quickly reached.</summary>
public sealed class RateLimitTests(TestDatabases databases)
{
    private const string Limited = "rate-limited";

    [Fact]
    public async Task A_shopper_who_writes_too_much_is_told_when_to_go_on_and_others_are_not_held_up()
    {
        await using var shop = await StartAsync(("RateLimits:WritesPerMinute", "3"));
        var (busy, other) = (new ApiClient(await shop.ShopperAsync()), new ApiClient(await shop.ShopperAsync()));
        for (var i = 0; i < 3; i++) (await busy.Post("/balance/charge", new { amount = 1 })).Is(200);

        var refused = (await busy.Post("/balance/charge", new { amount = 1 })).IsProblem(429, Limited);

        Assert.InRange(refused.RetryAfter, 1, 60);
        (await busy.Post("/orders", new { })).IsProblem(429, Limited);
        (await busy.Delete("/orders/cart/1")).IsProblem(429, Limited);
        Assert.Equal(3, await busy.BalanceAsync());
        (await other.Post("/balance/charge", new { amount = 1 })).Is(200);
    }

    [Fact]
    public async Task Reads_are_not_limited_unless_configured()
    {
        await using var shop = await StartAsync(("RateLimits:WritesPerMinute", "1"));
        var reader = new ApiClient(await shop.ShopperAsync());
        for (var i = 0; i < 150; i++) (await reader.Get("/balance")).Is(200);
        for (var i = 0; i < 150; i++) (await reader.Get("/products/0")).Is(404);

        await using var strict = await StartAsync(("RateLimits:ReadsPerMinute", "2"));
        var anonymous = new ApiClient(strict.Anonymous());
        (await anonymous.Get("/products")).Is(200);
        (await anonymous.Get("/products")).Is(200);
        (await anonymous.Get("/products")).IsProblem(429, Limited);
        (await anonymous.Get("/health/live")).Is(200);
    }

    [Fact]
    public async Task Guessing_passwords_is_limited_by_address_whoever_is_guessed()
    {
        await using var shop = await StartAsync(("RateLimits:AuthPerMinute", "4"));
        var anonymous = new ApiClient(shop.Anonymous());
        for (var i = 0; i < 4; i++) (await LogIn(anonymous, $"somebody{i}@example.com", "10.0.0.1")).IsProblem(401, "unauthorized");

        var refused = (await LogIn(anonymous, "else@example.com", "10.0.0.1")).IsProblem(429, Limited);

        Assert.InRange(refused.RetryAfter, 1, 60);
        (await LogIn(anonymous, "else@example.com", "10.0.0.2")).IsProblem(401, "unauthorized");
        (await anonymous.Get("/products", (Address, "10.0.0.1"))).Is(200);
    }

    [Fact]
    public async Task By_default_there_are_120_writes_and_20_log_ins_a_minute()
    {
        await using var shop = await StartAsync();
        var shopper = new ApiClient(await shop.ShopperAsync()); // registers and logs in: two of the twenty
        for (var i = 0; i < 18; i++) (await shopper.Post("/auth/login", "{}")).Is(400);
        (await shopper.Post("/auth/login", "{}")).IsProblem(429, Limited);
        for (var i = 0; i < 120; i++) (await shopper.Delete("/orders/cart/0")).Is(404);
        (await shopper.Delete("/orders/cart/0")).IsProblem(429, Limited);
    }

    [Fact]
    public async Task Switched_off_nothing_is_limited()
    {
        await using var shop = await StartAsync(
            ("RateLimits:Enabled", "false"), ("RateLimits:WritesPerMinute", "1"), ("RateLimits:AuthPerMinute", "1"),
            ("RateLimits:ReadsPerMinute", "1"));
        var shopper = new ApiClient(await shop.ShopperAsync());
        for (var i = 0; i < 5; i++)
        {
            (await shopper.Post("/balance/charge", new { amount = 1 })).Is(200);
            (await shopper.Get("/balance")).Is(200);
            (await shopper.Post("/auth/login", "{}")).Is(400);
        }
    }

    private const string Address = "X-Address-Of-Test";

    private static Task<Answer> LogIn(ApiClient client, string email, string address) =>
        client.Post("/auth/login", new { email, password = "Wr0ng!wrong" }, (Address, address));

    private Task<WebShop> StartAsync(params (string, string?)[] settings) => WebShop.StartAsync(
        databases,
        configure: services => services.AddSingleton<IStartupFilter, AddressFromHeader>(),
        settings: [("RateLimits:Enabled", "true"), ("Seed:Demo", "false"), .. settings]);

    /// <summary>The in-memory server's callers have no address; here they say which one they come from.</summary>
    private sealed class AddressFromHeader : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse(context.Request.Headers[Address].FirstOrDefault() ?? "10.9.9.9");
                return rest(context);
            });
            next(app);
        };
    }
}

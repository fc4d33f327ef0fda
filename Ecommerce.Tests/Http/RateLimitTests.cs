using System.Net;
using Ecommerce.Tests.Infrastructure;
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
    public async Task By_default_an_address_reads_1200_times_a_minute_pages_and_API_together_and_whoever_it_is()
    {
        await using var shop = await StartAsync();
        var (anonymous, shopper) = (new ApiClient(shop.Anonymous()), new ApiClient(await shop.ShopperAsync()));
        for (var i = 0; i < 1197; i++) (await anonymous.Get("/products/0")).Is(404);
        (await shopper.Get("/balance")).Is(200);
        Assert.Equal(HttpStatusCode.OK, (await anonymous.Http.GetAsync("/top")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anonymous.Http.GetAsync("/no-such-page")).StatusCode); // counts once

        Assert.InRange((await anonymous.Get("/products")).IsProblem(429, Limited).RetryAfter, 1, 60);
        (await shopper.Get("/balance")).IsProblem(429, Limited);
        (await anonymous.Get("/products", (Address, "10.0.0.2"))).Is(200);
    }

    [Fact]
    public async Task A_page_past_the_limit_is_one_that_can_be_read_in_both_languages_and_files_and_health_go_on()
    {
        await using var shop = await StartAsync(("RateLimits:ReadsPerMinute", "1"));
        var http = shop.Anonymous();
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/")).StatusCode);

        foreach (var (language, words) in new[] { ("ko", "너무 여러 번 시도했어요"), ("en", "Too many attempts") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/top");
            request.Headers.AcceptLanguage.ParseAdd(language);
            var refused = await http.SendAsync(request);
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
            Assert.Contains(words, await refused.Content.ReadAsStringAsync());
        }

        foreach (var free in new[] { "/health/live", "/favicon.svg", "/css/store.css" })
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(free)).StatusCode);
    }

    [Fact]
    public async Task A_household_with_IPv6_is_one_address()
    {
        await using var shop = await StartAsync(("RateLimits:ReadsPerMinute", "2"));
        var anonymous = new ApiClient(shop.Anonymous());
        (await anonymous.Get("/products", (Address, "2001:db8:1:2::1"))).Is(200);
        (await anonymous.Get("/products", (Address, "2001:db8:1:2:ffff::2"))).Is(200);
        (await anonymous.Get("/products", (Address, "2001:db8:1:2:3:4:5:6"))).IsProblem(429, Limited);
        (await anonymous.Get("/products", (Address, "2001:db8:1:3::1"))).Is(200);
    }

    [Fact]
    public async Task By_default_an_address_tries_60_registrations_an_hour_by_page_and_API()
    {
        await using var shop = await StartAsync(("RateLimits:AuthPerMinute", "0"), ("RateLimits:WritesPerMinute", "0"));
        var anonymous = new ApiClient(shop.Anonymous());
        for (var i = 0; i < 58; i++) (await anonymous.Post("/auth/register", "{}")).Is(400);
        (await anonymous.Post("/AUTH/Register", "{}")).Is(400);
        await anonymous.Http.PostAsync("/account/register", new FormUrlEncodedContent([]));

        Assert.InRange((await anonymous.Post("/auth/register", "{}")).IsProblem(429, Limited).RetryAfter, 1, 3600);
        (await anonymous.Post("/auth/login", "{}")).Is(400);
        (await anonymous.Post("/auth/register", "{}", (Address, "10.0.0.2"))).Is(400);
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

    private const string Address = AddressFromHeader.Name;

    private static Task<Answer> LogIn(ApiClient client, string email, string address) =>
        client.Post("/auth/login", new { email, password = "Wr0ng!wrong" }, (Address, address));

    private Task<WebShop> StartAsync(params (string, string?)[] settings) => WebShop.StartAsync(
        databases,
        configure: services => services.AddSingleton<IStartupFilter, AddressFromHeader>(),
        settings: [("RateLimits:Enabled", "true"), ("Seed:Demo", "false"), .. settings]);
}

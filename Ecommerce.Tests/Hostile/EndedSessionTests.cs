using System.Net;
using System.Text;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Data.Seeding;
using Ecommerce.Core.Identity;
using Ecommerce.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Hostile;

/// <summary>What a circuit does for whoever may not (any more), over real sockets.</summary>
public sealed class EndedSessionTests(TestDatabases databases)
{
    private const string Secret = "아직 비밀인 상품";
    private const string Refused = "처리하지 못했어요";
    private const string Money = "8,765,432";
    private const string LogOut = "/account/logout";

    [Fact]
    public async Task A_shopper_s_circuit_shows_no_part_of_the_management()
    {
        await using var shop = await WebShop.StartOnKestrelAsync(databases);
        await shop.Services.GetRequiredService<ProductEditor>()
            .CreateAsync(Actor.System, new ProductEdit(Secret, 1_000, "분류", Published: false), 1, default);
        var (admin, shopper) = (await LogInAsync(shop, DemoAccounts.Admin), await LogInAsync(shop, DemoAccounts.Shopper));
        var products = await HostilePage.OpenAsync(shop.Address, "/manage/products", admin);
        Assert.Contains(Secret, WebUtility.HtmlDecode(products.Html), StringComparison.Ordinal);
        var cart = await HostilePage.OpenAsync(shop.Address, "/cart", shopper);
        await using var client = await HostileClient.ConnectAsync(shop.Address, shopper);
        Assert.NotNull(await client.StartCircuitAsync(cart));

        await client.AddComponentsAsync(products with { State = cart.State });

        await client.CallAsync(call => Draws(call, Refused));
        Assert.DoesNotContain(client.Calls, call => Draws(call, Secret));
    }

    [Fact]
    public async Task A_page_is_told_to_load_anew_when_its_session_ends_on_another_instance_and_does_nothing_more()
    {
        await using var shop = await WebShop.StartOnKestrelAsync(databases);
        var cookies = await LogInAsync(shop, DemoAccounts.Shopper);
        await using var client = await OpenAsync(shop, "/wallet", cookies);

        await using var other = shop.StartAnother();
        var elsewhere = other.Anonymous();
        await elsewhere.LogInAsync(DemoAccounts.Shopper);
        (await elsewhere.PostAsync("/auth/logout-everywhere", null)).EnsureSuccessStatusCode();

        await DoesNothingMoreAsync(client);
        Assert.NotEqual(HttpStatusCode.OK, await StatusOfAsync(shop, cookies));
    }

    [Fact]
    public async Task An_admin_s_open_page_does_nothing_more_once_they_are_none()
    {
        await using var shop = await WebShop.StartOnKestrelAsync(databases);
        await using var client = await OpenAsync(shop, "/manage/products", await LogInAsync(shop, DemoAccounts.Admin));

        await using (var scope = shop.Services.CreateAsyncScope())
        {
            var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Shopper>>();
            var admin = await accounts.FindByEmailAsync(DemoAccounts.Admin);
            Assert.True((await accounts.RemoveFromRoleAsync(admin!, Roles.Admin)).Succeeded);
        }

        await DoesNothingMoreAsync(client);
    }

    [Fact]
    public async Task The_open_page_of_an_account_that_is_deleted_does_nothing_more()
    {
        await using var shop = await WebShop.StartOnKestrelAsync(databases);
        await using var client = await OpenAsync(shop, "/wallet", await LogInAsync(shop, DemoAccounts.Shopper));

        await using (var scope = shop.Services.CreateAsyncScope())
        {
            var account = await scope.ServiceProvider.GetRequiredService<UserManager<Shopper>>().FindByEmailAsync(DemoAccounts.Shopper);
            var deletion = shop.Services.GetRequiredService<AccountDeletion>();
            Assert.True((await deletion.RunAsync(new(account!.Id, ForfeitedBalance: null), default)).Succeeded);
        }

        await DoesNothingMoreAsync(client);
    }

    [Fact]
    public async Task An_open_page_does_nothing_more_when_another_account_logs_in_in_the_same_browser()
    {
        await using var shop = await WebShop.StartOnKestrelAsync(databases);
        var cookies = await LogInAsync(shop, DemoAccounts.Shopper);
        await using var client = await OpenAsync(shop, "/wallet", cookies);

        using var browser = Browser(shop, cookies);
        await browser.PostAsync(LogOut, PageForm.Fill(await browser.GetStringAsync(LogOut)));
        await browser.LogInByFormAsync(DemoAccounts.Admin);
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(shop, cookies)); // somebody is logged in

        await DoesNothingMoreAsync(client);
    }

    [Fact]
    public async Task A_connection_with_the_cookie_of_a_session_that_has_ended_is_a_stranger_s()
    {
        await using var shop = await WebShop.StartOnKestrelAsync(databases);
        var cookies = await LogInAsync(shop, DemoAccounts.Shopper);
        var api = shop.Anonymous();
        await api.LogInAsync(DemoAccounts.Shopper);
        await api.ChargeAsync(8_765_432);
        var (wallet, home) = (
            await HostilePage.OpenAsync(shop.Address, "/wallet", cookies), await HostilePage.OpenAsync(shop.Address, "/", cookies));
        Assert.Contains(Money, wallet.Html, StringComparison.Ordinal);
        (await api.PostAsync("/auth/logout-everywhere", null)).EnsureSuccessStatusCode();

        await using var client = await HostileClient.ConnectAsync(shop.Address, cookies);
        Assert.NotNull(await client.StartCircuitAsync(home));
        await client.AddComponentsAsync(wallet with { State = home.State });

        await client.CallAsync(call => Draws(call, Refused));
        Assert.DoesNotContain(client.Calls, call => Draws(call, Money));
    }

    [Fact]
    public async Task A_page_waits_for_no_look_up_when_its_connection_was_looked_at_a_moment_ago()
    {
        await using var shop = await WebShop.StartOnKestrelAsync(
            databases, services => services.AddSingleton<TimeProvider>(TestClock.New())); // which stands still
        var cookies = await LogInAsync(shop, DemoAccounts.Shopper);
        var wallet = await HostilePage.OpenAsync(shop.Address, "/wallet", cookies);
        await using var client = await HostileClient.ConnectAsync(shop.Address, cookies);
        Assert.NotNull(await client.StartCircuitAsync(wallet));
        var api = shop.Anonymous();
        await api.LogInAsync(DemoAccounts.Shopper);
        (await api.PostAsync("/auth/logout-everywhere", null)).EnsureSuccessStatusCode();

        await client.AddComponentsAsync(wallet);
        await client.CallAsync(call => call.Target == "JS.RenderBatch");
        await client.DispatchAsync(1, "click", "{}");

        await client.CallAsync(call => call.Target == "JS.EndInvokeDotNet");
    }

    /// <summary>A page with its circuit, drawn.</summary>
    private static async Task<HostileClient> OpenAsync(WebShop shop, string path, CookieContainer cookies)
    {
        var page = await HostilePage.OpenAsync(shop.Address, path, cookies);
        var client = await HostileClient.ConnectAsync(shop.Address, cookies);
        Assert.NotNull(await client.StartCircuitAsync(page));
        await client.AddComponentsAsync(page);
        await client.CallAsync(call => call.Target == "JS.RenderBatch");
        return client;
    }

    /// <summary>The page is told to load anew; a click into it is not heard.</summary>
    private static async Task DoesNothingMoreAsync(HostileClient client)
    {
        await client.CallAsync(call => call.Function?.EndsWith("refresh", StringComparison.Ordinal) == true);
        var answers = client.Calls.Count(call => call.Target == "JS.EndInvokeDotNet");
        await client.DispatchAsync(1, "click", "{}");
        Assert.False((bool?)await client.InvokeAsync("ConnectCircuit", "no secret")); // answered after the click
        Assert.Equal(answers, client.Calls.Count(call => call.Target == "JS.EndInvokeDotNet"));
    }

    private static bool Draws(HubCall call, string text) =>
        call.Target == "JS.RenderBatch" && Encoding.UTF8.GetString((byte[])call.Arguments[1]!).Contains(text, StringComparison.Ordinal);

    private static async Task<CookieContainer> LogInAsync(WebShop shop, string email)
    {
        var cookies = new CookieContainer();
        using var http = Browser(shop, cookies);
        await http.LogInByFormAsync(email);
        return cookies;
    }

    private static async Task<HttpStatusCode> StatusOfAsync(WebShop shop, CookieContainer cookies)
    {
        using var http = Browser(shop, cookies);
        return (await http.GetAsync("/wallet")).StatusCode;
    }

    private static HttpClient Browser(WebShop shop, CookieContainer cookies) =>
        new(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = shop.Address };
}

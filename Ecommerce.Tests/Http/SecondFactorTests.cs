using Ecommerce.Core.Data.Seeding;
using Ecommerce.Core.Identity;
using Ecommerce.Tests.Mails;
using Ecommerce.Web.Mails;
using Ecommerce.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Http;

/// <summary>The second factor at the API: demanded of admins, and changed by a log-in of the last minutes.</summary>
public sealed class SecondFactorTests(TestDatabases databases)
{
    private readonly FakeTimeProvider clock = TestClock.New();

    [Fact]
    public async Task Where_it_is_demanded_an_admin_s_token_manages_once_a_factor_is_proved()
    {
        await using var shop = await StartAsync(("Admin:RequireSecondFactor", "true"));
        var admin = new ApiClient(await shop.AdminAsync());

        var refused = (await admin.Get("/admin/products")).IsProblem(403, "forbidden");
        Assert.Contains("/auth/manage/2fa", refused["detail"].GetString(), StringComparison.Ordinal);
        (await admin.Get("/balance")).Is(200); // a shopper they are

        var key = await TurnOnAsync(admin);
        (await admin.Get("/admin/products")).Is(200); // in the same session

        var weak = new ApiClient(shop.Anonymous());
        (await weak.Post("/auth/login", new { email = DemoAccounts.Admin, password = "Passw0rd!" })).IsProblem(401, "unauthorized");
        var login = (await weak.Post(
            "/auth/login",
            new { email = DemoAccounts.Admin, password = "Passw0rd!", twoFactorCode = AppCode.Of(key, 1, clock) })).Is(200);
        (await As(shop, login).Get("/admin/products")).Is(200);
        var renewed = (await weak.Post("/auth/refresh", new { refreshToken = login["refreshToken"].GetString() })).Is(200);
        (await As(shop, renewed).Get("/admin/products")).Is(200);
    }

    /// <summary>Or else who knows the password could take the passkey's place.</summary>
    [Fact]
    public async Task Where_it_is_demanded_an_account_with_a_passkey_gets_no_other_factor_by_the_password()
    {
        await using var shop = await StartAsync(("Admin:RequireSecondFactor", "true"));
        await AddPasskeyAsync(shop, DemoAccounts.Admin);
        var admin = new ApiClient(await shop.AdminAsync());

        (await admin.Post("/auth/manage/2fa", new { })).IsProblem(403, "forbidden");
        (await admin.Post("/auth/manage/info", new { newEmail = "other@example.com" })).IsProblem(403, "forbidden");
        (await admin.Get("/admin/products")).IsProblem(403, "forbidden");
    }

    [Fact]
    public async Task Where_it_is_not_demanded_an_admin_manages_by_the_password()
    {
        await using var shop = await StartAsync();

        (await new ApiClient(await shop.AdminAsync()).Get("/admin/products")).Is(200);
    }

    [Fact]
    public async Task A_token_of_an_older_log_in_changes_nothing_that_guards_the_account()
    {
        await using var shop = await StartAsync();
        var me = new ApiClient(await shop.ShopperAsync());
        (await me.Post("/auth/manage/2fa", new { })).Is(200);
        clock.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));

        foreach (var (path, body) in new (string, object)[]
        {
            ("/auth/manage/2fa", new { resetRecoveryCodes = true }),
            ("/auth/manage/2fa", new { resetSharedKey = true }),
            ("/auth/manage/info", new { newEmail = "other@example.com" }),
            ("/auth/manage/info", new { newPassword = "N3w!passw0rd", oldPassword = "Passw0rd!" }),
        })
        {
            var refused = (await me.Post(path, body)).IsProblem(403, "forbidden");
            Assert.Contains("Log in again", refused["detail"].GetString(), StringComparison.Ordinal);
        }

        var email = (await me.Get("/auth/manage/info")).Is(200)["email"].GetString();
        var fresh = As(shop, (await me.Post("/auth/login", new { email, password = "Passw0rd!" })).Is(200));
        (await fresh.Post("/auth/manage/info", new { newPassword = "N3w!passw0rd", oldPassword = "wrong" }))
            .IsProblem(400, "validation-failed");
        (await fresh.Post("/auth/manage/info", new { newPassword = "N3w!passw0rd", oldPassword = "Passw0rd!" })).Is(200);
    }

    [Fact]
    public async Task A_code_is_good_once_also_on_two_instances()
    {
        await using var shop = await StartAsync();
        var me = new ApiClient(await shop.ShopperAsync());
        var email = (await me.Get("/auth/manage/info")).Is(200)["email"].GetString();
        var key = await TurnOnAsync(me);
        var body = new { email, password = "Passw0rd!", twoFactorCode = AppCode.Of(key, 1, clock) };
        var clients = new[] { new ApiClient(shop.Anonymous()), new ApiClient(shop.Anonymous()) };

        var answers = await Race.RunAsync(8, i => clients[i % 2].Post("/auth/login", body));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers.Where(answer => answer.Status != 200), answer => answer.IsProblem(401, "unauthorized"));
    }

    [Fact]
    public async Task A_recovery_code_logs_in_once()
    {
        await using var shop = await StartAsync();
        var me = new ApiClient(await shop.ShopperAsync());
        var email = (await me.Get("/auth/manage/info")).Is(200)["email"].GetString();
        await TurnOnAsync(me);
        var codes = (await me.Post("/auth/manage/2fa", new { resetRecoveryCodes = true })).Is(200)["recoveryCodes"];
        var body = new { email, password = "Passw0rd!", twoFactorRecoveryCode = codes[0].GetString() };

        (await me.Post("/auth/login", body)).Is(200);
        (await me.Post("/auth/login", body)).IsProblem(401, "unauthorized");
    }

    [Fact]
    public async Task The_old_address_is_told_of_the_new_one()
    {
        var mails = new SentMails();
        await using var shop = await StartAsync(services => services.AddSingleton<IMailSender>(mails));
        var me = new ApiClient(await shop.ShopperAsync());
        var email = (await me.Get("/auth/manage/info")).Is(200)["email"].GetString();
        (await me.Post("/auth/manage/info", new { newEmail = "new@example.com" })).Is(200);

        (await shop.Anonymous().GetAsync(new Uri(mails.Sent[^1].Link).PathAndQuery)).EnsureSuccessStatusCode();

        Assert.Equal(email, mails.Sent[^1].To);
        Assert.Contains("new@example.com", mails.Sent[^1].Text, StringComparison.Ordinal);
    }

    private async Task<string> TurnOnAsync(ApiClient client)
    {
        var key = (await client.Post("/auth/manage/2fa", new { })).Is(200)["sharedKey"].GetString()!;
        (await client.Post("/auth/manage/2fa", new { enable = true, twoFactorCode = AppCode.Of(key, time: clock) })).Is(200);
        return key;
    }

    private static async Task AddPasskeyAsync(WebShop shop, string email)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        var shoppers = scope.ServiceProvider.GetRequiredService<UserManager<Shopper>>();
        var passkey = new UserPasskeyInfo([1], [1], DateTimeOffset.UnixEpoch, 0, [], true, true, true, [1], [1]) { Name = "Phone" };
        Assert.True((await shoppers.AddOrUpdatePasskeyAsync((await shoppers.FindByEmailAsync(email))!, passkey)).Succeeded);
    }

    private static ApiClient As(WebShop shop, Answer login)
    {
        var client = shop.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", login["accessToken"].GetString());
        return new(client);
    }

    private Task<WebShop> StartAsync(params (string Key, string? Value)[] settings) => StartAsync(null, settings);

    private Task<WebShop> StartAsync(Action<IServiceCollection>? configure, params (string Key, string? Value)[] settings) =>
        WebShop.StartAsync(
            databases,
            configure: services =>
            {
                services.AddSingleton<TimeProvider>(clock);
                configure?.Invoke(services);
            },
            settings: settings);
}

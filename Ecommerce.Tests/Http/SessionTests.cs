using System.Net.Http.Headers;
using System.Text;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Seeding;
using Ecommerce.Core.Identity;
using Ecommerce.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Http;

/// <summary>A log-in by the API is a session: it can be seen, ended, and is over everywhere at once.</summary>
public sealed class SessionTests(ApiFixture api, TestDatabases databases) : IClassFixture<ApiFixture>
{
    private const string Password = "Passw0rd!";

    [Fact]
    public async Task Log_out_ends_the_access_and_the_refresh_token_of_that_session_alone()
    {
        var email = await RegisterAsync();
        var (first, second) = (await LogInAsync(email), await LogInAsync(email));

        (await As(first).Post("/auth/logout")).Is(204);

        (await As(first).Get("/balance")).IsProblem(401, "unauthorized");
        (await RefreshAsync(first)).IsProblem(401, "unauthorized");
        (await As(first).Post("/auth/logout")).IsProblem(401, "unauthorized");
        (await As(second).Get("/balance")).Is(200);
    }

    [Fact]
    public async Task Log_out_everywhere_ends_all_of_the_account_on_every_instance()
    {
        await using var other = api.Shop.StartAnother();
        var email = await RegisterAsync();
        var (first, second) = (await LogInAsync(email), await LogInAsync(email));
        var elsewhere = As(second, other.Anonymous());
        (await elsewhere.Get("/balance")).Is(200);

        (await As(first).Post("/auth/logout-everywhere")).Is(204);

        (await elsewhere.Get("/balance")).IsProblem(401, "unauthorized");
        (await As(first).Get("/balance")).IsProblem(401, "unauthorized");
        (await RefreshAsync(second)).IsProblem(401, "unauthorized");
        (await As(await LogInAsync(email)).Get("/balance")).Is(200);
    }

    [Fact]
    public async Task Sessions_are_listed_and_one_is_ended_by_its_id()
    {
        var email = await RegisterAsync();
        var (first, second) = (await LogInAsync(email, "Phone"), await LogInAsync(email, "Laptop"));

        var list = (await As(second).Get("/auth/sessions")).Is(200).Items;
        Assert.Equal(["Laptop", "Phone"], list.Select(s => s.GetProperty("device").GetString()));
        Assert.Equal([true, false], list.Select(s => s.GetProperty("current").GetBoolean()));
        Assert.All(list, s => Assert.Equal(s.GetProperty("createdAt").GetString(), s.GetProperty("lastSeenAt").GetString()));
        var phone = list[1].GetProperty("id").GetInt64();

        (await As(second).Delete($"/auth/sessions/{phone}")).Is(204);
        (await As(second).Delete($"/auth/sessions/{phone}")).IsProblem(404, "session-not-found");
        (await As(second).Delete("/auth/sessions/nonsense")).IsProblem(404, "session-not-found");
        (await As(first).Get("/balance")).IsProblem(401, "unauthorized");
        Assert.Single((await As(second).Get("/auth/sessions")).Is(200).Items);
    }

    [Fact]
    public async Task Nobody_sees_or_ends_the_sessions_of_another_account()
    {
        var (mine, other) = (await LogInAsync(await RegisterAsync()), await LogInAsync(await RegisterAsync()));
        var id = Assert.Single((await As(other).Get("/auth/sessions")).Is(200).Items).GetProperty("id").GetInt64();

        (await As(mine).Delete($"/auth/sessions/{id}")).IsProblem(404, "session-not-found");

        (await As(other).Get("/balance")).Is(200);
    }

    [Fact]
    public async Task A_refresh_token_that_is_used_again_ends_its_session()
    {
        var login = await LogInAsync(await RegisterAsync());
        var fresh = (await RefreshAsync(login)).Is(200);
        (await As(fresh).Get("/balance")).Is(200);

        (await RefreshAsync(login)).IsProblem(401, "unauthorized");

        (await As(fresh).Get("/balance")).IsProblem(401, "unauthorized");
        (await As(login).Get("/balance")).IsProblem(401, "unauthorized");
        (await RefreshAsync(fresh)).IsProblem(401, "unauthorized");
    }

    [Fact]
    public async Task Refresh_tokens_follow_one_another()
    {
        var login = await LogInAsync(await RegisterAsync());
        for (var i = 0; i < 3; i++) login = (await RefreshAsync(login)).Is(200);
        (await As(login).Get("/balance")).Is(200);
        Assert.Single((await As(login).Get("/auth/sessions")).Is(200).Items);
    }

    [Fact]
    public async Task A_changed_password_ends_every_session_but_its_own()
    {
        var email = await RegisterAsync();
        var (own, other) = (await LogInAsync(email), await LogInAsync(email));

        (await As(own).Post("/auth/manage/info", new { newPassword = "N3w!passw0rd", oldPassword = Password })).Is(200);

        (await As(own).Get("/balance")).Is(200);
        (await As(other).Get("/balance")).IsProblem(401, "unauthorized");
        (await RefreshAsync(other)).IsProblem(401, "unauthorized");
        (await RefreshAsync(own)).Is(200);
    }

    [Theory]
    [InlineData("lock")]
    [InlineData("role")]
    [InlineData("address")]
    public async Task A_lock_a_role_and_another_address_end_every_session(string change)
    {
        var email = await RegisterAsync();
        var login = await LogInAsync(email);
        await using (var scope = api.Shop.Services.CreateAsyncScope())
        {
            var shoppers = scope.ServiceProvider.GetRequiredService<UserManager<Shopper>>();
            var shopper = (await shoppers.FindByEmailAsync(email))!;
            Assert.True((await (change switch
            {
                "lock" => shoppers.SetLockoutEndDateAsync(shopper, DateTimeOffset.MaxValue),
                "role" => shoppers.AddToRoleAsync(shopper, Roles.Admin),
                _ => shoppers.SetEmailAsync(shopper, ShopHttp.NewEmail()),
            })).Succeeded);
        }

        (await As(login).Get("/balance")).IsProblem(401, "unauthorized");
        (await RefreshAsync(login)).IsProblem(401, "unauthorized");
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_out_the_address_that_guessed_and_end_no_session()
    {
        await using var shop = await WebShop.StartAsync(
            databases, settings: [("RateLimits:Enabled", "true"), ("RateLimits:AuthPerMinute", "0")]);
        var (anonymous, owner) = (new ApiClient(shop.Anonymous()), new ApiClient(await shop.ShopperAsync()));
        var email = (await owner.Get("/auth/manage/info")).Is(200)["email"].GetString();
        for (var i = 0; i < 5; i++)
        {
            var wrong = (await anonymous.Post("/auth/login", new { email, password = "Wr0ng!wrong" })).IsProblem(401, "unauthorized");
            Assert.Contains("password is wrong", wrong["detail"].GetString());
        }

        var locked = (await anonymous.Post("/auth/login", new { email, password = Password })).IsProblem(401, "unauthorized");
        Assert.Contains("five minutes", locked["detail"].GetString());
        (await owner.Get("/balance")).Is(200);
    }

    [Fact]
    public async Task A_password_that_was_reset_by_the_API_lets_its_owner_in_at_once()
    {
        await using var shop = await WebShop.StartAsync(
            databases, settings: [("RateLimits:Enabled", "true"), ("RateLimits:AuthPerMinute", "0")]);
        var (anonymous, email) = (new ApiClient(shop.Anonymous()), DemoAccounts.Shopper); // whose address is confirmed
        for (var i = 0; i < 6; i++) (await anonymous.Post("/auth/login", new { email, password = "Wr0ng!wrong" })).Is(401);
        await using var scope = shop.Services.CreateAsyncScope();
        var shoppers = scope.ServiceProvider.GetRequiredService<UserManager<Shopper>>();
        var token = await shoppers.GeneratePasswordResetTokenAsync((await shoppers.FindByEmailAsync(email))!);
        var reset = new { email, resetCode = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(token)), newPassword = "N3w!passw0rd" };

        (await anonymous.Post("/auth/resetPassword", reset with { resetCode = "eA" })).Is(400);
        (await anonymous.Post("/auth/login", new { email, password = Password })).IsProblem(401, "unauthorized");
        (await anonymous.Post("/auth/resetPassword", reset)).Is(200);

        (await anonymous.Post("/auth/login", new { email, password = "N3w!passw0rd" })).Is(200);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whether_an_account_is_locked_or_unconfirmed_is_told_to_those_alone_who_know_its_password(bool knows)
    {
        await using var shop = await WebShop.StartAsync(databases, settings: ("Mail:RequireConfirmedAddress", "true"));
        var (anonymous, email) = (new ApiClient(shop.Anonymous()), ShopHttp.NewEmail());
        (await anonymous.Post("/auth/register", new { email, password = Password })).Is(200);

        var password = knows ? Password : "Wr0ng!wrong";
        var answer = (await anonymous.Post("/auth/login", new { email, password })).IsProblem(401, "unauthorized");

        Assert.Contains(knows ? "Confirm the e-mail address" : "password is wrong", answer["detail"].GetString());
    }

    [Fact]
    public async Task An_admin_whose_role_was_taken_away_in_the_database_is_nobody()
    {
        var email = await RegisterAsync();
        await using var scope = api.Shop.Services.CreateAsyncScope();
        var shoppers = scope.ServiceProvider.GetRequiredService<UserManager<Shopper>>();
        var shopper = (await shoppers.FindByEmailAsync(email))!;
        await shoppers.AddToRoleAsync(shopper, Roles.Admin);
        var admin = As(await LogInAsync(email));
        (await admin.Get("/admin/products")).Is(200);

        await scope.ServiceProvider.GetRequiredService<ShopContext>().UserRoles.Where(r => r.UserId == shopper.Id).ExecuteDeleteAsync();

        (await admin.Get("/admin/products")).IsProblem(401, "unauthorized");
    }

    private async Task<string> RegisterAsync()
    {
        var email = ShopHttp.NewEmail();
        (await api.Anonymous.Post("/auth/register", new { email, password = Password })).Is(200);
        return email;
    }

    private async Task<Answer> LogInAsync(string email, string device = "Tests") =>
        (await api.Anonymous.Post("/auth/login", new { email, password = Password }, ("User-Agent", device))).Is(200);

    private Task<Answer> RefreshAsync(Answer login) =>
        api.Anonymous.Post("/auth/refresh", new { refreshToken = login["refreshToken"].GetString() });

    private ApiClient As(Answer login, HttpClient? http = null)
    {
        var client = new ApiClient(http ?? api.Shop.Anonymous());
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", login["accessToken"].GetString());
        return client;
    }
}

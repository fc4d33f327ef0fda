using System.Net.Http.Headers;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Identity.Sessions;
using Ecommerce.Web.Identity.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ecommerce.Tests.Http;

/// <summary>A token, and nothing but a token, opens the personal part of the API.</summary>
public sealed class BearerOnlyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    public static readonly TheoryData<string, string> Personal = new()
    {
        { "GET", "/balance" },
        { "POST", "/balance/charge" },
        { "GET", "/balance/transactions" },
        { "GET", "/orders/cart" },
        { "POST", "/orders/cart" },
        { "PATCH", "/orders/cart/1" },
        { "DELETE", "/orders/cart/1" },
        { "POST", "/orders" },
        { "POST", "/orders/cart/checkout" },
        { "GET", "/orders" },
        { "GET", "/orders/1" },
        { "POST", "/orders/1/cancel" },
        { "GET", "/auth/manage/info" },
        { "POST", "/auth/manage/info" },
        { "POST", "/auth/manage/2fa" },
        { "POST", "/admin/products" },
        { "GET", "/admin/products" },
        { "GET", "/admin/products/1" },
        { "PUT", "/admin/products/1" },
        { "POST", "/admin/products/1/stock" },
        { "POST", "/admin/products/1/images" },
        { "POST", "/admin/products/import" },
        { "POST", "/admin/products/pictures" },
        { "GET", "/admin/products/export" },
        { "PUT", "/admin/products/1/images/1" },
        { "DELETE", "/admin/products/1/images/1" },
        { "GET", "/admin/reconciliation" },
    };

    [Theory]
    [InlineData("bearer")]
    [InlineData("BEARER")]
    [InlineData("bEARER")]
    public async Task The_name_of_the_scheme_may_be_written_in_any_case(string scheme)
    {
        var token = (await api.ShopperAsync()).Http.DefaultRequestHeaders.Authorization!.Parameter;
        (await api.Anonymous.Get("/balance", ("Authorization", $"{scheme} {token}"))).Is(200);
    }

    [Theory, MemberData(nameof(Personal))]
    public async Task Without_a_good_token_it_is_a_401_problem(string method, string path)
    {
        foreach (var header in new[] { null, "Bearer", "Bearer ", "Bearer nonsense", "Basic YTpi", "nonsense", "Bearer CfDJ8AAAA" })
        {
            (string, string)[] headers = header is null ? [] : [("Authorization", header)];
            var answer = (await api.Anonymous.Send(method, path, null, headers)).IsProblem(401, "unauthorized");
            Assert.StartsWith("Bearer", answer.Header("WWW-Authenticate"));
        }
    }

    [Theory, MemberData(nameof(Personal))]
    public async Task The_browsers_cookie_opens_nothing(string method, string path)
    {
        var cookie = await CookieOfAsync("admin@example.com");
        (await api.Anonymous.Send(method, path, null, ("Cookie", cookie))).IsProblem(401, "unauthorized");
    }

    [Fact]
    public async Task A_token_is_taken_from_the_header_only()
    {
        var token = api.Admin.Http.DefaultRequestHeaders.Authorization!.Parameter!;
        (await api.Anonymous.Get($"/balance?access_token={Uri.EscapeDataString(token)}")).IsProblem(401, "unauthorized");
        (await api.Anonymous.Post("/balance/charge", new { amount = 1, access_token = token })).IsProblem(401, "unauthorized");
        (await api.Anonymous.Get("/balance", ("Authorization", $"Bearer {token}"))).Is(200);
    }

    [Fact]
    public async Task A_refresh_token_is_no_access_token()
    {
        var login = (await api.Anonymous.Post("/auth/login", new { email = "shopper@example.com", password = "Passw0rd!" })).Is(200);
        (await api.Anonymous.Get("/balance", ("Authorization", $"Bearer {login["refreshToken"]}"))).IsProblem(401, "unauthorized");
    }

    [Fact]
    public async Task A_token_of_another_instance_on_the_same_database_is_good()
    {
        await using var other = api.Shop.StartAnother();
        var there = new ApiClient(other.Anonymous());
        there.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", api.Admin.Http.DefaultRequestHeaders.Authorization!.Parameter);
        (await there.Get("/balance")).Is(200);
        (await there.Get("/admin/products")).Is(200);
    }

    [Theory, MemberData(nameof(Personal))]
    public async Task Admin_routes_are_for_admins(string method, string path)
    {
        if (!path.StartsWith("/admin", StringComparison.Ordinal)) return;
        var shopper = await api.ShopperAsync();
        (await shopper.Send(method, path, null)).IsProblem(403, "forbidden");
        (await shopper.Send(method, path, new string(' ', 70_000))).IsProblem(403, "forbidden");
    }

    /// <summary>The cookie that logging in on a page would set.</summary>
    private async Task<string> CookieOfAsync(string email)
    {
        await using var scope = api.Shop.Services.CreateAsyncScope();
        var shopper = await scope.ServiceProvider.GetRequiredService<UserManager<Shopper>>().FindByEmailAsync(email);
        var user = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<Shopper>>().CreateAsync(shopper!);
        var session = await scope.ServiceProvider.GetRequiredService<SessionRegister>()
            .BeginAsync(shopper!.Id, shopper.SecurityStamp!, new("Browser", "127.0.0.1"), replaced: null, default);
        user.Identities.First().AddClaims(SessionClaims.Of(session, 0));
        var options = scope.ServiceProvider.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(IdentityConstants.ApplicationScheme);
        var issued = new AuthenticationProperties { IssuedUtc = TimeProvider.System.GetUtcNow() };
        var ticket = new AuthenticationTicket(user, issued, IdentityConstants.ApplicationScheme);
        var cookie = $"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}";

        var page = new DefaultHttpContext { RequestServices = scope.ServiceProvider, Request = { Headers = { Cookie = cookie } } };
        Assert.True((await page.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Succeeded, "The cookie itself is no good.");
        return cookie;
    }
}

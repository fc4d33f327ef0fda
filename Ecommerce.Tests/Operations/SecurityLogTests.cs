using System.Net;
using Ecommerce.Core.Data.Seeding;
using Ecommerce.Core.Identity;
using Ecommerce.Tests.Http;
using Ecommerce.Tests.Identity;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Operations;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Tests.Operations;

/// <summary>What the log says of log-ins, accounts and refusals, and what it never says.</summary>
public sealed class SecurityLogTests(TestDatabases databases) : IAsyncLifetime
{
    private const string Address = "203.0.113.77";
    private const string Network = "203.0.113.0/24";
    private const string New = "N3w!passw0rd";

    private readonly LogLines log = new();
    private WebShop shop = null!;

    public async ValueTask InitializeAsync() => shop = await StartAsync();

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task A_log_in_says_how_and_from_which_network()
    {
        var browser = Browser();
        await browser.LogInAsync(DemoAccounts.Shopper);
        var byPage = Single("login.succeeded", ("How", "page"), ("Network", Network), ("Route", "/account/login"));
        Assert.Equal((1001, LogLevel.Information), (byPage.Event.Id, byPage.Level));
        Assert.Equal("login.succeeded", byPage.Event.Name);
        Assert.IsType<long>(byPage.Fields["Session"]);
        Assert.Equal(await IdAsync(DemoAccounts.Shopper), byPage.Fields["Account"]);

        log.Lines.Clear();
        await Client().Http.LogInAsync(DemoAccounts.Shopper);
        Single("login.succeeded", ("How", "api"), ("Route", "/auth/login"), ("Account", byPage.Fields["Account"]!));
    }

    [Fact]
    public async Task A_refused_log_in_says_why_and_names_nobody()
    {
        var client = Client();
        var id = await IdAsync(DemoAccounts.Shopper);
        await TryAsync("very.private.person@example.com");
        Single("login.refused", ("Account", null), ("Reason", "no-account"), ("Network", Network));
        for (var i = 0; i < 5; i++) await TryAsync(DemoAccounts.Shopper);
        Assert.Equal(5, log.Lines.Count(line => line.Event.Name == "login.refused" && Equals(line.Fields["Reason"], "password")));
        await TryAsync(DemoAccounts.Shopper);
        Single("login.locked-out", ("Account", id), ("Network", Network));
        Assert.DoesNotContain(log.Lines, line => line.Text.Contains("very.private", StringComparison.OrdinalIgnoreCase));

        Task<Answer> TryAsync(string email) => client.Post("/auth/login", new { email, password = "Wr0ng!wrong" });
    }

    [Fact]
    public async Task An_account_that_is_locked_or_given_a_role_is_in_the_log()
    {
        await using var scope = shop.Services.CreateAsyncScope();
        var shoppers = scope.ServiceProvider.GetRequiredService<UserManager<Shopper>>();
        var shopper = (await shoppers.FindByEmailAsync(DemoAccounts.Shopper))!;
        await shoppers.AddToRoleAsync(shopper, Roles.Admin);
        await shoppers.RemoveFromRoleAsync(shopper, Roles.Admin);
        await shoppers.SetLockoutEndDateAsync(shopper, DateTimeOffset.MaxValue);
        (await Client().Post("/auth/login", new { email = DemoAccounts.Shopper, password = Visitor.Password })).Is(401);
        await shoppers.SetLockoutEndDateAsync(shopper, null);

        Single("role.given", ("Account", shopper.Id), ("Role", Roles.Admin), ("Network", "none"), ("Route", "none"));
        Single("role.taken", ("Account", shopper.Id), ("Role", Roles.Admin));
        Single("account.locked", ("Account", shopper.Id));
        Single("login.refused", ("Account", shopper.Id), ("Reason", "account-locked"));
        Single("account.unlocked", ("Account", shopper.Id));
    }

    [Fact]
    public async Task What_a_shopper_does_to_the_account_is_in_the_log()
    {
        var visitor = await Browser().RegisterAsync();
        var id = await IdAsync(visitor.Email);
        Single("account.registered", ("Account", id), ("Route", "/account/register"));
        await visitor.SendAsync(
            "/account/password", ("Input.Current", Visitor.Password), ("Input.Password", New), ("Input.Repeated", New));
        Single("password.changed", ("Account", id));
        var change = (await visitor.SendAsync("/account/email", ("Input.Email", "new@example.com"))).MailLink;
        await visitor.OpenAsync(new Uri(change).PathAndQuery);
        Single("email.changed", ("Account", id), ("Route", "/account/confirm-email"));
        var reset = (await visitor.SendAsync("/account/forgot-password", ("Input.Email", "new@example.com"))).MailLink;
        Single("password.reset-asked", ("Network", Network), ("Route", "/account/forgot-password"));
        await Browser().SendAsync(new Uri(reset).PathAndQuery, ("Input.Password", New + "2"), ("Input.Repeated", New + "2"));
        Single("password.reset", ("Account", id));

        await visitor.LogInAsync("new@example.com", New + "2");
        log.Lines.Clear();
        await visitor.SendAsync("/account/logout");
        var session = Single("logout", ("Account", id)).Fields["Session"];
        Assert.IsType<long>(session);
        await visitor.LogInAsync("new@example.com", New + "2");
        await visitor.SendAsync("/account/delete", ("Input.Password", New + "2"));
        Single("account.deleted", ("Account", id), ("Route", "/account/delete"));
    }

    [Fact]
    public async Task A_refresh_token_used_twice_and_a_log_out_everywhere_are_in_the_log()
    {
        var client = Client();
        var tokens = await client.Http.LogInAsync(DemoAccounts.Shopper);
        (await client.Post("/auth/refresh", new { refreshToken = tokens.RefreshToken })).Is(200);
        Assert.DoesNotContain(log.Lines, line => line.Event.Name == "token.reused");
        (await client.Post("/auth/refresh", new { refreshToken = tokens.RefreshToken })).Is(401);
        Assert.IsType<long>(Single("token.reused", ("Account", await IdAsync(DemoAccounts.Shopper))).Fields["Session"]);
        await client.Http.LogInAsync(DemoAccounts.Shopper);
        (await client.Post("/auth/logout-everywhere")).Is(204);
        Single("logout.everywhere", ("Route", "/auth/logout-everywhere"));
    }

    [Fact]
    public async Task Who_may_not_is_in_the_log_by_API_and_by_page()
    {
        var (client, visitor) = (Client(), Browser());
        await client.Http.LogInAsync(DemoAccounts.Shopper);
        (await client.Get("/admin/products")).Is(403);
        Single("request.forbidden", ("Account", await IdAsync(DemoAccounts.Shopper)), ("Route", "/admin/products/"));
        log.Lines.Clear();
        await visitor.LogInAsync(DemoAccounts.Shopper);
        visitor.Http.DefaultRequestHeaders.Remove(AddressFromHeader.Name);
        visitor.Http.DefaultRequestHeaders.Add(AddressFromHeader.Name, "2001:db8:1:2:3::4");
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.OpenAsync("/manage")).Status);
        Single("request.forbidden", ("Network", "2001:db8:1:2::/64"), ("Route", "/manage"));
    }

    [Fact]
    public async Task A_page_of_another_site_at_the_circuits_is_in_the_log()
    {
        var client = Client();
        client.Http.DefaultRequestHeaders.Add("Origin", "https://evil.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await client.Http.PostAsync("/_blazor/negotiate?negotiateVersion=1", null)).StatusCode);
        Single("origin.refused", ("Network", Network), ("Route", "/_blazor"));
    }

    [Fact]
    public async Task A_flood_is_one_line_for_a_network_and_minute()
    {
        var clock = TestClock.New();
        await using var limited = await StartAsync(
            services => services.AddSingleton<TimeProvider>(clock), ("RateLimits:ReadsPerMinute", "1"), ("RateLimits:Sockets", "1"));
        var client = new ApiClient(With(limited.Anonymous(), Address));
        await client.Get("/products");
        for (var i = 0; i < 5; i++) (await client.Get("/products")).Is(429);
        (await new ApiClient(With(limited.Anonymous(), "203.0.113.5")).Get("/products")).Is(200);
        (await new ApiClient(With(limited.Anonymous(), "203.0.113.5")).Get("/products")).Is(429); // a neighbour
        Single("request.rate-limited", ("Network", Network), ("Reason", "requests"));

        clock.Advance(TimeSpan.FromMinutes(1));
        (await client.Get("/products")).Is(429); // the limiter has a clock of its own
        Assert.Equal(2, log.Lines.Count(line => line.Event.Name == "request.rate-limited"));
    }

    [Fact]
    public void Floods_from_everywhere_are_600_lines_a_minute()
    {
        var security = new SecurityLog(
            new Logger(log), new HttpContextAccessor(), TestClock.New());
        var http = new DefaultHttpContext();
        log.Lines.Clear();
        for (var i = 0; i < 700; i++)
        {
            http.Connection.RemoteIpAddress = new IPAddress([10, (byte)(i / 256), (byte)i, 1]);
            security.SocketCut(http, "no-circuit");
        }

        Assert.Equal(600, log.Lines.Count);
        Assert.Equal("10.0.0.0/24", log.Lines.First().Fields["Network"]);
    }

    [Fact]
    public void The_second_factor_s_events_have_names_and_the_account()
    {
        var security = shop.Services.GetRequiredService<SecurityLog>();
        log.Lines.Clear();
        security.SecondFactorOn(7);
        security.SecondFactorOff(7);
        security.SecondFactorReset(7);
        security.PasskeyAdded(7);
        security.PasskeyRemoved(7);
        security.Reauthenticated(7);

        Assert.Equal(
            ["factor.on", "factor.off", "factor.reset", "passkey.added", "passkey.removed", "reauthenticated"],
            log.Lines.Select(line => line.Event.Name));
        Assert.All(log.Lines, line => Assert.Equal((7L, line.Event.Name), ((long)line.Fields["Account"]!, (string)line.Fields["Event"]!)));
    }

    private LogLine Single(string name, params (string Field, object? Value)[] fields)
    {
        var line = Assert.Single(log.Lines, line => line.Event.Name == name
            && fields.All(field => Equals(line.Fields[field.Field], field.Value)));
        Assert.Equal(name, line.Fields["Event"]);
        return line;
    }

    private Task<WebShop> StartAsync(Action<IServiceCollection>? more = null, params (string, string?)[] settings) => WebShop.StartAsync(
        databases,
        configure: services =>
        {
            services.AddSingleton<IStartupFilter, AddressFromHeader>().AddSingleton<ILoggerProvider>(log);
            more?.Invoke(services);
        },
        settings: [("RateLimits:Enabled", "true"), ("RateLimits:AuthPerMinute", "0"), .. settings]);

    private async Task<long> IdAsync(string email)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<UserManager<Shopper>>().FindByEmailAsync(email))!.Id;
    }

    private ApiClient Client() => new(With(shop.Anonymous(), Address));

    private Visitor Browser()
    {
        var visitor = new Visitor(shop);
        With(visitor.Http, Address);
        return visitor;
    }

    private static HttpClient With(HttpClient http, string address)
    {
        http.DefaultRequestHeaders.Add(AddressFromHeader.Name, address);
        return http;
    }

    private sealed class Logger(LogLines lines) : ILogger<SecurityLog>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Log(logLevel, eventId, state, exception, formatter);
    }
}

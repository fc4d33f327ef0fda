using System.Net.Http.Json;
using System.Text.Json;
using Ecommerce.Core.Data;
using Ecommerce.Core.Events;
using Ecommerce.Core.Identity;
using Ecommerce.Tests.Mails;
using Ecommerce.Web.Mails;
using Ecommerce.Tests.Identity;
using Ecommerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Tests.Http;

public sealed class LogTests(TestDatabases databases)
{
    [Fact]
    public async Task A_shopper_s_day_leaves_no_address_password_or_token_even_where_the_framework_s_lines_are_asked_for()
    {
        var (log, mails) = (new LogLines(), new SentMails());
        await using var shop = await WebShop.StartAsync(
            databases,
            configure: services => services.AddSingleton<ILoggerProvider>(log).AddSingleton<IMailSender>(mails),
            settings:
            [
                ("Seed:Demo", "false"), ("Mail:Host", "127.0.0.1"), ("Mail:From", "shop@shop.example"), ("AllowedHosts", "*"),
                ("Store:Url", "https://shop.example"), ("Logging:LogLevel:Microsoft.AspNetCore", "Information"),
                ("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Information"),
            ]);
        var visitor = new Visitor(shop);
        await visitor.SendRegistrationAsync("very.private.person@example.com", "S3cret!one");
        await new Visitor(shop).SendRegistrationAsync("very.private.person@example.com", "S3cret!one"); // taken
        var confirmation = await NextLinkAsync();
        await visitor.OpenAsync(confirmation);
        await visitor.SendAsync("/account/logout");
        for (var i = 0; i < 3; i++) await visitor.LogInAsync("very.private.person@example.com", "S3cret!none");
        await visitor.LogInAsync("very.private.person@example.com", "S3cret!one");
        await visitor.SendAsync(
            "/account/password", ("Input.Current", "S3cret!one"), ("Input.Password", "S3cret!two"), ("Input.Repeated", "S3cret!two"));
        await visitor.SendAsync("/account/email", ("Input.Email", "very.private.other@example.com"));
        var change = await NextLinkAsync();
        await visitor.OpenAsync(change);
        await visitor.SendAsync("/account/forgot-password", ("Input.Email", "very.private.other@example.com"));
        var reset = await NextLinkAsync();
        await new Visitor(shop).SendAsync(reset, ("Input.Password", "S3cret!three"), ("Input.Repeated", "S3cret!three"));
        (await visitor.LogInAsync("very.private.other@example.com", "S3cret!three")).IsRedirectTo("/");
        (await visitor.SendAsync("/account/delete", ("Input.Password", "S3cret!three"))).IsRedirectTo("/account/deleted");

        Assert.Contains(log.Lines, line => line.Event.Name == "account.deleted");
        Assert.Contains(log.Lines, line => line.Text.StartsWith("Executed DbCommand", StringComparison.Ordinal));
        string[] secrets = ["very.private", "S3cret!", .. new[] { confirmation, change, reset }.Select(CodeOf)];
        foreach (var secret in secrets)
            Assert.DoesNotContain(log.Lines, line => line.Text.Contains(secret, StringComparison.OrdinalIgnoreCase));

        async Task<string> NextLinkAsync()
        {
            mails.Sent.Clear();
            await shop.Services.GetRequiredService<EventDispatcher>().DispatchDueAsync(default);
            return new Uri(mails.Sent[^1].Link).PathAndQuery;
        }

        static string CodeOf(string link) => link[(link.IndexOf("code=", StringComparison.Ordinal) + 5)..][..40];
    }

    [Fact]
    public async Task In_production_each_line_is_JSON_with_its_time_in_UTC_and_its_fields()
    {
        await using var shop = await ShopProcess.StartAsync(await databases.CreateAsync(DatabaseProvider.Sqlite), DatabaseProvider.Sqlite);
        using var http = new HttpClient { BaseAddress = shop.Address };
        await http.PostAsJsonAsync("/auth/login", new { email = "nobody@example.com", password = "Wr0ng!wrong" });
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!shop.Heard.Any(line => line.Contains("login.refused", StringComparison.Ordinal)))
            await pace.WaitForNextTickAsync(deadline.Token); // the console is written to in the background

        var lines = shop.Heard.Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        var refused = lines.Single(line => line.GetProperty("EventId").GetInt32() == 1002);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", refused.GetProperty("Timestamp").GetString());
        Assert.InRange(
            refused.GetProperty("Timestamp").GetDateTimeOffset() - TimeProvider.System.GetUtcNow(),
            TimeSpan.FromMinutes(-2),
            TimeSpan.FromSeconds(1));
        Assert.Equal("Warning", refused.GetProperty("LogLevel").GetString());
        var fields = refused.GetProperty("State");
        Assert.Equal(
            ("login.refused", "no-account", "127.0.0.0/24", "/auth/login"),
            (Field("Event"), Field("Reason"), Field("Network"), Field("Route")));

        string? Field(string name) => fields.GetProperty(name).GetString();
    }

    [Fact]
    public async Task A_setting_has_lines_for_people_in_production_too()
    {
        await using var shop = await ShopProcess.StartAsync(
            await databases.CreateAsync(DatabaseProvider.Sqlite), DatabaseProvider.Sqlite, ("Logging:Console:FormatterName", "simple"));

        Assert.DoesNotContain(shop.Heard, line => line.StartsWith('{'));
    }

    [Fact]
    public async Task An_address_that_another_was_faster_to_take_is_not_quoted_by_the_database_s_error()
    {
        var log = new LogLines();
        await using var shop = await WebShop.StartAsync(databases, configure: services => services.AddSingleton<ILoggerProvider>(log));
        await using var db = await shop.Services.GetRequiredService<IDbContextFactory<ShopContext>>().CreateDbContextAsync();
        db.Add(new Shopper { NormalizedUserName = (await db.Users.FirstAsync()).NormalizedUserName });
        log.Lines.Clear();

        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());

        Assert.DoesNotContain(log.Lines, line => line.Event.Name?.EndsWith("SaveChangesFailed", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData(LogLevel.Information)]
    [InlineData(LogLevel.Trace)]
    public async Task No_password_token_or_address_is_ever_logged(LogLevel level)
    {
        var log = new LogLines();
        // As in production: a shop for trying out logs the mails that it does not send.
        await using var shop = await WebShop.StartAsync(
            databases,
            settings: ("Seed:Demo", "false"),
            configure: services => services.AddSingleton<ILoggerProvider>(log).Configure<LoggerFilterOptions>(filter =>
            {
                filter.MinLevel = level;
                filter.Rules.Clear();
            }));
        var anonymous = new ApiClient(shop.Anonymous());
        const string password = "S3cret!passw0rd";
        const string email = "very.private.person@example.com";
        (await anonymous.Post("/auth/register", new { email, password })).Is(200);
        (await anonymous.Post("/auth/register", new { email, password })).Is(400);
        (await anonymous.Post("/auth/register", new { email = new string('a', 300) + email, password })).Is(400);
        var login = (await anonymous.Post("/auth/login", new { email, password })).Is(200);
        for (var i = 0; i < 6; i++) (await anonymous.Post("/auth/login", new { email, password = password + "!" })).Is(401);
        (await anonymous.Post("/auth/refresh", new { refreshToken = login["refreshToken"].GetString() })).Is(200);
        (await anonymous.Post("/auth/forgotPassword", new { email })).Is(200);
        (await anonymous.Post("/auth/resendConfirmationEmail", new { email })).Is(200);
        (await anonymous.Post("/auth/resetPassword", new { email, resetCode = "eA", newPassword = password })).Is(400);
        var token = login["accessToken"].GetString()!;
        anonymous.Http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        (await anonymous.Get("/auth/manage/info")).Is(200);
        (await anonymous.Post("/auth/manage/info", new { newPassword = password, oldPassword = password + "?" })).Is(400);
        (await anonymous.Post("/balance/charge", new { amount = 1 }, ("Idempotency-Key", "k"))).Is(200);
        (await anonymous.Get("/orders/cart")).Is(200);
        (await anonymous.Get("/admin/products")).Is(403);

        Assert.True(log.Lines.Count > 1);
        string[] secrets =
            [password, "very.private.person", "VERY.PRIVATE.PERSON", token[..40], login["refreshToken"].GetString()![..40]];
        foreach (var secret in secrets)
            Assert.DoesNotContain(log.Lines, line => line.Text.Contains(secret, StringComparison.Ordinal));
    }
}

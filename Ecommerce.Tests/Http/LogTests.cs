using Ecommerce.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Tests.Http;

public sealed class LogTests(TestDatabases databases)
{
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

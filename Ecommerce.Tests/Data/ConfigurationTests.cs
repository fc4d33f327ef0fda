using Ecommerce.Core.Data;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.Tests.Data;

/// <summary>A shop that is set up wrongly does not start, and says in one message what to set.</summary>
public sealed class ConfigurationTests(TestDatabases databases)
{
    [Theory]
    [InlineData("Database:Provider", "Oracle", "Database:Provider")]
    [InlineData("Database:Provider", "7", "Database:Provider must be Sqlite, SqlServer or Postgres.")]
    [InlineData("Database:CommandTimeoutSeconds", "0", "Database:CommandTimeoutSeconds must be from 1 to 3600.")]
    [InlineData("Database:CommandTimeoutSeconds", "soon", "Database:CommandTimeoutSeconds")]
    [InlineData("Database:SqliteSynchronous", "OFF", "Database:SqliteSynchronous must be FULL or NORMAL.")]
    [InlineData("Store:TimeZone", "Mars/Olympus", "Set an IANA id such as Asia/Seoul.")]
    [InlineData("Store:Currency", "won", "Set three capital letters such as KRW.")]
    [InlineData("Wallet:MaxChargeAmount", "0", "Wallet:MaxChargeAmount must be from 1 to 1,000,000,000,000.")]
    [InlineData("Admin:Email", "admin@shop.example", "Admin:Email and Admin:Password go together.")]
    [InlineData("Admin:Password", "Passw0rd!", "Admin:Email and Admin:Password go together.")]
    public async Task Names_the_setting(string key, string value, string message)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => TestShop.StartAsync(databases, settings: (key, value)));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SqlServer")]
    [InlineData("Postgres")]
    public async Task Asks_for_the_missing_connection_string(string provider)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(
            () => TestShop.StartAsync(databases, settings: [("Database:Provider", provider), ("ConnectionStrings:Shop", "")]));

        Assert.Contains("Set ConnectionStrings:Shop.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Data Source=/proc/nowhere/shop.db")]
    [InlineData("Server=of-another-kind")]
    public async Task Names_the_connection_string_that_leads_nowhere(string connectionString)
    {
        var error = await Assert.ThrowsAsync<StartupException>(() => TestShop.StartOnAsync(connectionString, DatabaseProvider.Sqlite));

        Assert.Contains("ConnectionStrings:Shop", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Foo=bar")]
    [InlineData("Host=localhost;Port=many")]
    public async Task Names_the_connection_string_that_PostgreSQL_can_not_read(string connectionString)
    {
        var error = await Assert.ThrowsAsync<StartupException>(() => TestShop.StartOnAsync(connectionString, DatabaseProvider.Postgres));

        Assert.Contains("Check ConnectionStrings:Shop.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_database_server_that_refuses_the_user()
    {
        var server = await databases.GetPostgresAsync();
        var stranger =
            new NpgsqlConnectionStringBuilder(server.ConnectionString("shop_template")) { Username = "stranger" }.ConnectionString;

        var error = await Assert.ThrowsAsync<StartupException>(() => TestShop.StartOnAsync(stranger, DatabaseProvider.Postgres));

        Assert.Contains("stranger", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_address_that_it_can_not_listen_at()
    {
        await using var first = Listener("http://127.0.0.1:0");
        await first.StartAsync();

        foreach (var address in new[] { first.Urls.Single(), "http://203.0.113.1:5000", "nonsense" })
        {
            await using var second = Listener(address);
            var error = await Assert.ThrowsAnyAsync<Exception>(() => second.StartAsync());
            Assert.Contains("--urls", ConfigurationErrors.MessageOf(error), StringComparison.Ordinal);
        }

        static WebApplication Listener(string address)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls(address);
            return builder.Build();
        }
    }

    [Fact]
    public async Task Refuses_a_first_admin_with_a_weak_password()
    {
        var error = await Assert.ThrowsAsync<StartupException>(
            () => TestShop.StartAsync(databases, settings: [("Admin:Email", "admin@shop.example"), ("Admin:Password", "weak")]));

        Assert.Contains("Check Admin:Email and Admin:Password.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Makes_the_first_admin_once()
    {
        (string, string?)[] admin = [("Admin:Email", "admin@shop.example"), ("Admin:Password", "Passw0rd!")];
        await using var shop = await TestShop.StartAsync(databases, settings: admin);
        await using var again = await TestShop.StartOnAsync(shop.ConnectionString, DatabaseProvider.Sqlite, settings: admin);

        Assert.Equal("admin@shop.example", Assert.Single(await shop.ReadAsync(db => db.Users.Select(u => u.Email).ToListAsync())));
        Assert.Equal(1, await shop.ReadAsync(db => db.UserRoles.CountAsync()));
    }

    [Fact]
    public async Task Waits_for_a_database_that_is_away()
    {
        await using var shop = await TestShop.StartOnAsync("Host=/nowhere;Database=shop;Timeout=1", DatabaseProvider.Postgres);

        Assert.False(shop.Get<DatabaseReadiness>().IsReady);
    }
}

using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Seeding;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Infrastructure;

/// <summary>The whole application behind an in-memory server, on a fresh database with the demo accounts and products.</summary>
public sealed class WebShop : IAsyncDisposable
{
    private readonly Factory factory;
    private readonly DatabaseProvider provider;
    private readonly string connectionString;

    private WebShop(Factory factory, DatabaseProvider provider, string connectionString)
    {
        this.factory = factory;
        this.provider = provider;
        this.connectionString = connectionString;
    }

    public IServiceProvider Services => factory.Services;

    /// <summary>The shop's root.</summary>
    public Uri Address => factory.ClientOptions.BaseAddress;

    public static async Task<WebShop> StartAsync(
        TestDatabases databases,
        DatabaseProvider provider = DatabaseProvider.Sqlite,
        Action<IServiceCollection>? configure = null,
        params (string Key, string? Value)[] settings) =>
        StartOn(await databases.CreateAsync(provider), provider, configure, onKestrel: false, settings);

    /// <summary>Starts the application behind the real web server, on a free port of this machine.</summary>
    public static Task<WebShop> StartOnKestrelAsync(TestDatabases databases, params (string Key, string? Value)[] settings) =>
        StartOnKestrelAsync(databases, null, settings);

    public static async Task<WebShop> StartOnKestrelAsync(
        TestDatabases databases, Action<IServiceCollection>? configure, params (string Key, string? Value)[] settings) =>
        StartOn(await databases.CreateAsync(DatabaseProvider.Sqlite), DatabaseProvider.Sqlite, configure, onKestrel: true, settings);

    /// <summary>Starts the application on a database that is there already.</summary>
    public static WebShop StartOn(
        string connectionString,
        DatabaseProvider provider,
        Action<IServiceCollection>? configure = null,
        bool onKestrel = false,
        params (string Key, string? Value)[] settings)
    {
        (string, string?)[] all =
        [
            ("Database:Provider", provider.ToString()),
            ("ConnectionStrings:Shop", connectionString),
            ("RateLimits:Enabled", "false"),
            ("Seed:Demo", "true"),
            ("Seed:DemoHistory", "false"),
            ("Jobs:Enabled", "false"),
            ("Database:SqliteSynchronous", "NORMAL"), // see TestShop
            .. settings,
        ];
        var factory = new Factory(all, configure);
        if (onKestrel) factory.UseKestrel(port: 0);
        factory.StartServer();
        return new WebShop(factory, provider, connectionString);
    }

    /// <summary>Another instance of the application on the same database.</summary>
    public WebShop StartAnother(bool onKestrel = false) => StartOn(connectionString, provider, onKestrel: onKestrel);

    /// <summary>A client that nobody knows.</summary>
    public HttpClient Anonymous() =>
        factory.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = factory.ClientOptions.BaseAddress });

    /// <summary>A client with the token of a new shopper whose wallet holds <paramref name="balance"/>.</summary>
    public async Task<HttpClient> ShopperAsync(long balance = 0)
    {
        var client = Anonymous();
        await client.LogInAsync(await client.RegisterAsync());
        if (balance > 0) await client.ChargeAsync(balance);
        return client;
    }

    /// <summary>A client with the token of the demo admin.</summary>
    public async Task<HttpClient> AdminAsync()
    {
        var client = Anonymous();
        await client.LogInAsync(DemoAccounts.Admin);
        return client;
    }

    public async ValueTask DisposeAsync() => await factory.DisposeAsync();

    private sealed class Factory((string Key, string? Value)[] settings, Action<IServiceCollection>? configure)
        : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Testing");
            foreach (var (key, value) in settings) builder.UseSetting(key, value);
            builder.ConfigureTestServices(services =>
            {
                services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1); // tests log in often
                configure?.Invoke(services);
            });
        }
    }
}

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Bunit;
using Ecommerce.Core.Data;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Carts;
using Ecommerce.Web.Layout;
using Ecommerce.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Components;

/// <summary>
/// Tests of components' logic: what they show and do, rendered in memory over the real services and a SQLite database of its own, at a
/// time that stands still, in Korean unless a test says otherwise.
/// </summary>
public abstract class ComponentTests(TestDatabases databases) : BunitContext, IAsyncLifetime
{
    protected TestClock Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 3, 4, 5, 678, TimeSpan.Zero));

    protected TestShop Shop { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Shop = await TestShop.StartAsync(databases, DatabaseProvider.Sqlite, Clock);
        Read("ko-KR");
        // The comparer of markup needs a package that is pruned (Directory.Build.props); no test compares markup.
        var comparer = typeof(BunitContext).Assembly.GetType("Bunit.Diffing.HtmlComparer")!;
        Services.AddSingleton(comparer, RuntimeHelpers.GetUninitializedObject(comparer));
        Services.AddFallbackServiceProvider(Shop.Services);
        Services.AddLogging();
        Services.AddLocalization();
        Services.AddHttpContextAccessor();
        Services.AddScoped<PagePreferences>();
        Services.AddScoped<CartState>();
        Services.AddScoped<ToastService>();
        Services.AddScoped<RefusalMessages>();
        this.AddBunitPersistentComponentState();
        this.AddAuthorization();
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Shop.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The page's language from here on.</summary>
    protected static void Read(string culture) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(culture);

    /// <summary>Shows the pages as they are before the circuit is up.</summary>
    protected void Prerender() => SetRendererInfo(new RendererInfo("Static", isInteractive: false));

    protected void LogIn(long shopperId, params string[] roles) => this.AddAuthorization()
        .SetAuthorized($"{shopperId}")
        .SetClaims(new Claim(ClaimTypes.NameIdentifier, shopperId.ToString(CultureInfo.InvariantCulture)))
        .SetRoles(roles);

    /// <summary>A shopper with a wallet, who is logged in from here on. Returns the id.</summary>
    protected async Task<long> LogInShopperAsync(long balance = 0)
    {
        var shopper = await Shop.AddShopperAsync(balance);
        LogIn(shopper);
        return shopper;
    }

    /// <summary>What is told to the visitor from here on.</summary>
    protected List<Toast> CollectToasts()
    {
        var told = new List<Toast>();
        Services.GetRequiredService<ToastService>().Shown += told.Add;
        return told;
    }
}

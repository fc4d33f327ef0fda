using System.Globalization;
using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Ecommerce.Core.Carts;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Carts;
using Ecommerce.Web.Layout;
using Ecommerce.Web.Operations;
using Ecommerce.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MudBlazor;
using MudBlazor.Services;

namespace Ecommerce.Tests.Components;

/// <summary>
/// Tests of components' logic: what they show and do, rendered in memory over the real services and a SQLite database of its own, at a
/// time that stands still, in Korean unless a test says otherwise.
/// </summary>
public abstract class ComponentTests(TestDatabases databases) : BunitContext, IAsyncLifetime
{
    private BunitAuthorizationContext visitor = null!;

    protected FakeTimeProvider Clock { get; } = TestClock.New();

    /// <summary>What components log.</summary>
    protected LogLines Log { get; } = new();

    protected TestShop Shop { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Shop = await TestShop.StartAsync(databases, DatabaseProvider.Sqlite, Clock);
        Read("ko-KR");
        // For what components ask for; what is registered here is made from the shop's services by hand.
        Services.AddFallbackServiceProvider(Shop.Services);
        Services.AddLogging(logging => logging.AddProvider(Log));
        Services.AddLocalization();
        Services.AddHttpContextAccessor();
        Services.AddScoped<PagePreferences>();
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddScoped<RecordedSnackbar>();
        Services.AddScoped<ISnackbar>(p => p.GetRequiredService<RecordedSnackbar>());
        Services.AddScoped<ToastService>();
        Services.AddSingleton(Shop.Get<IOptions<StoreSettings>>());
        Services.AddSingleton<FragmentCache>();
        Services.AddSingleton<SecurityLog>();
        Services.AddScoped(p => new CartState(Shop.Get<CartService>(), p.GetRequiredService<AuthenticationStateProvider>()));
        Services.AddScoped(p =>
            new RefusalMessages(p.GetRequiredService<IStringLocalizer<RefusalText>>(), Shop.Get<IOptions<StoreSettings>>()));
        this.AddBunitPersistentComponentState();
        visitor = this.AddAuthorization();
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

    protected void LogIn(long shopperId, params string[] roles) => visitor
        .SetAuthorized($"{shopperId}")
        .SetRoles(roles)
        .SetClaims(new Claim(ClaimTypes.NameIdentifier, shopperId.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A shopper with a wallet, who is logged in from here on. Returns the id.</summary>
    protected async Task<long> LogInShopperAsync(long balance = 0)
    {
        var shopper = await Shop.AddShopperAsync(balance);
        LogIn(shopper);
        return shopper;
    }

    /// <summary>What is told to the visitor.</summary>
    protected List<Toast> CollectToasts() => Services.GetRequiredService<RecordedSnackbar>().Told;
}

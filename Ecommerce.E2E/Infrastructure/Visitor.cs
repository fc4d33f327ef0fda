using Ecommerce.E2E.Pages;
using Microsoft.Playwright;

namespace Ecommerce.E2E.Infrastructure;

/// <summary>How somebody comes to the shop; with <paramref name="As"/>, logged in.</summary>
public sealed record Visit(bool Phone = false, bool English = false, bool JavaScript = true, ShopShopper? As = null);

/// <summary>
/// A person with a browser of his own (a context: cookies, storage). What he does reads like a story; where on a page it happens is
/// the page objects' business. An error in the console, or a request to another host, fails the test.
/// </summary>
public sealed class Visitor : IAsyncDisposable
{
    private static readonly string Artifacts = Path.Combine(AppContext.BaseDirectory, "artifacts");
    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    private Visitor(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
    }

    public IPage Page { get; }

    public CatalogPage Catalog => new(Page);

    public ProductPage Product => new(Page);

    public CartPage Cart => new(Page);

    public CheckoutPage Checkout => new(Page);

    public WalletPage Wallet => new(Page);

    public OrderPage Order => new(Page);

    public AccountPage Account => new(Page);

    public ManagePage Manage => new(Page);

    /// <summary>Complaints of the browser that a test expects: parts of their text.</summary>
    public List<string> Expected { get; } = [];

    public static async Task<Visitor> ComeAsync(ChromiumBrowser chromium, ShopProcess shop, Visit? visit = null)
    {
        visit ??= new Visit();
        var context = await chromium.Browser.NewContextAsync(new()
        {
            BaseURL = shop.BaseUrl,
            ViewportSize = visit.Phone ? new() { Width = 390, Height = 844 } : new() { Width = 1280, Height = 900 },
            HasTouch = visit.Phone,
            IsMobile = visit.Phone,
            ColorScheme = ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = visit.English ? "en-US" : "ko-KR",
            TimezoneId = "Asia/Seoul",
            JavaScriptEnabled = visit.JavaScript,
        });
        if (visit.English)
            await context.AddCookiesAsync([new() { Name = ".AspNetCore.Culture", Value = Uri.EscapeDataString("c=en-US|uic=en-US"), Url = shop.BaseUrl }]);
        if (visit.As is { } shopper)
            await context.AddCookiesAsync(shopper.Cookies.Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = shop.BaseUrl, HttpOnly = c.HttpOnly }));
        context.SetDefaultTimeout(20_000);
        // The page's states are in the trace as DOM; a film of it as well would take as long as all the rest.
        await context.Tracing.StartAsync(new() { Screenshots = false, Snapshots = true });
        var visitor = new Visitor(context, await context.NewPageAsync());
        visitor.Listen(shop);
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        if (failed)
        {
            var name = string.Concat(TestContext.Current.TestCase?.TestCaseDisplayName.Select(c => char.IsLetterOrDigit(c) ? c : '_') ?? "test");
            await Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts, name + ".png"), FullPage = true });
            await context.Tracing.StopAsync(new() { Path = Path.Combine(Artifacts, name + ".zip") });
        }
        else
        {
            await context.Tracing.StopAsync();
        }

        await context.CloseAsync();
        if (!failed) Assert.DoesNotContain(complaints, c => !Expected.Exists(e => c.Contains(e, StringComparison.Ordinal)));
    }

    /// <summary>Keeps a picture of the page as it is now.</summary>
    public Task TakePictureAsync(string name) =>
        Page.ScreenshotAsync(new()
        {
            Path = Path.Combine(Artifacts, "pages", name + ".png"),
            FullPage = true,
            Style = "* { content-visibility: visible !important; }", // also what a screen would have to be scrolled to
        });

    private void Listen(ShopProcess shop)
    {
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") complaints.Add($"console: {message.Text}");
        };
        Page.PageError += (_, error) => complaints.Add($"page: {error}");
        Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(shop.BaseUrl, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
                complaints.Add($"request to another host: {request.Url}");
        };
    }
}

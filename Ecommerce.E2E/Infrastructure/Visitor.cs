using Ecommerce.E2E.Pages;
using Microsoft.Playwright;

namespace Ecommerce.E2E.Infrastructure;

/// <summary>
/// A person with a browser of their own (a context: cookies, storage). What they do reads like a story; where on a page it happens is
/// the page objects' business. An error in the console, or a request to another host, fails the test (<see cref="BrowserTests{TShop}"/>).
/// </summary>
public sealed class Visitor
{
    /// <summary>In milliseconds: what has not happened by then fails the test.</summary>
    public const float Patience = 20_000;

    /// <summary>For a picture of the whole page: nothing lies over it.</summary>
    private const string NothingLiesOverIt =
        "() => { const bar = document.querySelector('.tab-bar'); if (bar) bar.style.position = 'static'; }";

    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    private Visitor(Visit visit, IBrowserContext context, IPage page)
    {
        this.context = context;
        Visit = visit;
        Page = page;
    }

    public Visit Visit { get; }

    public IPage Page { get; }

    public CatalogPage Catalog => new(Page);

    public ProductPage Product => new(Page);

    public CartPage Cart => new(Page);

    public CheckoutPage Checkout => new(Page);

    public WalletPage Wallet => new(Page);

    public OrderPage Order => new(Page);

    public AccountPage Account => new(Page);

    public SecurityPage Security => new(Page);

    public AdminPage Manage => new(Page);

    /// <summary>Complaints of the browser that a test expects: parts of their text.</summary>
    public List<string> Expected { get; } = [];

    public static async Task<Visitor> ComeAsync(ChromiumBrowser chromium, ShopProcess shop, Visit? visit = null)
    {
        visit ??= new Visit();
        var address = (visit.Over?.Address ?? shop.Address).ToString();
        if (visit.ByName) address = new UriBuilder(address) { Host = "localhost" }.Uri.ToString();
        var context = await chromium.Browser.NewContextAsync(new()
        {
            BaseURL = address,
            ViewportSize = SizeOf(visit.Phone),
            HasTouch = visit.Phone,
            IsMobile = visit.Phone,
            ColorScheme = ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = visit.English ? "en-US" : "ko-KR",
            TimezoneId = "Asia/Seoul",
            JavaScriptEnabled = visit.JavaScript,
        });
        if (visit.English)
            await context.AddCookiesAsync(
                [new() { Name = ".AspNetCore.Culture", Value = Uri.EscapeDataString("c=en-US|uic=en-US"), Url = address }]);
        if (visit.As is { } shopper)
            await context.AddCookiesAsync(
                shopper.Cookies.Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = address, HttpOnly = c.HttpOnly }));
        context.SetDefaultTimeout(Patience);
        // The page's states are in the trace as DOM; a film of it as well would take as long as all the rest.
        await context.Tracing.StartAsync(new() { Screenshots = false, Snapshots = true });
        var visitor = new Visitor(visit, context, await context.NewPageAsync());
        visitor.Listen(address);
        return visitor;
    }

    /// <summary>The message that says it. The dialog of a lost connection has the same role, so the text is asked for too.</summary>
    public ILocator Told(string text) => Page.GetByRole(AriaRole.Status).Filter(new() { HasText = text });

    /// <summary>What the browser complained of, and the test did not expect.</summary>
    public IReadOnlyList<string> Complaints => [.. complaints.Where(c => !Expected.Exists(e => c.Contains(e, StringComparison.Ordinal)))];

    /// <summary>
    /// Closes the browser. A screenshot and the trace (for <c>playwright show-trace</c>) are kept where a path,
    /// without extension, is given.
    /// </summary>
    public async Task LeaveAsync(string? evidence)
    {
        if (evidence is not null) await Page.ScreenshotAsync(new() { Path = evidence + ".png", FullPage = true });
        await context.Tracing.StopAsync(new() { Path = evidence is null ? null : evidence + ".zip" });
        await context.CloseAsync();
    }

    /// <summary>Makes the window as wide as a phone's or a desktop's.</summary>
    public Task ResizeAsync(bool phone)
    {
        var size = SizeOf(phone);
        return Page.SetViewportSizeAsync(size.Width, size.Height);
    }

    /// <summary>Keeps a picture of the page as it is now.</summary>
    public async Task TakePictureAsync(string name)
    {
        await Page.EvaluateAsync(NothingLiesOverIt);
        await Page.EvaluateAsync("() => new Promise(painted => requestAnimationFrame(() => requestAnimationFrame(painted)))");
        await Page.ScreenshotAsync(new()
        {
            Path = Path.Combine(AppContext.BaseDirectory, "artifacts", "pages", name + ".png"),
            FullPage = true,
            Caret = ScreenshotCaret.Initial, // hiding it takes a style element, which the content security policy forbids
        });
    }

    private static ViewportSize SizeOf(bool phone) => phone ? new() { Width = 390, Height = 844 } : new() { Width = 1280, Height = 900 };

    private void Listen(string address)
    {
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") complaints.Add($"console: {message.Text}");
        };
        Page.PageError += (_, error) => complaints.Add($"page: {error}");
        Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address, StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal)
                && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
                complaints.Add($"request to another host: {request.Url}");
        };
    }
}

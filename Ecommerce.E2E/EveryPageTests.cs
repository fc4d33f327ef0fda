using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Ecommerce.E2E.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.E2E;

/// <summary>
/// Every page on a phone in English (where words are long and room is short) and on a desktop in Korean, each in both themes: accessible
/// (WCAG 2.2 AA as far as axe can tell), no error, nothing that jumps, no sideways scrolling; pictures are kept.
/// </summary>
public abstract class EveryPageTests : IClassFixture<ShopOfItsOwn>
{
    private const double MaxLayoutShift = 0.02;

    private const string LayoutShift = """
        () => new Promise(done => {
            let sum = 0;
            const add = entries => entries.forEach(entry => { if (!entry.hadRecentInput) sum += entry.value; });
            const observer = new PerformanceObserver(list => add(list.getEntries()));
            observer.observe({ type: 'layout-shift', buffered: true });
            requestAnimationFrame(() => requestAnimationFrame(() => { add(observer.takeRecords()); done(sum); }));
        })
        """;

    private static readonly AxeRunOptions AllRules = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    /// <summary>All that another theme changes.</summary>
    private static readonly AxeRunOptions Colours = new() { RunOnly = new() { Type = "rule", Values = ["color-contrast"] } };

    protected static string NameOf(string address, bool phone, bool english) =>
        $"{string.Join('-', address.Split(['/', '?', '&', '=', '{', '}'], StringSplitOptions.RemoveEmptyEntries)) switch { "" => "home", var name => name }}"
        + $".{(phone ? "phone" : "desktop")}.{(english ? "en" : "ko")}";

    protected static async Task<IReadOnlyList<string>> CheckAsync(Visitor visitor, string address, string picture)
    {
        var page = visitor.Page;
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.GotoAsync(address);
        await Expect(page.Locator("[data-interactive=false]")).ToHaveCountAsync(0);
        var faults = new List<string>();
        var shift = await page.EvaluateAsync<double>(LayoutShift);
        if (shift > MaxLayoutShift) faults.Add($"{address} jumps by {shift}.");
        var width = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (width > 0) faults.Add($"{address} is {width} pixels too wide.");
        await visitor.TakePictureAsync($"{picture}.light");
        faults.AddRange(Complaints(address, "light", await page.RunAxe(AllRules)));
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await visitor.TakePictureAsync($"{picture}.dark");
        faults.AddRange(Complaints(address, "dark", await page.RunAxe(Colours)));
        return faults;
    }

    private static IEnumerable<string> Complaints(string address, string theme, AxeResult axe) =>
        axe.Violations.Select(v => $"{address} ({theme}): {v.Id} ({v.Help}): {string.Join(", ", v.Nodes.Select(n => n.Html))}");
}

public sealed class StrangersPagesTests(ChromiumBrowser chromium, ShopOfItsOwn shop) : EveryPageTests
{
    private static readonly string[] Addresses =
    [
        "/", "/?category=주방&sort=price&inStock=true", "/?search=없는상품", "/catalog/1", "/top", "/cart", "/account/login", "/account/register",
        "/account/forgot-password", "/account/resend-confirmation", "/not-found",
    ];

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task They_are_in_order(bool phone, bool english)
    {
        await using var visitor = await Visitor.ComeAsync(chromium, shop.Process, new(phone, english));
        visitor.Expected.Add("404");
        var faults = new List<string>();
        foreach (var address in Addresses) faults.AddRange(await CheckAsync(visitor, address, NameOf(address, phone, english)));
        Assert.Empty(faults);
    }
}

public sealed class ShoppersPagesTests(ChromiumBrowser chromium, ShopOfItsOwn shop) : EveryPageTests
{
    private static readonly string[] Addresses =
    [
        "/cart", "/checkout", "/wallet", "/my/orders", "/my/orders/{order}?receipt=true", "/my/orders/{order}",
        "/account", "/account/password", "/account/email", "/account/data", "/account/delete",
    ];

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task They_are_in_order(bool phone, bool english)
    {
        var product = await shop.AddProductAsync(stock: 30, price: 7_000);
        var shopper = await shop.AddShopperAsync(30_000);
        await shopper.PutIntoCartAsync(product, 2);
        var order = await shopper.CheckOutAsync();
        await shopper.PutIntoCartAsync(product, 3);
        await using var visitor = await Visitor.ComeAsync(chromium, shop.Process, new(phone, english, As: shopper));
        var faults = new List<string>();
        foreach (var address in Addresses)
            faults.AddRange(await CheckAsync(visitor, address.Replace("{order}", $"{order}", StringComparison.Ordinal), NameOf("my" + address, phone, english)));
        Assert.Empty(faults);
    }
}

public sealed class AdminsPagesTests(ChromiumBrowser chromium, ShopOfItsOwn shop) : EveryPageTests
{
    private static readonly string[] Addresses =
    [
        "/manage", "/manage/rankings?from=2026-01-01&to={today}&product={product}", "/manage/jobs", "/manage/data-platform", "/manage/products",
        "/manage/products/new", "/manage/products/{product}", "/manage/orders", "/manage/orders/{order}", "/manage/shoppers", "/manage/shoppers/1", "/manage/books",
    ];

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task They_are_in_order(bool phone, bool english)
    {
        var product = await shop.AddProductAsync(stock: 30, price: 7_000);
        var order = await (await (await shop.AddShopperAsync(7_000)).PutIntoCartAsync(product)).CheckOutAsync();
        await using var visitor = await Visitor.ComeAsync(chromium, shop.Process, new(phone, english));
        await visitor.Account.OpenLogInAsync();
        await visitor.Account.LogInAsync("admin@example.com");
        var faults = new List<string>();
        foreach (var page in Addresses)
        {
            var address = page.Replace("{product}", $"{product.Id}", StringComparison.Ordinal).Replace("{order}", $"{order}", StringComparison.Ordinal)
                .Replace("{today}", $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}", StringComparison.Ordinal);
            faults.AddRange(await CheckAsync(visitor, address, NameOf(page, phone, english)));
        }

        Assert.Empty(faults);
    }
}

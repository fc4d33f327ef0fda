using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Ecommerce.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.E2E;

/// <summary>Every page, in every dress: accessible (WCAG 2.2 AA as far as axe can tell), no error, no sideways scrolling; pictures are kept.</summary>
public sealed class EveryPageTests(ChromiumBrowser chromium, DemoShop shop) : IClassFixture<DemoShop>
{
    private static readonly string[] StrangersPages =
    [
        "/", "/?category=주방&sort=price&inStock=true", "/?search=없는상품", "/catalog/1", "/top", "/cart", "/account/login", "/account/register",
        "/account/forgot-password", "/account/resend-confirmation", "/not-found",
    ];

    private static readonly string[] ShoppersPages =
    [
        "/cart", "/checkout", "/wallet", "/my/orders", "/my/orders/{order}", "/account", "/account/password", "/account/email", "/account/data", "/account/delete",
    ];

    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    public static TheoryData<bool, bool, bool> Dresses => new()
    {
        { false, false, false }, { false, true, true }, { true, false, true }, { true, true, false },
    };

    [Theory]
    [MemberData(nameof(Dresses))]
    public async Task A_strangers_pages_are_in_order(bool phone, bool dark, bool english)
    {
        await using var visitor = await Visitor.ComeAsync(chromium, shop.Process, new(phone, dark, english));
        var faults = new List<string>();
        foreach (var address in StrangersPages) faults.AddRange(await CheckAsync(visitor, address, NameOf(address, phone, dark, english)));
        Assert.Empty(faults);
    }

    [Theory]
    [MemberData(nameof(Dresses))]
    public async Task A_shoppers_pages_are_in_order(bool phone, bool dark, bool english)
    {
        var product = await shop.AddProductAsync(stock: 30, price: 7_000);
        await using var visitor = await Visitor.ComeAsync(chromium, shop.Process, new(phone, dark, english));
        await visitor.Account.RegisterAsync();
        await visitor.Wallet.OpenAsync();
        await visitor.Wallet.TopUpAsync(30_000);
        await Expect(visitor.Wallet.Balance).ToHaveTextAsync("₩30,000");
        await visitor.Product.OpenAsync(product.Id);
        await visitor.Product.AddToCartAsync(2);
        await visitor.Checkout.OpenAsync();
        await visitor.Checkout.PayAsync();
        await visitor.Order.ReceiptAsync();
        var order = new Uri(visitor.Page.Url).AbsolutePath.Split('/')[^1];
        var faults = new List<string>(await CheckAsync(visitor, visitor.Page.Url, NameOf("receipt", phone, dark, english)));
        await visitor.Product.OpenAsync(product.Id);
        await visitor.Product.AddToCartAsync(3);

        foreach (var address in ShoppersPages)
            faults.AddRange(await CheckAsync(visitor, address.Replace("{order}", order, StringComparison.Ordinal), NameOf("my" + address, phone, dark, english)));
        Assert.Empty(faults);
    }

    private static string NameOf(string address, bool phone, bool dark, bool english) =>
        $"{string.Join('-', address.Split(['/', '?', '&', '=', '{', '}'], StringSplitOptions.RemoveEmptyEntries)) switch { "" => "home", var name => name }}"
        + $".{(phone ? "phone" : "desktop")}.{(dark ? "dark" : "light")}.{(english ? "en" : "ko")}";

    private static async Task<IReadOnlyList<string>> CheckAsync(Visitor visitor, string address, string picture)
    {
        if (address == "/not-found") visitor.Expected.Add("404");
        await visitor.Page.GotoAsync(address);
        await Expect(visitor.Page.Locator("[data-interactive=false]")).ToHaveCountAsync(0, new() { Timeout = 20_000 });
        await visitor.TakePictureAsync(picture);
        var width = await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        var axe = await visitor.Page.RunAxe(Rules);
        var faults = axe.Violations.Select(v => $"{address}: {v.Id} ({v.Help}): {string.Join(", ", v.Nodes.Select(n => n.Html))}").ToList();
        if (width > 0) faults.Add($"{address} is {width} pixels too wide.");
        return faults;
    }
}

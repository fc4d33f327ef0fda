using System.Text.RegularExpressions;
using Ecommerce.Core.Catalog;
using Ecommerce.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.E2E;

public sealed partial class PostgresTests(ChromiumBrowser chromium, PostgresShop shop)
    : BrowserTests<PostgresShop>(chromium, shop), IClassFixture<PostgresShop>, IAsyncLifetime
{
    public ValueTask InitializeAsync()
    {
        if (PostgresServer.ReasonToSkip is { } reason) Assert.Skip(reason);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Buys_on_PostgreSQL_as_on_SQLite()
    {
        var product = await Shop.AddProductAsync(stock: 2);
        var visitor = await ComeAsync();
        await visitor.Product.OpenAsync(product.Id);
        await visitor.Product.AddToCartAsync();
        await visitor.Account.RegisterAsync("/checkout");
        await visitor.Checkout.TopUpAsync();
        await visitor.Wallet.TopUpAsync();
        await visitor.Page.ReachesAsync("/checkout$");
        await visitor.Checkout.PayAsync();

        await visitor.Order.ReceiptAsync();
        await Expect(visitor.Order.Total).ToHaveTextAsync("₩12,000");
    }

    [Fact]
    public async Task Shows_shoppers_what_was_there_until_it_is_read_again()
    {
        var product = await Shop.AddProductAsync(stock: 30, price: 7_000);
        var shopper = await Shop.AddShopperAsync(30_000);
        await shopper.PutIntoCartAsync(product, 2);
        var order = await shopper.CheckOutAsync();
        await shopper.PutIntoCartAsync(product, 3);
        var visitor = await ComeAsync(new(As: shopper));

        await NothingGoesAsync(
            visitor, "/", "/?search=none", $"/catalog/{product.Id}", "/cart", "/checkout", "/wallet", $"/my/orders/{order}");
    }

    /// <summary>More than travels with the page (docs/decisions/0023).</summary>
    [Fact]
    public async Task Shows_a_full_cart_until_it_is_read_again()
    {
        var shopper = await Shop.AddShopperAsync(30_000);
        for (var line = 0; line < 40; line++)
            await shopper.PutIntoCartAsync(await Shop.AddProductAsync(stock: 1, price: 100, nameLength: Product.MaxNameLength));
        var visitor = await ComeAsync(new(As: shopper));

        await NothingGoesAsync(visitor, "/cart", "/checkout");
    }

    [Fact]
    public async Task A_page_behind_a_link_shows_what_was_there_until_it_is_read_again()
    {
        var shopper = await (await Shop.AddShopperAsync(30_000)).PutIntoCartAsync(await Shop.AddProductAsync(stock: 30), 2);
        var visitor = await ComeAsync(new(As: shopper));
        var circuit = await HeldCircuit.OnAsync(visitor.Page);
        await visitor.Page.GotoAsync("/wallet");
        await circuit.Asked;
        circuit.LetGo();
        await Expect(visitor.Page.Locator("body[data-enhance-nav]")).ToHaveCountAsync(0);

        circuit.HoldNextPage();
        await visitor.Page.Locator("a[href='/cart']").First.ClickAsync();
        await circuit.Asked;

        Assert.Contains("12,000", await visitor.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Null(await ChangeAsync(visitor, circuit));
    }

    [Fact]
    public async Task Shows_admins_what_was_there_until_it_is_read_again()
    {
        var product = await Shop.AddProductAsync(stock: 30, price: 7_000);
        var order = await (await (await Shop.AddShopperAsync(7_000)).PutIntoCartAsync(product)).CheckOutAsync();
        var visitor = await ComeAsync();
        await visitor.Account.OpenLogInAsync();
        await visitor.Account.LogInAsync("admin@example.com");

        await NothingGoesAsync(
            visitor, "/manage", $"/manage/rankings?product={product.Id}", "/manage/jobs", "/manage/data-platform",
            "/manage/products", $"/manage/products/{product.Id}", "/manage/orders", $"/manage/orders/{order}",
            "/manage/shoppers", "/manage/shoppers/1", "/manage/books");
    }

    /// <summary>Opens the pages; while each becomes interactive, the database lets it wait.</summary>
    private async Task NothingGoesAsync(Visitor visitor, params string[] addresses)
    {
        var faults = new List<string>();
        foreach (var address in addresses)
        {
            var circuit = await HeldCircuit.OnAsync(visitor.Page);
            await visitor.Page.GotoAsync(address);
            await circuit.Asked;
            if (await ChangeAsync(visitor, circuit) is { } change) faults.Add($"{address} {change}");
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    /// <summary>What the page loses while it becomes interactive and the database lets it wait; null for nothing.</summary>
    private async Task<string?> ChangeAsync(Visitor visitor, HeldCircuit circuit)
    {
        var shown = await LinesAsync(visitor);
        await using var wait = await Shop.LockAsync();
        circuit.LetGo();
        await Expect(visitor.Page.Locator("[data-interactive=false]")).ToHaveCountAsync(0);
        var now = await LinesAsync(visitor);
        return now.SequenceEqual(shown)
            ? null
            : $"loses {string.Join(" | ", shown.Except(now))} and shows {string.Join(" | ", now.Except(shown))}";
    }

    /// <summary>
    /// What the page shows, but for how long ago things were, which goes on by itself, and charts, which are drawn once
    /// their size is known.
    /// </summary>
    private static async Task<string[]> LinesAsync(Visitor visitor)
    {
        // At one moment: a chart may be drawn between two.
        var texts = await visitor.Page.EvaluateAsync<string[]>(
            "() => [document.body, ...document.querySelectorAll('.chart text')].map(shown => shown.innerText ?? shown.textContent)");
        return Ago().Replace(texts[0], "")
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Except(texts[1..]).ToArray();
    }

    [GeneratedRegex(@"\d+(초|분)")]
    private static partial Regex Ago();
}

using Ecommerce.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.E2E;

/// <summary>Whoever gets no circuit, for the address has all it may have, still has the page.</summary>
public sealed class CrowdedTests(ChromiumBrowser chromium, CrowdedShop shop)
    : BrowserTests<CrowdedShop>(chromium, shop), IClassFixture<CrowdedShop>
{
    [Fact]
    public async Task Reads_on_follows_links_and_fills_the_cart_without_a_circuit()
    {
        var product = await Shop.AddProductAsync(stock: 5);
        var first = await ComeAsync();
        await first.Page.GotoAsync("/");
        await Expect(first.Page.Locator("body[data-enhance-nav]")).ToHaveCountAsync(0); // has the circuit
        var second = await ComeAsync();
        second.Expected.AddRange(["429", "Failed to", "circuit", "Circuit host not initialized", "negotiat", "connection"]);

        var refused = second.Page.WaitForResponseAsync(answer => answer.Url.Contains("/_blazor", StringComparison.Ordinal));
        await second.Page.GotoAsync($"/catalog/{product.Id}");
        Assert.Equal(429, (await refused).Status);

        await Expect(second.Page.Locator("h1")).ToHaveTextAsync(product.Name);
        await Expect(second.Page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
        await second.Page.Locator(".add-to-cart button[type=submit]").ClickAsync();
        await Expect(second.Page.Locator(".cart-badge")).ToContainTextAsync("1");
        await second.Page.Locator("a[href='/cart']").First.ClickAsync();
        await Expect(second.Page.Locator(".line-name")).ToHaveTextAsync(product.Name);
    }
}

using Ecommerce.E2E.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.E2E;

/// <summary>Looking around: search, filters, languages, the keyboard, no JavaScript.</summary>
public sealed class BrowsingTests(ChromiumBrowser chromium, DemoShop shop) : BrowserTests<DemoShop>(chromium, shop)
{
    [Fact]
    public async Task The_back_button_returns_through_category_sort_and_product()
    {
        var visitor = await ComeAsync();
        await visitor.Catalog.OpenAsync();
        await visitor.Catalog.ChooseCategoryAsync("주방");
        await Expect(visitor.Catalog.Products).ToHaveCountAsync(10);
        await visitor.Catalog.SortAsync("낮은 가격순");
        var cheapest = await visitor.Catalog.Products.First.GetByRole(AriaRole.Heading).InnerTextAsync();
        await visitor.Catalog.OpenProductAsync(cheapest);
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(cheapest);

        await visitor.Page.GoBackAsync();
        await Expect(visitor.Catalog.Products.First).ToContainTextAsync(cheapest);
        await visitor.Page.GoBackAsync();
        await visitor.Page.ReachesAsync("category=[^&]+$");
        await visitor.Page.GoBackAsync();
        await Expect(visitor.Catalog.Products).ToHaveCountAsync(20);
    }

    [Fact]
    public async Task Suggests_products_while_typing_and_opens_one_by_keyboard()
    {
        var visitor = await ComeAsync();
        await visitor.Catalog.OpenAsync();

        await visitor.Catalog.TypeAsync("도마");
        await Expect(visitor.Catalog.Suggestions.First).ToBeVisibleAsync();
        var name = await visitor.Catalog.Suggestions.First.Locator("span").First.InnerTextAsync();
        await visitor.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(visitor.Catalog.Suggestions.First).ToHaveAttributeAsync("aria-selected", "true");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stays_where_it_is_while_a_page_arrives_bit_by_bit(bool phone)
    {
        var visitor = await ComeAsync(new(phone));
        var jumps = new List<string>();
        foreach (var address in new[] { "/", "/catalog/1", "/account/forgot-password" })
            if (await LayoutShift.WhileArrivingAsync(visitor.Page, address) is { } jump) jumps.Add($"{address} {jump}");
        Assert.True(jumps.Count == 0, string.Join('\n', jumps));
    }

    [Fact]
    public async Task Reads_the_shop_in_the_language_and_theme_of_ones_choice()
    {
        var visitor = await ComeAsync();
        await visitor.Catalog.OpenAsync();
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", "ko");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Log in" })).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Dark" }).ClickAsync();
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
    }

    [Fact]
    public async Task Shows_catalog_and_product_without_JavaScript()
    {
        var visitor = await ComeAsync(new(JavaScript: false));
        await visitor.Page.GotoAsync("/?search=도마");
        await Expect(visitor.Catalog.Products).Not.ToHaveCountAsync(0);
        await visitor.Page.GotoAsync("/");
        await Expect(visitor.Catalog.Products).ToHaveCountAsync(20);
        await visitor.Catalog.Products.First.GetByRole(AriaRole.Heading).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Expect(visitor.Product.Stock).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator(".no-script")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator(".skeletons").Filter(new() { Visible = true })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Tells_of_a_page_that_is_not_there_and_leads_on()
    {
        var visitor = await ComeAsync();
        visitor.Expected.Add("404");
        var answer = await visitor.Page.GotoAsync("/catalog/999999");
        Assert.Equal(404, answer!.Status);
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "상점으로 가기" }).ClickAsync();
        await Expect(visitor.Catalog.Products).ToHaveCountAsync(20);
    }

    [Fact]
    public async Task Buys_with_the_keyboard_alone()
    {
        var product = await Shop.AddProductAsync(stock: 4);
        var visitor = await ComeAsync(new(As: await Shop.AddShopperAsync()));
        await visitor.Wallet.OpenAsync();
        await visitor.Wallet.ReadyAsync();
        await PressOnAsync(visitor, visitor.Page.Locator(".wallet-layout form button[type=submit]"), "Enter");
        await Expect(visitor.Wallet.Statement).ToHaveCountAsync(1);

        await visitor.Product.OpenAsync(product.Id);
        await visitor.Page.Locator(".product-info .add-to-cart[data-interactive=true]").WaitForAsync();
        await PressOnAsync(visitor, visitor.Product.AddButton, "Space");
        await Expect(visitor.Product.CartCount).ToHaveTextAsync("1");
        await PressOnAsync(visitor, visitor.Page.Locator(".cart-badge"), "Enter");
        await visitor.Page.ReachesAsync("/cart$");
        await visitor.Cart.ReadyAsync();
        await PressOnAsync(visitor, visitor.Page.GetByRole(AriaRole.Link, new() { Name = "주문하기" }), "Enter");
        await visitor.Checkout.ReadyAsync();
        await PressOnAsync(visitor, visitor.Checkout.PayButton, "Enter");

        await visitor.Order.ReceiptAsync();
    }

    /// <summary>Goes to the control with the Tab key, as long as it takes, and presses a key on it.</summary>
    private static async Task PressOnAsync(Visitor visitor, ILocator control, string key)
    {
        await control.WaitForAsync();
        for (var i = 0; i < 80; i++)
        {
            if (await control.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                await visitor.Page.Keyboard.PressAsync(key);
                return;
            }

            await visitor.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail("The Tab key never reaches the control.");
    }
}

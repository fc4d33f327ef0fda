using Ecommerce.E2E.Infrastructure;
using Ecommerce.E2E.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.E2E;

/// <summary>
/// Pages that are changed in place behave as pages that are loaded: where they start, where one comes back to, what has the focus.
/// </summary>
public sealed class NavigationTests(ChromiumBrowser chromium, DemoShop shop) : BrowserTests<DemoShop>(chromium, shop)
{
    [Fact]
    public async Task A_new_page_starts_at_its_top_and_back_and_forward_return_to_the_place()
    {
        var visitor = await ComeAsync(new(Phone: true));
        await visitor.Catalog.OpenAsync();
        await Expect(visitor.Page.Locator("body[data-enhance-nav]")).ToHaveCountAsync(0);
        await ScrollToAsync(visitor, 1500);

        // A real one would scroll the card into view first.
        await visitor.Page.Locator(".product-card a").Nth(7).DispatchEventAsync("click");
        await visitor.Page.ReachesAsync("/catalog/");
        await StandsAtAsync(visitor, 0);
        await HeadingHasFocusAsync(visitor);
        await Expect(visitor.Page).Not.ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("모든 상품"));

        await visitor.Page.GoBackAsync();
        await StandsAtAsync(visitor, 1500);
        await visitor.Page.GoForwardAsync();
        await visitor.Page.ReachesAsync("/catalog/");
        await StandsAtAsync(visitor, 0);
    }

    [Fact]
    public async Task A_language_chosen_in_another_tab_is_that_of_the_next_page_with_all_its_parts()
    {
        var visitor = await ComeAsync(new Visit { As = await Shop.AddShopperAsync(balance: 5000) });
        await visitor.Page.GotoAsync("/cart");
        await Expect(visitor.Page.Locator("body[data-enhance-nav]")).ToHaveCountAsync(0);
        var other = await visitor.Page.Context.NewPageAsync();
        await other.GotoAsync("/top");
        await other.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await Expect(other.Locator("html")).ToHaveAttributeAsync("lang", "en");

        await visitor.Page.Locator(".site-nav a[href='/wallet']").ClickAsync();

        await visitor.Wallet.ReadyAsync();
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(visitor.Page.Locator(".wallet-layout form")).ToContainTextAsync("How much do you want to top up?");
    }

    [Fact]
    public async Task A_theme_chosen_in_another_tab_is_that_of_the_next_page()
    {
        var visitor = await ComeAsync();
        await visitor.Page.GotoAsync("/");
        await Expect(visitor.Page.Locator("body[data-enhance-nav]")).ToHaveCountAsync(0);
        var other = await visitor.Page.Context.NewPageAsync();
        await other.GotoAsync("/top");
        await other.GetByRole(AriaRole.Button, new() { Name = "어둡게" }).ClickAsync();
        await Expect(other.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");

        await visitor.Page.Locator(".site-nav a[href='/top']").ClickAsync();

        await visitor.Page.ReachesAsync("/top");
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    [Fact]
    public async Task The_next_page_of_a_list_starts_at_its_heading()
    {
        var visitor = await ComeAsync(new(Phone: true));
        await visitor.Catalog.OpenAsync();
        await Expect(visitor.Page.Locator("body[data-enhance-nav]")).ToHaveCountAsync(0);

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "다음" }).ClickAsync();

        await visitor.Page.ReachesAsync("page=2");
        await StandsAtAsync(visitor, 0);
        await HeadingHasFocusAsync(visitor);
    }

    [Fact]
    public async Task Putting_something_into_the_cart_moves_nothing_and_every_time_is_told()
    {
        var visitor = await ComeAsync(new(Phone: true));
        await visitor.Catalog.OpenAsync(CatalogPage.InStock);
        await Expect(visitor.Page.Locator("body[data-enhance-nav]")).ToHaveCountAsync(0);
        await ScrollToAsync(visitor, 1500);

        for (var times = 1; times <= 2; times++)
        {
            await visitor.Catalog.AddButton(8).DispatchEventAsync("click");
            await Expect(visitor.Catalog.CartCount).ToHaveTextAsync($"{times}");
            await Expect(visitor.Catalog.Toast).ToHaveCountAsync(times);
        }

        await StandsAtAsync(visitor, 1500);
        await visitor.Catalog.Toast.First.GetByRole(AriaRole.Link).ClickAsync();
        await visitor.Page.ReachesAsync("/cart$");
    }

    [Fact]
    public async Task What_is_put_into_the_cart_before_the_circuit_is_up_is_not_lost()
    {
        var visitor = await ComeAsync();
        var circuit = await HeldCircuit.OnAsync(visitor.Page);
        await visitor.Page.GotoAsync(CatalogPage.InStock);
        await circuit.Asked;

        await visitor.Catalog.AddButton(0).ClickAsync();
        await visitor.Page.ReachesAsync("#product-");
        circuit.LetGo();

        await Expect(visitor.Catalog.CartCount).ToHaveTextAsync("1");
        await Expect(visitor.Catalog.Toast).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Without_JavaScript_the_cart_takes_products_and_the_page_tells_of_it()
    {
        var visitor = await ComeAsync(new(JavaScript: false));
        await visitor.Page.GotoAsync(CatalogPage.InStock);

        await visitor.Catalog.AddButton(5).ClickAsync();

        await Expect(visitor.Page.Locator(".cart-notice")).ToBeInViewportAsync();
        await Expect(visitor.Page.Locator(".cart-notice")).ToContainTextAsync("장바구니에 담았어요.");
        await Expect(visitor.Catalog.CartCount).ToHaveTextAsync("1");
        await visitor.Page.GotoAsync("/catalog/1");
        await visitor.Page.GetByRole(AriaRole.Spinbutton).FillAsync("2");
        await visitor.Product.AddButton.ClickAsync();
        await Expect(visitor.Catalog.CartCount).ToHaveTextAsync("3");
    }

    [Theory]
    [InlineData("99", "41", "41개까지")]
    [InlineData("0", "1", "1개부터")]
    [InlineData("", "1", "숫자가 아니어서")]
    public async Task The_quantity_shows_what_counts_and_the_wheel_leaves_it_alone(string typed, string counts, string why)
    {
        var product = await Shop.AddProductAsync(stock: 41);
        var visitor = await ComeAsync();
        await visitor.Product.OpenAsync(product.Id);
        await visitor.Page.Locator(".add-to-cart[data-interactive=true]").WaitForAsync();
        var field = visitor.Page.GetByRole(AriaRole.Spinbutton);

        for (var i = 0; i < 2; i++)
        {
            await field.FillAsync(typed);
            await field.PressAsync("Tab");
            await Expect(field).ToHaveValueAsync(counts);
            await Expect(visitor.Page.Locator(".stepper-note")).ToContainTextAsync(why);
        }

        await field.FocusAsync();
        await field.HoverAsync();
        await visitor.Page.Mouse.WheelAsync(0, 120);
        await visitor.Product.AddButton.ClickAsync();
        await Expect(visitor.Product.CartCount).ToHaveTextAsync(counts);
        await Expect(field).ToHaveValueAsync(counts);
    }

    [Fact]
    public async Task The_links_at_a_phones_foot_share_its_width()
    {
        var visitor = await ComeAsync(new(Phone: true));
        await visitor.Catalog.OpenAsync();

        var widths = await visitor.Page.Locator(".tab-bar a")
            .EvaluateAllAsync<double[]>("links => links.map(link => link.getBoundingClientRect().width)");

        Assert.Equal(Enumerable.Repeat(390.0 / 5, 5), widths);
    }

    /// <summary>
    /// WCAG 2.2, 2.4.11: https://www.w3.org/WAI/WCAG22/Understanding/focus-not-obscured-minimum.html. 320 × 256 is 1280 × 1024 at 400 %.
    /// </summary>
    [Theory]
    [InlineData(320, 256, "/")]
    [InlineData(320, 256, "/catalog/1")]
    [InlineData(320, 256, "/cart")]
    [InlineData(320, 256, "/checkout")]
    [InlineData(320, 256, "/wallet")]
    [InlineData(390, 844, "/catalog/1")]
    [InlineData(390, 844, "/cart")]
    [InlineData(390, 844, "/wallet")]
    public async Task What_has_the_focus_is_never_under_a_bar(int width, int height, string address)
    {
        var shopper = await Shop.AddShopperAsync(50_000);
        for (var i = 0; i < 3; i++) await shopper.PutIntoCartAsync(await Shop.AddProductAsync(stock: 5));
        var visitor = await ComeAsync(new(As: shopper));
        await visitor.Page.SetViewportSizeAsync(width, height);
        await visitor.Page.GotoAsync(address);
        await Expect(visitor.Page.Locator("body[data-enhance-nav]")).ToHaveCountAsync(0);
        await Expect(visitor.Page.Locator("[data-interactive=false]")).ToHaveCountAsync(0);

        var covered = new List<string>();
        for (var i = 0; i < 40; i++)
        {
            await visitor.Page.Keyboard.PressAsync(i < 30 ? "Tab" : "Shift+Tab");
            if (await visitor.Page.EvaluateAsync<string?>(WhatCoversTheFocus) is { } what) covered.Add(what);
        }

        Assert.True(covered.Count == 0, string.Join('\n', covered));
    }

    /// <summary>Where there is little room, all of it is the page's.</summary>
    [Theory]
    [InlineData("/")]
    [InlineData("/cart")]
    [InlineData("/checkout")]
    [InlineData("/wallet")]
    public async Task No_bar_stands_still_on_a_short_screen(string address)
    {
        var shopper = await Shop.AddShopperAsync(50_000);
        for (var i = 0; i < 3; i++) await shopper.PutIntoCartAsync(await Shop.AddProductAsync(stock: 5));
        var visitor = await ComeAsync(new(As: shopper));
        await visitor.Page.SetViewportSizeAsync(320, 256);
        await visitor.Page.GotoAsync(address);
        await visitor.Page.Locator("[data-interactive=true]").First.WaitForAsync();

        var standing = await visitor.Page.EvaluateAsync<string[]>("""
            () => {
              const bars = [...document.querySelectorAll('.site-header, .tab-bar, .pay-bar')];
              const places = () => bars.map(bar => bar.getBoundingClientRect().top);
              scrollTo(0, 150);
              const before = places();
              scrollTo(0, 250);
              const after = places();
              return bars.filter((bar, i) => bar.offsetHeight > 0 && Math.abs(before[i] - after[i] - 100) > 1).map(bar => bar.className);
            }
            """);

        Assert.Empty(standing);
    }

    private const string WhatCoversTheFocus = """
        () => {
          const focused = document.activeElement;
          if (!focused || focused === document.body) return null;
          const box = focused.getBoundingClientRect();
          let over;
          for (const x of [0.1, 0.5, 0.9]) for (const y of [0.1, 0.5, 0.9]) {
            const there = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
            if (there && (focused.contains(there) || there.contains(focused) && !there.matches('.site-header, .tab-bar'))) return null;
            over = there;
          }
          return `${focused.outerHTML.slice(0, 120)} at ${box.left},${box.top} is under ${over?.outerHTML.slice(0, 120)}`;
        }
        """;

    private static async Task ScrollToAsync(Visitor visitor, int y) => await visitor.Page.EvaluateAsync(
        "y => new Promise(kept => { scrollTo(0, y); "
        + "const look = () => history.state?.place === y ? kept() : requestAnimationFrame(look); look(); })",
        y);

    private static async Task StandsAtAsync(Visitor visitor, int y) =>
        await visitor.Page.WaitForFunctionAsync("y => Math.abs(scrollY - y) < 2", y);

    private static async Task HeadingHasFocusAsync(Visitor visitor)
    {
        var heading = visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 });
        await Expect(heading).ToBeFocusedAsync();
        await Expect(heading).ToBeInViewportAsync();
    }
}

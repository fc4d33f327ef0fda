using Ecommerce.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.E2E;

/// <summary>Coming in, going out, being kept out.</summary>
public sealed class AccountTests(ChromiumBrowser chromium, DemoShop shop) : BrowserTests<DemoShop>(chromium, shop)
{
    [Fact]
    public async Task A_stranger_is_led_to_the_log_in_and_comes_back()
    {
        var visitor = await ComeAsync();
        var email = await visitor.Account.RegisterAsync();
        await visitor.Account.LogOutAsync();

        await visitor.Page.GotoAsync("/my/orders");
        await visitor.Page.ReachesAsync("/account/login");
        await visitor.Account.LogInAsync(email);

        await visitor.Page.ReachesAsync("/my/orders$");
    }

    [Fact]
    public async Task Logging_out_ends_the_session()
    {
        var visitor = await ComeAsync();
        await visitor.Account.RegisterAsync();
        await visitor.Account.LogOutAsync();

        await visitor.Page.GotoAsync("/wallet");

        await visitor.Page.ReachesAsync("/account/login");
    }

    [Fact]
    public async Task A_guests_cart_comes_along_capped_at_what_is_in_stock()
    {
        var shared = await Shop.AddProductAsync(stock: 3);
        var guests = await Shop.AddProductAsync(stock: 9);
        var visitor = await ComeAsync();
        var email = await visitor.Account.RegisterAsync();
        await visitor.Product.OpenAsync(shared.Id);
        await visitor.Product.AddToCartAsync(2);
        await visitor.Account.LogOutAsync();
        await visitor.Product.OpenAsync(shared.Id);
        await visitor.Product.AddToCartAsync(2);
        await visitor.Product.OpenAsync(guests.Id);
        await visitor.Product.AddToCartAsync(4);

        await visitor.Account.OpenLogInAsync();
        await visitor.Account.LogInAsync(email);

        await visitor.Page.ReachesAsync("/cart$");
        await Expect(visitor.Cart.Quantity(shared.Name)).ToHaveValueAsync("3");
        await Expect(visitor.Cart.Quantity(guests.Name)).ToHaveValueAsync("4");
        await Expect(visitor.Told(shared.Name)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_ordinary_shopper_finds_no_management_pages()
    {
        var visitor = await ComeAsync();
        visitor.Expected.Add("404");
        await visitor.Account.RegisterAsync();
        var answer = await visitor.Page.GotoAsync("/manage/rankings");
        Assert.Equal(404, answer!.Status);
    }
}

using Ecommerce.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.E2E;

/// <summary>Pages that are open when their session ends elsewhere.</summary>
public sealed class SessionTests(ChromiumBrowser chromium, DemoShop shop) : BrowserTests<DemoShop>(chromium, shop)
{
    [Fact]
    public async Task A_page_that_nobody_touches_leads_to_the_log_in_and_back()
    {
        var shopper = await Shop.AddShopperAsync(balance: 5000);
        var visitor = await ComeAsync(new Visit { As = shopper });
        await visitor.Wallet.OpenAsync();
        await visitor.Wallet.ReadyAsync();

        await shopper.LogOutEverywhereAsync();

        await visitor.Page.ReachesAsync("/account/login[?]ReturnUrl=%2Fwallet");
        await visitor.Account.LogInAsync(shopper.Email);
        await visitor.Page.ReachesAsync("/wallet$");
        await Expect(visitor.Wallet.Balance).ToContainTextAsync("5,000");
    }

    [Fact]
    public async Task A_log_out_in_one_tab_reaches_the_other()
    {
        var visitor = await ComeAsync(new Visit { As = await Shop.AddShopperAsync(balance: 5000) });
        await visitor.Wallet.OpenAsync();
        await visitor.Wallet.ReadyAsync();
        var other = await visitor.Page.Context.NewPageAsync();

        await other.GotoAsync("/account/logout");
        await other.Locator("main form button[type=submit]").First.ClickAsync();

        await visitor.Page.ReachesAsync("/account/login");
    }

    [Fact]
    public async Task Somebody_sees_their_devices_and_logs_one_out()
    {
        var shopper = await Shop.AddShopperAsync();
        var (visitor, other) = (await ComeAsync(new Visit { As = shopper }), await ComeAsync());
        await other.Account.OpenLogInAsync();
        await other.Account.LogInAsync(shopper.Email);
        await other.Page.GotoAsync("about:blank"); // a page of the shop would reload itself, and what is opened next be interrupted
        await visitor.Page.GotoAsync("/account/sessions");

        await visitor.Page.Locator(".sessions li").Filter(new() { HasText = "Chrome" }).Locator("button").First.ClickAsync();

        await Expect(visitor.Told("로그아웃했어요")).ToBeVisibleAsync();
        await other.Page.GotoAsync("/wallet");
        await other.Page.ReachesAsync("/account/login");
    }
}

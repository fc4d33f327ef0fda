using Ecommerce.E2E.Infrastructure;
using Ecommerce.E2E.Pages;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.E2E;

/// <summary>Authenticators, recovery codes and passkeys in a real browser.</summary>
public sealed class SecondFactorTests(ChromiumBrowser chromium, DemoShop shop) : BrowserTests<DemoShop>(chromium, shop)
{
    [Fact]
    public async Task Somebody_sets_an_authenticator_up_and_logs_in_with_its_code_and_without_the_phone()
    {
        var visitor = await ComeAsync();
        var email = await visitor.Account.RegisterAsync();
        await visitor.Page.GotoAsync("/account");
        await visitor.Page.Locator("a[href='/account/security']").ClickAsync();
        await visitor.Page.Locator("a[href='/account/security/authenticator']").ClickAsync();

        var key = await visitor.Security.SetUpAsync();
        await Expect(visitor.Security.RecoveryCodes).ToHaveCountAsync(10);
        await Expect(visitor.Page.Locator("[data-copy]")).ToBeVisibleAsync();
        var recovery = await visitor.Security.RecoveryCodes.First.InnerTextAsync();

        await visitor.Account.LogOutAsync();
        await visitor.Page.GotoAsync("/account/login?ReturnUrl=%2Fwallet");
        await visitor.Account.LogInAsync(email);
        await visitor.Page.ReachesAsync("/account/login/code");
        await visitor.Security.EnterCodeAsync(AppCode.Of(key, later: 1));
        await visitor.Page.ReachesAsync("/wallet$");

        await visitor.Account.LogOutAsync();
        await visitor.Account.OpenLogInAsync();
        await visitor.Account.LogInAsync(email);
        await visitor.Page.ReachesAsync("/account/login/code");
        await visitor.Security.EnterCodeAsync(recovery);
        await visitor.Page.LeavesAsync("/account/login");
        await visitor.Page.GotoAsync("/account/security");
        await Expect(visitor.Page.Locator("main")).ToContainTextAsync("남은 복구 코드: 9개");
    }

    [Fact]
    public async Task Somebody_adds_a_passkey_and_logs_in_with_it()
    {
        var visitor = await ComeAsync(new Visit { ByName = true });
        await VirtualAuthenticator.PlugInAsync(visitor.Page);
        var email = await visitor.Account.RegisterAsync();
        await visitor.Page.GotoAsync("/account/security/passkeys");
        await visitor.Page.Locator("#newname").FillAsync("내 노트북");
        await visitor.Page.Locator("form[data-passkey] button[type=submit]").ClickAsync();
        await Expect(visitor.Told("패스키를 추가했어요")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator(".passkeys input[type=text]")).ToHaveValueAsync("내 노트북");

        await visitor.Account.LogOutAsync();
        await visitor.Page.GotoAsync("/account/login?ReturnUrl=%2Faccount");
        await visitor.Page.Locator("form[data-passkey] button[type=submit]").ClickAsync();

        await visitor.Page.ReachesAsync("/account$");
        await Expect(visitor.Page.Locator(".account-email")).ToHaveTextAsync(email);
    }

    [Fact]
    public async Task Without_JavaScript_nothing_is_offered_that_would_not_work()
    {
        var visitor = await ComeAsync(new Visit { JavaScript = false });
        await visitor.Account.OpenLogInAsync();

        await Expect(visitor.Page.Locator("form[data-passkey]")).ToBeHiddenAsync();
    }
}

public sealed class DemandedFactorTests(ChromiumBrowser chromium, DemandingShop shop)
    : BrowserTests<DemandingShop>(chromium, shop), IClassFixture<DemandingShop>
{
    [Fact]
    public async Task An_admin_is_led_to_setting_a_factor_up_and_then_manages()
    {
        var visitor = await ComeAsync();
        await visitor.Page.GotoAsync("/account/login?ReturnUrl=%2Fmanage%2Fshoppers");
        await visitor.Account.LogInAsync("admin@example.com");
        await visitor.Page.ReachesAsync("/account/security[?]ReturnUrl");
        await visitor.Page.Locator($"a[href^='{SecurityPage.Authenticator}']").ClickAsync();
        await visitor.Security.SetUpAsync();

        await visitor.Page.Locator("a[href='/manage/shoppers']").ClickAsync();

        await visitor.Page.ReachesAsync("/manage/shoppers$");
        await Expect(visitor.Page.Locator("[data-interactive=true]").First).ToBeVisibleAsync();
    }
}

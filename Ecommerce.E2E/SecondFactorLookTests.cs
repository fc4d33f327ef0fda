using Ecommerce.E2E.Infrastructure;
using Ecommerce.E2E.Pages;

namespace Ecommerce.E2E;

/// <summary>The pages of an account that is guarded by an authenticator and a passkey.</summary>
public sealed class SecondFactorLookTests(ChromiumBrowser chromium, DemandingShop shop)
    : EveryPageTests<DemandingShop>(chromium, shop)
{
    private static readonly string[] Addresses =
        ["/account/security", SecurityPage.Authenticator, "/account/security/passkeys"];

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task They_are_in_order(bool phone, bool english)
    {
        var visitor = await ComeAsync(new(phone, english, ByName: true));
        await VirtualAuthenticator.PlugInAsync(visitor.Page);
        var email = await visitor.Account.RegisterAsync();
        await AddPasskeyAsync(visitor);
        await visitor.Page.GotoAsync(SecurityPage.Authenticator);
        await visitor.Security.SetUpAsync();
        await visitor.TakePictureAsync($"recovery-codes.{(phone ? "phone" : "desktop")}.{(english ? "en" : "ko")}.light");
        var faults = new List<string>();
        foreach (var address in Addresses) faults.AddRange(await CheckAsync(visitor, address, NameOf("guarded" + address)));

        await visitor.Account.LogOutAsync();
        await visitor.Account.OpenLogInAsync();
        await visitor.Account.LogInAsync(email);
        faults.AddRange(await CheckAsync(visitor, "/account/login/code", "login-code"));
        await ReachConfirmationAsync(visitor);
        faults.AddRange(await CheckAsync(visitor, "/account/confirm?ReturnUrl=%2Fmanage", "confirm"));
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>An admin who has a passkey comes with the password alone.</summary>
    private static async Task ReachConfirmationAsync(Visitor visitor)
    {
        await LogInAsync();
        if (visitor.Page.Url.Contains("/account/security", StringComparison.Ordinal)) // the first of the two browsers makes it
        {
            await AddPasskeyAsync(visitor);
            await visitor.Account.LogOutAsync();
            await LogInAsync();
        }

        async Task LogInAsync()
        {
            await visitor.Account.OpenLogInAsync();
            await visitor.Account.LogInAsync("admin@example.com");
            await visitor.Page.ReachesAsync("/account/(security|confirm)");
        }
    }

    private static async Task AddPasskeyAsync(Visitor visitor)
    {
        await visitor.Page.GotoAsync("/account/security/passkeys");
        await visitor.Page.Locator("form[data-passkey] button[type=submit]").ClickAsync();
        await visitor.Page.Locator(".passkeys li").WaitForAsync();
    }
}

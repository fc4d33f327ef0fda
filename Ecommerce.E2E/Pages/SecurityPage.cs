using Microsoft.Playwright;

namespace Ecommerce.E2E.Pages;

public sealed class SecurityPage(IPage page) : PageObject(page)
{
    public const string Authenticator = "/account/security/authenticator";

    public ILocator RecoveryCodes => Page.Locator(".codes li");

    /// <summary>Sets an authenticator up on the page that is open. Returns its key.</summary>
    public async Task<string> SetUpAsync()
    {
        var key = (await Page.Locator(".key").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await EnterCodeAsync(AppCode.Of(key));
        await RecoveryCodes.First.WaitForAsync();
        return key;
    }

    /// <summary>Types the code that the page asks for, and sends it.</summary>
    public async Task EnterCodeAsync(string code)
    {
        await Page.Locator("#input-code").FillAsync(code);
        await Page.Locator("form:has(#input-code) button[type=submit]").ClickAsync();
    }
}

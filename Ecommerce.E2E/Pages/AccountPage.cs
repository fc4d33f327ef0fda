using Ecommerce.E2E.Infrastructure;
using Microsoft.Playwright;

namespace Ecommerce.E2E.Pages;

public sealed class AccountPage(IPage page) : PageObject(page)
{
    /// <summary>What the form says about the whole of it.</summary>
    public ILocator Message => Page.Locator("main").GetByRole(AriaRole.Alert);

    /// <summary>Makes an account of its own for the test, which is then logged in. Returns its address.</summary>
    public async Task<string> RegisterAsync(string? returnUrl = null)
    {
        var email = ShopHttp.NewEmail();
        await Page.GotoAsync("/account/register" + (returnUrl is null ? "" : $"?ReturnUrl={Uri.EscapeDataString(returnUrl)}"));
        await Page.Locator("input[type=email]").FillAsync(email);
        foreach (var field in await Page.Locator("input[type=password]").AllAsync()) await field.FillAsync(ShopHttp.Password);
        await Page.Locator("main form button[type=submit]").First.ClickAsync();
        await Page.LeavesAsync("/account/register");
        return email;
    }

    public async Task OpenLogInAsync() => await Page.GotoAsync("/account/login");

    /// <summary>Fills in and sends the log-in form of the page that is open.</summary>
    public async Task LogInAsync(string email, string password = ShopHttp.Password)
    {
        await Page.Locator("input[type=email]").FillAsync(email);
        await Page.Locator("input[type=password]").FillAsync(password);
        await SubmitAsync();
    }

    public async Task LogOutAsync()
    {
        await Page.GotoAsync("/account/logout");
        await SubmitAsync();
    }

    /// <summary>
    /// Sends the page's form, and waits until the page that answers it is there: what is opened before that is interrupted by it. The page
    /// is asked, for the event of one that has loaded is missed now and then.
    /// </summary>
    private async Task SubmitAsync()
    {
        await Page.EvaluateAsync("() => { window.isSent = true; }");
        await Page.RunAndWaitForResponseAsync(
            () => Page.Locator("main form button[type=submit]").First.ClickAsync(),
            response => response.Request.Method == "POST" && response.Url.Contains("/account/", StringComparison.Ordinal));
        await Page.WaitForFunctionAsync("() => !window.isSent && document.readyState === 'complete'");
    }
}

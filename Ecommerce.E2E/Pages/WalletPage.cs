using Microsoft.Playwright;

namespace Ecommerce.E2E.Pages;

public sealed class WalletPage(IPage page) : PageObject(page)
{
    public ILocator Balance => Page.Locator(".balance");

    public ILocator Statement => Page.Locator(".statement tbody tr");

    public ILocator Amount => Page.Locator("#amount");

    public ILocator TopUpButton => Page.Locator(".wallet-layout form button[type=submit]");

    public Task OpenAsync() => Page.GotoAsync("/wallet");

    public Task ReadyAsync() => InteractiveAsync(".wallet-layout");

    /// <summary>Tops up by the amount that is shown, or by another one.</summary>
    public async Task TopUpAsync(long? amount = null)
    {
        await ReadyAsync();
        if (amount is { } wanted) await Amount.FillAsync(wanted.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await TopUpButton.ClickAsync();
    }
}

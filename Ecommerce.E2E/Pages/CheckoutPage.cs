using Microsoft.Playwright;

namespace Ecommerce.E2E.Pages;

public sealed class CheckoutPage(IPage page) : PageObject(page)
{
    public ILocator Error => Page.Locator("main").GetByRole(AriaRole.Alert);

    public ILocator Shortfall => Page.Locator(".amounts .short");

    public ILocator PayButton => Button("결제하기", "Pay now");

    public Task OpenAsync() => Page.GotoAsync("/checkout");

    public Task ReadyAsync() => InteractiveAsync(".cart-layout");

    public async Task PayAsync()
    {
        await ReadyAsync();
        await PayButton.ClickAsync();
    }

    public Task TopUpAsync() => Link("충전하러 가기", "Top up").ClickAsync();
}

using Ecommerce.E2E.Infrastructure;
using Microsoft.Playwright;

namespace Ecommerce.E2E.Pages;

public sealed class OrderPage(IPage page) : PageObject(page)
{
    public ILocator Badge => Page.Locator(".order-status");

    public ILocator Total => Page.Locator(".amounts .grand dd");

    public Task ReceiptAsync() => Page.ReachesAsync(@"/my/orders/\d");

    public async Task CancelAsync()
    {
        await InteractiveAsync(".cart-layout");
        await Button("주문 취소", "Cancel the order").ClickAsync();
        await Button("네, 취소할게요", "Yes, cancel it").ClickAsync();
    }
}

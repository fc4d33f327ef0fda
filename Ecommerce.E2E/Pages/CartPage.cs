using Ecommerce.E2E.Infrastructure;
using Microsoft.Playwright;

namespace Ecommerce.E2E.Pages;

public sealed class CartPage(IPage page) : PageObject(page)
{
    public ILocator Lines => Page.Locator(".line");

    public ILocator Total => Page.Locator(".amounts .grand dd");

    public ILocator Notice => Page.Locator(".cart-layout .mud-alert");

    public async Task OpenAsync() => await Page.GotoAsync("/cart");

    public async Task ReadyAsync() => await InteractiveAsync(".cart-layout");

    public ILocator Quantity(string product) => Line(product).GetByRole(AriaRole.Spinbutton);

    public Task MoreAsync(string product) => Line(product).Locator(".stepper button").Last.ClickAsync();

    public Task RemoveAsync(string product) =>
        Line(product).GetByRole(AriaRole.Button, new() { NameRegex = new("삭제$|^Remove ") }).ClickAsync();

    public Task UndoAsync() => Button("되돌리기", "Undo").Last.ClickAsync();

    public Task MendAsync() => Notice.GetByRole(AriaRole.Button).ClickAsync();

    public async Task CheckOutAsync()
    {
        await Link("주문하기", "Check out").ClickAsync();
        await Page.LeavesAsync("/cart$");
    }

    private ILocator Line(string product) => Lines.Filter(new() { HasText = product });
}

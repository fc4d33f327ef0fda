using Microsoft.Playwright;

namespace Ecommerce.E2E.Pages;

public sealed class ProductPage(IPage page) : PageObject(page)
{
    public ILocator Stock => Page.Locator(".product-info .stock");

    public ILocator AddButton => Page.Locator(".product-info .add-to-cart .primary");

    public Task OpenAsync(long id) => Page.GotoAsync($"/catalog/{id}");

    public async Task AddToCartAsync(int quantity = 1)
    {
        await InteractiveAsync(".product-info .add-to-cart");
        var field = Page.Locator(".product-info").GetByRole(AriaRole.Spinbutton);
        await field.FillAsync(quantity.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await field.BlurAsync();
        await AddButton.ClickAsync();
        await Toast.First.WaitForAsync();
    }
}

using Ecommerce.E2E.Infrastructure;
using Microsoft.Playwright;

namespace Ecommerce.E2E.Pages;

public sealed class CatalogPage(IPage page) : PageObject(page)
{
    /// <summary>Only what can be bought: what other tests sold out would fill the first page otherwise.</summary>
    public const string InStock = "/?inStock=true";

    public ILocator Products => Page.Locator(".product-card");

    public ILocator Suggestions => Page.GetByRole(AriaRole.Option);

    private ILocator SearchBox => Page.GetByRole(AriaRole.Combobox);

    public async Task OpenAsync(string address = "/")
    {
        await Page.GotoAsync(address);
        await InteractiveAsync(".search");
    }

    public async Task SearchAsync(string words)
    {
        await SearchBox.FillAsync(words);
        await SearchBox.PressAsync("Enter");
        await Page.ReachesAsync(@"/\?search=");
    }

    public Task TypeAsync(string words) => SearchBox.PressSequentiallyAsync(words);

    public Task ChooseCategoryAsync(string name) =>
        Page.Locator(".chips").GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();

    /// <summary>The list is in the new order when its link is the current one: the address changes before the page does.</summary>
    public async Task SortAsync(string name)
    {
        await Page.Locator(".segments").GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();
        await Page.Locator(".segments a[aria-current]", new() { HasText = name }).WaitForAsync();
    }

    public Task OpenProductAsync(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true }).ClickAsync();

    /// <summary>The button of the product that can be bought, counted from the list's beginning.</summary>
    public ILocator AddButton(int index) => Products.GetByRole(AriaRole.Button).And(Page.Locator(":enabled")).Nth(index);
}

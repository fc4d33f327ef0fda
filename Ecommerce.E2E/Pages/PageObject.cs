using Microsoft.Playwright;

namespace Ecommerce.E2E.Pages;

/// <summary>A page by what its visitors want from it. Controls are found by role and label, as people find them.</summary>
public abstract class PageObject(IPage page)
{
    protected IPage Page { get; } = page;

    public ILocator Toast => Page.Locator(".mud-snackbar");

    /// <summary>The number on the cart's badge.</summary>
    public ILocator CartCount => Page.Locator(".cart-badge .count");

    /// <summary>Waits until the controls inside answer to clicks.</summary>
    protected Task InteractiveAsync(string container) => Page.Locator($"{container}[data-interactive=true]").First.WaitForAsync();

    /// <summary>A button by its Korean or its English name.</summary>
    protected ILocator Button(string korean, string english) =>
        Page.GetByRole(AriaRole.Button, new() { NameRegex = new($"^({korean}|{english})$") });

    protected ILocator Link(string korean, string english) =>
        Page.GetByRole(AriaRole.Link, new() { NameRegex = new($"^({korean}|{english})$") });
}

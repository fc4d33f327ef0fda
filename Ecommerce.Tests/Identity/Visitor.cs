using System.Net;
using Ecommerce.Core.Data.Seeding;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Identity;

/// <summary>
/// A person with a browser that has no scripts: opens pages, fills in their form and sends it. Keeps cookies, follows nothing.
/// </summary>
public sealed class Visitor(WebShop shop)
{
    public const string Password = DemoAccounts.Password;

    public HttpClient Http { get; } = shop.Anonymous();

    public string Email { get; private set; } = ShopHttp.NewEmail();

    public async Task<Page> OpenAsync(string address) => await Page.OfAsync(await Http.GetAsync(address));

    /// <summary>Opens a page and sends its form with these values.</summary>
    public async Task<Page> SendAsync(string address, params (string Name, string Value)[] values)
    {
        var page = await OpenAsync(address);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return await SendAsync(page, address, values);
    }

    /// <summary>Sends the main form of a page that was opened before.</summary>
    public async Task<Page> SendAsync(Page page, string address, params (string Name, string Value)[] values) =>
        await Page.OfAsync(await Http.PostAsync(address, PageForm.Fill(page.Html, values)));

    /// <summary>Opens a page and sends the form of this name.</summary>
    public async Task<Page> SendFormAsync(string address, string form, params (string Name, string Value)[] values)
    {
        var page = await OpenAsync(address);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return await SendFormAsync(page, address, form, values);
    }

    /// <summary>Sends the form of this name of a page that was opened before.</summary>
    public async Task<Page> SendFormAsync(Page page, string address, string form, params (string Name, string Value)[] values) =>
        await Page.OfAsync(await Http.PostAsync(address, PageForm.Fill(page.Html, form, values)));

    public Task<Page> LogInAsync(string email, string password = Password, string? returnUrl = null) => SendAsync(
        "/account/login" + (returnUrl is null ? "" : $"?ReturnUrl={Uri.EscapeDataString(returnUrl)}"),
        ("Input.Email", email),
        ("Input.Password", password));

    /// <summary>Signs up with a new address and stays logged in.</summary>
    public async Task<Visitor> RegisterAsync()
    {
        (await SendRegistrationAsync(Email)).IsRedirectTo("/");
        return this;
    }

    public Task<Page> SendRegistrationAsync(string email, string password = Password, string? repeated = null)
    {
        Email = email;
        return SendAsync(
            "/account/register", ("Input.Email", email), ("Input.Password", password), ("Input.Repeated", repeated ?? password));
    }

    /// <summary>Whether the account page opens, or leads a stranger to the log-in.</summary>
    public async Task<bool> IsLoggedInAsync() => (await OpenAsync("/account")).Status == HttpStatusCode.OK;
}

using System.Net;
using System.Text.RegularExpressions;
using Ecommerce.Core.Data.Seeding;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Identity;

/// <summary>A person with a browser that has no scripts: opens pages, fills in their form and sends it. Keeps cookies, follows nothing.</summary>
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
        return SendAsync("/account/register", ("Input.Email", email), ("Input.Password", password), ("Input.Repeated", repeated ?? password));
    }

    /// <summary>Whether the account page opens, or leads a stranger to the log-in.</summary>
    public async Task<bool> IsLoggedInAsync() => (await OpenAsync("/account")).Status == HttpStatusCode.OK;
}

/// <summary>A page as it came: status, destination of a redirect, HTML.</summary>
public sealed partial record Page(HttpStatusCode Status, string? Location, string Html, IReadOnlyList<string> Cookies)
{
    /// <summary>What a reader sees between the header and the footer, tags taken out.</summary>
    public string Text => WebUtility.HtmlDecode(Tag().Replace(MainPart().Match(Html).Groups[1].Value, " "));

    /// <summary>The link in the mail that a shop for trying out shows on the page.</summary>
    public string MailLink => WebUtility.HtmlDecode(MailButton().Match(Html).Groups[1].Value);

    public bool HasMail => MailButton().IsMatch(Html);

    public static async Task<Page> OfAsync(HttpResponseMessage answer)
    {
        var location = answer.Headers.Location is { } to ? (to.IsAbsoluteUri && to.Host == "localhost" ? to.PathAndQuery : to.ToString()) : null;
        var cookies = answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.ToArray() : [];
        return new(answer.StatusCode, location, await answer.Content.ReadAsStringAsync(), cookies);
    }

    public Page IsRedirectTo(string location)
    {
        Assert.True(Location is not null, $"{Status}: {Text}");
        Assert.Equal(location, Location);
        return this;
    }

    /// <summary>Shows the form again, with this text.</summary>
    public Page Says(string text)
    {
        Assert.Equal(HttpStatusCode.OK, Status);
        Assert.Contains(text, Text);
        return this;
    }

    [GeneratedRegex("<main[^>]*>(.*)</main>", RegexOptions.Singleline)]
    private static partial Regex MainPart();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("<a (?=[^>]*mail-link)[^>]*href=\"([^\"]*)\"")]
    private static partial Regex MailButton();
}

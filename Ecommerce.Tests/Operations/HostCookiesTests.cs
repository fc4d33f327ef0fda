using System.Net.Http.Headers;
using Ecommerce.Tests.Identity;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Operations;

namespace Ecommerce.Tests.Operations;

/// <summary>What cookies are called, and which are taken.</summary>
public sealed class HostCookiesTests(TestDatabases databases)
{
    private const string GuestKey = "0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task Under_https_every_cookie_is_this_hosts_alone()
    {
        await using var shop = await WebShop.StartAsync(databases);
        var visitor = new Visitor(shop) { Http = { BaseAddress = new Uri("https://shop.example") } };
        var cookies = new List<string>();

        cookies.AddRange((await visitor.OpenAsync("/account/register")).Cookies);
        cookies.AddRange((await visitor.SendRegistrationAsync(visitor.Email)).Cookies);
        var form = await visitor.OpenAsync("/account/password");
        cookies.AddRange((await visitor.SendAsync(form, "/preferences", ("culture", "en-US"), ("theme", "dark"))).Cookies);

        string[] kinds = [".AspNetCore.Antiforgery.", ".AspNetCore.Identity.Application", ".AspNetCore.Culture", "guest", "theme"];
        foreach (var kind in kinds)
            Assert.Contains(cookies, cookie => cookie.StartsWith(HostCookies.Prefix + kind, StringComparison.Ordinal));
        Assert.All(cookies, IsThisHosts);
        Assert.All(cookies.Where(c => !c.Contains("1970", StringComparison.Ordinal)), c => Assert.Contains("; httponly", c));
        Assert.All(cookies.Where(c => !c.Contains("1970", StringComparison.Ordinal)), c => Assert.Contains("; samesite", c));
    }

    [Fact]
    public async Task Who_comes_by_https_stays_logged_in()
    {
        await using var shop = await WebShop.StartAsync(databases);
        var visitor = new Visitor(shop) { Http = { BaseAddress = new Uri("https://shop.example") } };

        (await visitor.SendRegistrationAsync(visitor.Email)).IsRedirectTo("/");

        Assert.True(await visitor.IsLoggedInAsync());
    }

    [Fact]
    public async Task Over_plain_http_cookies_have_their_own_names()
    {
        await using var shop = await WebShop.StartAsync(databases);

        var cookies = (await new Visitor(shop).OpenAsync("/account/register")).Cookies;

        Assert.Equal(2, cookies.Count);
        Assert.All(cookies, cookie => Assert.DoesNotContain(HostCookies.Prefix, cookie));
        Assert.All(cookies, cookie => Assert.DoesNotContain("secure", cookie));
    }

    [Theory]
    [InlineData("https://shop.example", "__Host-guest", true)]
    [InlineData("https://shop.example", "guest", false)]
    [InlineData("https://shop.example", "__host-guest", false)]
    [InlineData("http://shop.example", "guest", true)]
    [InlineData("http://shop.example", "__Host-guest", false)]
    public async Task A_cookie_that_somebody_else_can_set_is_none_of_ours(string asked, string name, bool isTaken)
    {
        await using var shop = await WebShop.StartAsync(databases);
        var visitor = shop.Anonymous();
        visitor.BaseAddress = new Uri(asked);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Cookie", $"a=b; {name}={GuestKey}" } } };

        var answer = await visitor.SendAsync(request);

        var isNewGuest = CookiesOf(answer.Headers).Any(cookie => cookie.Contains("guest=", StringComparison.Ordinal));
        Assert.Equal(isTaken, !isNewGuest);
    }

    private static void IsThisHosts(string cookie)
    {
        Assert.StartsWith(HostCookies.Prefix, cookie, StringComparison.Ordinal);
        Assert.Contains("; path=/", cookie);
        Assert.Contains("; secure", cookie);
        Assert.DoesNotContain("domain", cookie);
    }

    private static IEnumerable<string> CookiesOf(HttpResponseHeaders headers) =>
        headers.TryGetValues("Set-Cookie", out var set) ? set : [];
}

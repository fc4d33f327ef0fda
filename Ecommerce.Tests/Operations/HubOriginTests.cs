using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Operations;

/// <summary>Who may open a circuit: pages of the shop's own.</summary>
public sealed class HubOriginTests(TestDatabases databases)
{
    private const string ShopUrl = "https://shop.example";

    [Theory]
    [InlineData(null, "http://localhost", "http://localhost", 200)]
    [InlineData(null, "http://localhost:5000", "http://localhost:5000", 200)]
    [InlineData(null, "http://localhost:5000", "http://localhost:6000", 403)]
    [InlineData(null, "http://localhost", "https://localhost", 200)] // a proxy ended TLS
    [InlineData(null, "https://localhost", "http://localhost", 403)]
    [InlineData(null, "http://localhost", "http://evil.example", 403)]
    [InlineData(null, "http://localhost", "http://localhost.evil.example", 403)]
    [InlineData(null, "http://localhost", "null", 403)]
    [InlineData(null, "http://localhost", "http://localhost, http://evil.example", 403)]
    [InlineData(null, "http://localhost", null, 200)]
    [InlineData(ShopUrl, "http://shop.example", ShopUrl, 200)]
    [InlineData(ShopUrl, "http://shop.example", "https://evil.example", 403)]
    [InlineData(ShopUrl, "http://shop.example", null, 200)]
    public async Task A_page_of_another_site_is_refused(string? url, string asked, string? origin, int status)
    {
        await using var shop = await WebShop.StartAsync(databases, settings: ("Store:Url", url));

        Assert.Equal(status, await AskAsync(shop, HttpMethod.Post, asked, "/_blazor/negotiate?negotiateVersion=1", origin));
        if (status == 403) Assert.Equal(403, await AskAsync(shop, HttpMethod.Get, asked, "/_blazor", origin)); // where the socket opens
        Assert.NotEqual(403, await AskAsync(shop, HttpMethod.Get, asked, "/", origin));
    }

    [Theory]
    [InlineData("shop.example", 200)]
    [InlineData("shop.example, proxy.example", 200)]
    [InlineData("evil.example", 403)]
    public async Task A_proxy_may_say_which_host_it_was_asked_for(string forwarded, int status)
    {
        await using var shop = await WebShop.StartAsync(databases);

        Assert.Equal(
            status, await AskAsync(shop, HttpMethod.Post, "http://10.0.0.5", "/_blazor/negotiate?negotiateVersion=1", ShopUrl, forwarded));
    }

    [Fact]
    public async Task The_public_address_is_good_whatever_name_the_proxy_uses()
    {
        await using var shop = await WebShop.StartAsync(databases, settings: [("Store:Url", ShopUrl), ("AllowedHosts", "10.0.0.5")]);

        Assert.Equal(200, await AskAsync(shop, HttpMethod.Post, "http://10.0.0.5", "/_blazor/negotiate?negotiateVersion=1", ShopUrl));
    }

    private static async Task<int> AskAsync(
        WebShop shop, HttpMethod method, string asked, string path, string? origin, string? forwarded = null)
    {
        var visitor = shop.Anonymous();
        visitor.BaseAddress = new Uri(asked);
        using var request = new HttpRequestMessage(method, path);
        if (origin is not null) request.Headers.TryAddWithoutValidation("Origin", origin);
        if (forwarded is not null) request.Headers.Add("X-Forwarded-Host", forwarded);
        return (int)(await visitor.SendAsync(request)).StatusCode;
    }
}

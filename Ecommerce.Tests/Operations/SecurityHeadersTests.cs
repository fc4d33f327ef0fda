using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Operations;

/// <summary>What browsers are told to refuse. (What every answer carries: <see cref="Http.HealthTests"/>.)</summary>
public sealed class SecurityHeadersTests(TestDatabases databases)
{
    [Theory]
    [InlineData("https://shop.example", "max-age=31536000; includeSubDomains")]
    [InlineData("https://shop.example", "max-age=86400", "Hsts:Days", "1", "Hsts:IncludeSubDomains", "false")]
    [InlineData("https://shop.example", "max-age=0; includeSubDomains", "Hsts:Days", "0")]
    [InlineData("https://shop.example", null, "environment", "Development")]
    [InlineData("http://shop.example", null)]
    public async Task Who_came_by_https_comes_by_it_for_a_year(string asked, string? told, params string[] settings)
    {
        await using var shop = await WebShop.StartAsync(
            databases, settings: [.. settings.Chunk(2).Select(pair => (pair[0], (string?)pair[1]))]);

        Assert.Equal(told, await HeaderAsync(shop, asked, "/", "Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("https://shop.example", true)]
    [InlineData("http://shop.example", false)]
    public async Task A_page_that_came_by_https_loads_nothing_by_http(string asked, bool isUpgraded)
    {
        await using var shop = await WebShop.StartAsync(databases);

        var policy = (await HeaderAsync(shop, asked, "/", "Content-Security-Policy"))!;

        Assert.Equal(isUpgraded, policy.Contains("upgrade-insecure-requests", StringComparison.Ordinal));
        Assert.DoesNotContain("unsafe", policy.Replace("style-src-attr 'unsafe-inline'", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/", "same-origin")]
    [InlineData("/products", "same-origin")]
    [InlineData("/openapi/v1.json", "same-origin")]
    [InlineData("/images/products/oak-stool.svg", "cross-origin")]
    [InlineData("/images/share.png", "cross-origin")]
    public async Task Another_site_shows_pictures_and_nothing_else(string path, string policy)
    {
        await using var shop = await WebShop.StartAsync(databases);

        Assert.Equal(policy, await HeaderAsync(shop, "http://localhost", path, "Cross-Origin-Resource-Policy"));
        Assert.Equal("same-origin", await HeaderAsync(shop, "http://localhost", path, "Cross-Origin-Opener-Policy"));
    }

    private static async Task<string?> HeaderAsync(WebShop shop, string asked, string path, string name)
    {
        var visitor = shop.Anonymous();
        visitor.BaseAddress = new Uri(asked);
        var answer = await visitor.GetAsync(path);
        return answer.Headers.TryGetValues(name, out var values) ? values.Single() : null;
    }
}

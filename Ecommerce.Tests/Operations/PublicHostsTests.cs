using Ecommerce.Core;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web;
using Ecommerce.Web.Api;
using Ecommerce.Web.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ecommerce.Tests.Operations;

/// <summary>Which names the shop answers to, and what it needs to know its own.</summary>
public sealed class PublicHostsTests(TestDatabases databases)
{
    private static readonly (string, string?) Url = ("Store:Url", "https://shop.example");
    private static readonly (string, string?) InDevelopment = ("environment", "Development");

    [Theory]
    [InlineData("shop.example", "/", 200)]
    [InlineData("shop.example:5000", "/products", 200)]
    [InlineData("evil.example", "/", 400)]
    [InlineData("evil.example", "/products", 400)]
    [InlineData("evil.example", "/favicon.svg", 400)]
    [InlineData("www.shop.example", "/", 400)]
    [InlineData("localhost", "/", 400)]
    [InlineData("10.0.0.5:8080", "/", 400)]
    [InlineData("10.0.0.5:8080", "/health/live", 200)]
    [InlineData("10.0.0.5:8080", "/health/ready", 200)]
    public async Task A_shop_with_a_public_address_answers_to_that_name_alone(string host, string path, int status)
    {
        await using var shop = await WebShop.StartAsync(databases, settings: Url);

        Assert.Equal(status, await AskAsync(shop, host, path));
    }

    [Theory]
    [InlineData("localhost:5000", 200)]
    [InlineData("127.0.0.1:5000", 200)]
    [InlineData("[::1]:5000", 200)]
    [InlineData("evil.example", 400)]
    public async Task In_development_it_answers_to_this_machines_names_too(string host, int status)
    {
        await using var shop = await WebShop.StartAsync(databases, settings: [Url, InDevelopment]);

        Assert.Equal(status, await AskAsync(shop, host, "/products"));
    }

    [Theory]
    [InlineData("*", "evil.example", 200)]
    [InlineData("www.shop.example;other.example", "other.example", 200)]
    [InlineData("www.shop.example;other.example", "shop.example", 400)]
    public async Task Names_that_are_set_stand_before_it(string allowed, string host, int status)
    {
        await using var shop = await WebShop.StartAsync(databases, settings: [Url, ("AllowedHosts", allowed)]);

        Assert.Equal(status, await AskAsync(shop, host, "/products"));
    }

    [Fact]
    public async Task Without_a_public_address_it_answers_to_any_name()
    {
        await using var shop = await WebShop.StartAsync(databases);

        Assert.Equal(200, await AskAsync(shop, "192.168.0.7:5000", "/products"));
    }

    [Theory]
    [InlineData("Store:Url", "", true)]
    [InlineData("Store:Url", "https://shop.example", false)]
    [InlineData("Seed:Demo", "true", false)] // mails are shown, not sent
    [InlineData("environment", "Development", false)]
    [InlineData("Mail:Host", "", false)]
    public void Who_sends_mails_has_to_set_the_public_address(string key, string value, bool isRefused)
    {
        var error = Record.Exception(() => Check(
            ("environment", "Production"), ("Mail:Host", "mail.example"), ("Mail:From", "shop@shop.example"), (key, value)));

        Assert.Equal(isRefused, error is not null);
        if (error is not null) Assert.Contains("Set the shop's public address", ConfigurationErrors.MessageOf(error));
    }

    [Theory]
    [InlineData("shop.example")]
    [InlineData("/shop")]
    [InlineData("ftp://shop.example")]
    [InlineData("https://shop.example/shop")]
    [InlineData("https://shop.example/?a=b")]
    [InlineData("https://shop.example/#a")]
    [InlineData("https://me@shop.example")]
    public void What_is_no_address_of_a_site_is_refused(string url)
    {
        var error = Record.Exception(() => Check(("Store:Url", url)));

        Assert.Contains("such as https://shop.example.", ConfigurationErrors.MessageOf(error!), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_faults_are_told_at_once()
    {
        var error = Record.Exception(() => Check(("Store:Url", "shop"), ("Wallet:MaxChargeAmount", "0")));

        var message = ConfigurationErrors.MessageOf(error!);
        Assert.Contains("Store:Url", message, StringComparison.Ordinal);
        Assert.Contains("Wallet:MaxChargeAmount", message, StringComparison.Ordinal);
    }

    /// <summary>The application's own check at its start, without a start.</summary>
    private static void Check(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder([.. settings.Select(s => $"--{s.Key}={s.Value}")]);
        builder.AddShopCore();
        builder.AddPublicAddress();
        builder.AddApi();
        builder.AddPages();
        using var app = (IDisposable)builder.Build();
        ((WebApplication)app).Services.GetRequiredService<IStartupValidator>().Validate();
    }

    private static async Task<int> AskAsync(WebShop shop, string host, string path)
    {
        var client = shop.Anonymous();
        client.DefaultRequestHeaders.Host = host;
        return (int)(await client.GetAsync(path)).StatusCode;
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data.Seeding;
using Ecommerce.Tests.Mails;
using Ecommerce.Web.Mails;
using Ecommerce.Tests.Identity;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Shared;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ecommerce.Tests.Operations;

/// <summary>What leaves the shop names it by <c>Store:Url</c>, and never by what a request calls it.</summary>
public sealed partial class PublicAddressTests(TestDatabases databases)
{
    private const string Evil = "evil.example";
    private const string ShopUrl = "https://shop.example";

    [Theory]
    [InlineData(null, "http://localhost/")]
    [InlineData(ShopUrl, ShopUrl + "/")]
    [InlineData("https://shop.example:8443/", "https://shop.example:8443/")]
    [InlineData("http://가게.example", "http://xn--o39akk.example/")]
    public async Task Links_in_mails_begin_with_the_public_address_whatever_host_the_request_names(string? url, string beginning)
    {
        var mails = new SentMails();
        await using var shop = await StartAsync(mails, ("Store:Url", url), ("AllowedHosts", "*"), ("Mail:RequireConfirmedAddress", "true"));
        var visitor = new Visitor(shop);
        visitor.Http.DefaultRequestHeaders.Host = Evil;

        await visitor.SendRegistrationAsync("page@example.com");
        await visitor.Http.PostAsJsonAsync("/auth/register", new { email = "api@example.com", password = Visitor.Password });
        await visitor.Http.PostAsJsonAsync("/auth/resendConfirmationEmail", new { email = "api@example.com" });
        await visitor.SendAsync("/account/resend-confirmation", ("Input.Email", "page@example.com"));
        await visitor.SendAsync("/account/forgot-password", ("Input.Email", DemoAccounts.Shopper));
        await visitor.Http.PostAsJsonAsync("/auth/forgotPassword", new { email = DemoAccounts.Shopper });

        Assert.Equal(6, mails.Sent.Count);
        Assert.All(mails.Sent, mail => Assert.DoesNotContain(Evil, mail.Text + mail.Link, StringComparison.OrdinalIgnoreCase));
        Assert.All(mails.Sent.Take(5), mail => Assert.StartsWith(beginning, mail.Link, StringComparison.Ordinal)); // the sixth is a code
        Assert.All(mails.Sent.Take(5), mail => Assert.Contains(mail.Link, mail.Text));
        Assert.DoesNotContain("&amp;", mails.Sent[1].Link, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "http://localhost")]
    [InlineData(ShopUrl, ShopUrl)]
    public async Task Nothing_that_is_published_names_the_requests_host(string? url, string origin)
    {
        await using var shop = await StartAsync(null, ("Store:Url", url), ("AllowedHosts", "*"));
        var stranger = shop.Anonymous();
        stranger.DefaultRequestHeaders.Host = Evil;

        var robots = await stranger.GetStringAsync("/robots.txt");
        var sitemap = await stranger.GetStringAsync("/sitemap.xml");
        var product = await stranger.GetStringAsync("/catalog/1");
        var api = await stranger.GetFromJsonAsync<System.Text.Json.JsonElement>("/openapi/v1.json");

        Assert.Contains($"Sitemap: {origin}/sitemap.xml", robots);
        Assert.Contains($"<loc>{origin}/catalog/1</loc>", sitemap);
        Assert.Equal($"{origin}/catalog/1", Canonical().Match(product).Groups[1].Value);
        Assert.Equal($"{origin}/catalog/1", MetaOf(product, "og:url"));
        Assert.StartsWith($"{origin}/images/share/", MetaOf(product, "og:image"), StringComparison.Ordinal);
        Assert.Contains($"\"url\":\"{origin}/catalog/1\"", product);
        Assert.Equal(url ?? "/", Assert.Single(api.GetProperty("servers").EnumerateArray()).GetProperty("url").GetString());
        Assert.All([robots, sitemap, product, api.ToString()], text => Assert.DoesNotContain(Evil, text));
    }

    [Fact]
    public async Task A_redirection_names_no_host()
    {
        await using var shop = await StartAsync(null);
        var stranger = shop.Anonymous();
        stranger.DefaultRequestHeaders.Host = Evil;

        var location = (await stranger.GetAsync("/my/orders")).Headers.Location!;

        Assert.Equal("/account/login?ReturnUrl=%2Fmy%2Forders", location.OriginalString);
    }

    [Fact]
    public async Task Without_a_setting_the_address_is_where_the_shop_listens()
    {
        await using var shop = await WebShop.StartOnKestrelAsync(databases);
        var stranger = shop.Anonymous();

        Assert.Contains($"Sitemap: {stranger.BaseAddress}sitemap.xml", await stranger.GetStringAsync("/robots.txt"));
    }

    [Theory]
    [InlineData("http://*:5000", "http://localhost:5000")]
    [InlineData("http://0.0.0.0:80", "http://localhost")]
    [InlineData("http://[::]:8080", "http://localhost:8080")]
    [InlineData("http://[::1]:8080", "http://[::1]:8080")]
    [InlineData("https://10.0.0.5:443", "https://10.0.0.5")]
    [InlineData("http://unix:/run/shop.sock", "http://localhost")]
    [InlineData(null, "http://localhost")]
    public void Where_it_listens_is_told_as_an_address_that_can_be_opened(string? listening, string origin) =>
        Assert.Equal(origin, new PublicAddress(Options.Create(new StoreSettings()), new Listening(listening)).Origin);

    [Theory]
    [InlineData("/catalog/1?a=b", "https://shop.example/catalog/1?a=b")]
    [InlineData("images/share.png", "https://shop.example/images/share.png")]
    [InlineData("//evil.example/x", "https://shop.example//evil.example/x")]
    [InlineData("https://pictures.example/lamp.jpg", "https://pictures.example/lamp.jpg")]
    public void A_path_is_always_one_of_this_site(string path, string address) =>
        Assert.Equal(address, new PublicAddress(Options.Create(new StoreSettings { Url = ShopUrl }), new Listening(null)).Of(path));

    private static string MetaOf(string page, string property) =>
        WebUtility.HtmlDecode(Regex.Match(page, $"<meta property=\"{property}\" content=\"([^\"]*)\"").Groups[1].Value);

    private Task<WebShop> StartAsync(SentMails? mails, params (string, string?)[] settings) => WebShop.StartAsync(
        databases,
        configure: services =>
        {
            if (mails is not null) services.AddSingleton<IMailSender>(mails);
        },
        settings: settings);

    [GeneratedRegex("""<link rel="canonical" href="([^"]*)""")]
    private static partial Regex Canonical();

    /// <summary>A server that only says where it listens.</summary>
    private sealed class Listening : IServer
    {
        public Listening(string? address)
        {
            var addresses = new ServerAddressesFeature();
            if (address is not null) addresses.Addresses.Add(address);
            Features.Set<IServerAddressesFeature>(addresses);
        }

        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}

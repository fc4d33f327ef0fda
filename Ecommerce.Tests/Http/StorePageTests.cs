using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Ecommerce.Tests.Architecture;
using Ecommerce.Tests.Identity;
using Ecommerce.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Ecommerce.Tests.Http;

/// <summary>What search engines, social networks and a browser's language get of the shop's pages.</summary>
public sealed partial class StorePageTests(PagesFixture pages) : IClassFixture<PagesFixture>
{
    [Theory]
    [InlineData("/", "/", true)]
    [InlineData("/?page=2", "/?page=2", true)]
    [InlineData("/?utm_source=x", "/", true)]
    [InlineData("/?sort=newest", "/", true)]
    [InlineData("/?sort=price&page=2", "/", true)]
    [InlineData("/?inStock=true", "/", true)]
    [InlineData("/?category=주방", "/?category=주방", true)]
    [InlineData("/?category=Kitchen&sort=-price", "/?category=주방", true)]
    [InlineData("/?category=%EF%BB%BF주방", "/?category=주방", true)]
    [InlineData("/?category=\u110C\u116E방", "/?category=주방", true)]
    [InlineData("/?search=도마", "/", false)]
    [InlineData("/?search=zzzz", "/", false)]
    public async Task A_list_has_one_address_for_search_engines(string address, string canonical, bool indexed)
    {
        var page = await pages.Visitor().OpenAsync(address);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(canonical, CanonicalOf(page));
        Assert.Equal(indexed, !page.Html.Contains("noindex", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/catalog/1?utm_source=x", "/catalog/1", true)]
    [InlineData("/catalog/001", "/catalog/1", true)]
    [InlineData("/CATALOG/1", "/catalog/1", true)]
    [InlineData("/Top/?utm_source=x", "/top", true)]
    [InlineData("/Cart", "/cart", true)]
    public async Task A_page_has_one_address_however_it_is_written(string address, string canonical, bool indexed)
    {
        var page = await pages.Visitor().OpenAsync(address);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(canonical, CanonicalOf(page));
        Assert.Equal(indexed, !page.Html.Contains("noindex", StringComparison.Ordinal));
        if (canonical == "/catalog/1") Assert.Contains("\"url\":\"http://localhost/catalog/1\"", page.Html);
    }

    [Theory]
    [InlineData("/my/orders?page=999")]
    [InlineData("/wallet?page=999")]
    [InlineData("/wallet?amount=5")]
    [InlineData("/checkout")]
    [InlineData("/account")]
    [InlineData("/not-found")]
    public async Task Personal_pages_and_those_that_say_there_is_nothing_are_not_for_search_engines(string address)
    {
        var page = await (await pages.Visitor().RegisterAsync()).OpenAsync(address);

        Assert.Contains("<meta name=\"robots\" content=\"noindex\"", page.Html);
        Assert.DoesNotContain("canonical", page.Html);
    }

    [Theory]
    [InlineData("/?page=999")]
    [InlineData("/?category=nope")]
    [InlineData("/?category=nope&search=도마")]
    [InlineData("/?search=zzzz&page=2")]
    public async Task A_list_that_no_link_leads_to_is_not_there(string address)
    {
        var page = await pages.Visitor().OpenAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("noindex", page.Html);
    }

    [Fact]
    public void Every_drawing_of_a_product_has_a_raster_picture_for_sharing()
    {
        var images = Path.Combine(Repository.Root, "wwwroot-assets", "images");

        var faults = Directory.GetFiles(Path.Combine(images, "products"), "*.svg")
            .Select(drawing => Path.Combine(images, "share", Path.GetFileNameWithoutExtension(drawing) + ".jpg"))
            .Where(picture => !File.Exists(picture) || !File.ReadAllBytes(picture).AsSpan().StartsWith(new byte[] { 0xFF, 0xD8, 0xFF }));

        Assert.Empty(faults);
    }

    [Theory]
    [InlineData(null, "images/share.png")]
    [InlineData("/images/products/lamp.svg", "images/share/lamp.v1.jpg")]
    [InlineData("/images/products/chair.svg", "images/share.png")]
    [InlineData("https://example.com/lamp.svg", "images/share.png")]
    [InlineData("https://example.com/lamp.SVG?w=1", "images/share.png")]
    [InlineData("https://example.com/lamp.jpg", "https://example.com/lamp.jpg")]
    [InlineData("/images/products/lamp.webp", "/images/products/lamp.webp")]
    public void A_drawing_is_never_the_picture_for_sharing(string? picture, string shared)
    {
        var assets = new ResourceAssetCollection([new("images/share/lamp.v1.jpg", [new("label", "images/share/lamp.jpg")])]);

        Assert.Equal(shared, SharePictures.For(picture, assets));
    }

    [Theory]
    [InlineData(null, null, "ko")]
    [InlineData("en", null, "en")]
    [InlineData("en-GB,fr;q=0.8", null, "en")]
    [InlineData("fr, en;q=0.5, ko;q=0.9", null, "ko")]
    [InlineData("fr", null, "ko")]
    [InlineData("en;q=0", null, "ko")]
    [InlineData("nonsense;;=,", null, "ko")]
    [InlineData("en", "ko-KR", "ko")]
    [InlineData("ko", "en-US", "en")]
    public async Task A_first_visit_is_in_the_browsers_language_and_a_choice_stands_before_it(
        string? browser, string? chosen, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/top");
        if (browser is not null) request.Headers.TryAddWithoutValidation("Accept-Language", browser);
        if (chosen is not null) request.Headers.Add("Cookie", $".AspNetCore.Culture={Uri.EscapeDataString($"c={chosen}|uic={chosen}")}");

        var html = await (await pages.Shop.Anonymous().SendAsync(request)).Content.ReadAsStringAsync();

        Assert.Contains($"<html lang=\"{language}\"", html);
    }

    [Theory]
    [InlineData("ko", "가죽 카드지갑", "고체 수채물감")]
    [InlineData("en", "Beech ruler", "Belt-drive turntable")]
    public async Task A_list_by_name_is_in_the_order_of_the_names_it_shows(string language, params string[] first)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/?sort=name");
        request.Headers.Add("Accept-Language", language);

        var html = WebUtility.HtmlDecode(await (await pages.Shop.Anonymous().SendAsync(request)).Content.ReadAsStringAsync());

        Assert.Equal(first, ProductName().Matches(html).Select(m => m.Groups[1].Value).Take(first.Length));
    }

    [Theory]
    [InlineData("/nowhere", "NotFound")]
    [InlineData("/catalog/999999", "NotFound")]
    [InlineData("/error", "Error")]
    public async Task Pages_about_errors_are_in_the_browsers_language_too(string address, string key)
    {
        var text = pages.Shop.Services.GetRequiredService<IStringLocalizer<SharedText>>();
        CultureInfo.CurrentUICulture = new CultureInfo("en-US");
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Accept-Language", "en");

        var html = WebUtility.HtmlDecode(await (await pages.Shop.Anonymous().SendAsync(request)).Content.ReadAsStringAsync());

        Assert.Contains("<html lang=\"en\"", html);
        Assert.Contains(text[key], html);
    }

    [Fact]
    public async Task Suggestions_are_items_for_the_search_boxs_list()
    {
        var visitor = pages.Visitor();

        var html = await visitor.Http.GetStringAsync("/suggestions?search=도마");
        Assert.Contains("""<li id="suggestion-0" role="option" """.TrimEnd(), html);
        Assert.Contains("도마", html);
        Assert.Equal("noindex", (await visitor.Http.GetAsync("/suggestions?search=도마")).Headers.GetValues("X-Robots-Tag").Single());
        Assert.Equal("", (await visitor.Http.GetStringAsync("/suggestions?search=zzzz")).Trim());
        Assert.Equal("", (await visitor.Http.GetStringAsync("/suggestions")).Trim());
        Assert.Equal(HttpStatusCode.OK, (await visitor.Http.GetAsync("/suggestions?search=" + new string('a', 5_000))).StatusCode);
    }

    private static string CanonicalOf(Page page) =>
        Uri.UnescapeDataString(new Uri(WebUtility.HtmlDecode(Canonical().Match(page.Html).Groups[1].Value)).PathAndQuery);

    [GeneratedRegex("""<h3[^>]*>([^<]*)</h3>""")]
    private static partial Regex ProductName();

    [GeneratedRegex("""<link rel="canonical" href="([^"]*)""")]
    private static partial Regex Canonical();
}

using System.Net;
using System.Text;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Data.Seeding;
using Ecommerce.Core.Ordering;
using Ecommerce.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Hostile;

/// <summary>The pages that have the most to say begin their circuits with messages of the size that the hub takes.</summary>
public sealed class FullestPageTests(TestDatabases databases)
{
    /// <summary>In bytes, of 32 KB.</summary>
    private const int MostOfAMessage = 24 * 1024;

    private const string LastName = "마지막 상품";

    [Fact]
    public async Task Every_page_s_first_message_fits_and_its_circuit_shows_what_the_page_showed()
    {
        await using var shop = await WebShop.StartOnKestrelAsync(databases);
        var cookies = await ShopperWithFullestCartAsync(shop);
        foreach (var path in new[] { "/", "/catalog/1", "/cart", "/checkout", "/wallet" })
        {
            var page = await HostilePage.OpenAsync(shop.Address, path, cookies);
            Assert.InRange(Encoding.UTF8.GetByteCount(page.Operations + page.State), 1, MostOfAMessage);
            await BeginAsync(shop.Address, page, isLastNameDrawn: path is "/cart" or "/checkout");
        }
    }

    [Fact]
    public async Task On_an_instance_that_does_not_know_what_the_page_showed_it_is_read()
    {
        await using var shop = await WebShop.StartOnKestrelAsync(databases);
        var cookies = await ShopperWithFullestCartAsync(shop);
        await using var other = shop.StartAnother(onKestrel: true);
        var page = await HostilePage.OpenAsync(shop.Address, "/checkout", cookies);

        await BeginAsync(other.Address, page, isLastNameDrawn: true);
    }

    [Fact]
    public async Task Admins_pages_fit_too()
    {
        await using var shop = await WebShop.StartOnKestrelAsync(databases);
        var admin = await LogInAsync(shop.Address, DemoAccounts.Admin);
        string[] paths =
        [
            "/manage", "/manage/products", "/manage/products/1", "/manage/orders", "/manage/shoppers", "/manage/shoppers/1", "/manage/jobs",
            "/manage/data-platform", "/manage/books", "/manage/audit", "/manage/rankings",
        ];
        foreach (var path in paths)
        {
            var page = await HostilePage.OpenAsync(shop.Address, path, admin);
            Assert.InRange(Encoding.UTF8.GetByteCount(page.Operations + page.State), 1, MostOfAMessage);
        }
    }

    private static async Task BeginAsync(Uri shop, HostilePage page, bool isLastNameDrawn)
    {
        await using var client = await HostileClient.ConnectAsync(shop, page.Cookies);
        Assert.NotNull(await client.StartCircuitAsync(page));
        await client.AddComponentsAsync(page);
        await client.CallAsync(call => call.Target == "JS.RenderBatch"
            && (!isLastNameDrawn || Encoding.UTF8.GetString((byte[])call.Arguments[1]!).Contains(LastName, StringComparison.Ordinal)));
    }

    /// <summary>Somebody with 100 lines of the longest names and picture addresses in the cart; the last one's name is known.</summary>
    private static async Task<CookieContainer> ShopperWithFullestCartAsync(WebShop shop)
    {
        var editor = shop.Services.GetRequiredService<ProductEditor>();
        using var api = shop.Anonymous();
        var email = await api.RegisterAsync();
        await api.LogInAsync(email);
        for (var line = 1; line <= OrderLimits.MaxLines; line++)
        {
            var name = line == OrderLimits.MaxLines ? LastName : $"{line}".PadRight(Product.MaxNameLength, '가');
            var picture = "https://pictures.example/".PadRight(Product.MaxImageUrlLength, 'p');
            var product = (await editor.CreateAsync(
                Actor.System, new ProductEdit(name, 100, "분류", ImageUrl: picture, Published: true), 5, default)).Granted().Id;
            await api.PutIntoCartAsync(product, 1);
        }

        return await LogInAsync(shop.Address, email);
    }

    private static async Task<CookieContainer> LogInAsync(Uri shop, string email)
    {
        var cookies = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false };
        using var browser = new HttpClient(handler) { BaseAddress = shop };
        await browser.LogInByFormAsync(email);
        return cookies;
    }
}

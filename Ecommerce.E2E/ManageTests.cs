using Ecommerce.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.E2E;

/// <summary>What an admin does all day.</summary>
public sealed class ManageTests(ChromiumBrowser chromium, ManagedShop shop) : BrowserTests<ManagedShop>(chromium, shop), IClassFixture<ManagedShop>
{
    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(9)).DateTime);

    [Fact]
    public async Task Puts_a_product_on_the_shelf_restocks_it_and_finds_it_in_the_shop()
    {
        var admin = await AdminAsync();
        await admin.Manage.CreateProductAsync("시험용 화분", "Test flowerpot", 18_000);

        await admin.Manage.AdjustStockAsync(12, "첫 입고");

        await Expect(admin.Manage.Movements).ToHaveCountAsync(1);
        await Expect(admin.Manage.Movements).ToContainTextAsync("첫 입고");
        await admin.Manage.SeeInShopAsync();
        await Expect(admin.Product.Stock).ToHaveTextAsync("재고 12개");
        await admin.Catalog.OpenAsync();
        await admin.Catalog.SearchAsync("시험용 화분");
        await Expect(admin.Catalog.Products).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Sees_what_sells_takes_it_along_as_a_file_and_counts_the_day_again()
    {
        var product = await Shop.AddProductAsync(stock: 100);
        await Shop.SellAsync(product, 40);
        var admin = await AdminAsync();

        await admin.Manage.OpenAsync("/rankings");
        await admin.Manage.ChooseAsync("오늘 순위 보기");
        await Expect(admin.Manage.Row(product.Name)).ToContainTextAsync("₩480,000");
        Assert.Contains($"\"{product.Name}\",40,480000", await admin.Manage.DownloadAsync());
        await admin.Manage.ChooseAsync(product.Name);
        await Expect(admin.Manage.Chart).ToBeVisibleAsync(new() { Timeout = Visitor.Patience });

        await admin.Manage.OpenAsync("/jobs");
        await admin.Manage.RebuildAsync(Today);
        await Expect(admin.Manage.Status).ToContainTextAsync("다시 집계했어요");
        await admin.Manage.RunNowAsync("장부 대조");
        await Expect(admin.Manage.Status.First).ToContainTextAsync("‘장부 대조’ 작업 결과: 성공");
    }

    [Fact]
    public async Task Sends_an_event_again_that_the_platform_had_refused()
    {
        var order = await Shop.SellAsync(await Shop.AddProductAsync(stock: 5), 1);
        var admin = await AdminAsync();
        await admin.Manage.OpenAsync("/data-platform");
        var row = admin.Manage.Row($"주문 {order}");
        await Expect(row).ToContainTextAsync("포기");
        await Expect(row).ToContainTextAsync("422");

        Shop.Platform.Accepts = true;
        await admin.Manage.ResendAsync(order);

        await Expect(row).ToContainTextAsync("전송됨", new() { Timeout = Visitor.Patience });
    }

    private async Task<Visitor> AdminAsync()
    {
        var admin = await ComeAsync();
        await admin.Account.OpenLogInAsync();
        await admin.Account.LogInAsync("admin@example.com");
        return admin;
    }
}

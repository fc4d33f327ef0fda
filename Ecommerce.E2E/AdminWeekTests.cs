using System.Globalization;
using System.Text;
using Ecommerce.E2E.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.E2E;

/// <summary>From a price list to a parcel, and a part of it back: a week of running the shop.</summary>
public sealed class AdminWeekTests(ChromiumBrowser chromium, MailingShop shop)
    : BrowserTests<MailingShop>(chromium, shop), IClassFixture<MailingShop>
{
    private const string Yes = "[role=dialog] button";

    [Fact]
    public async Task Products_come_in_are_sold_packed_sent_and_paid_back_in_part_and_the_books_balance()
    {
        var admin = await ComeAsync();
        await admin.Account.OpenLogInAsync();
        await admin.Account.LogInAsync("admin@example.com");
        await admin.Page.WaitForURLAsync(address => !address.Contains("/login", StringComparison.Ordinal));

        // A price list of 200 products, looked at first.
        await admin.Manage.OpenAsync("/products/import");
        await admin.Page.Locator("#file").SetInputFilesAsync(
            new FilePayload { Name = "price-list.csv", MimeType = "text/csv", Buffer = PriceList() });
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "적용하기" }).ClickAsync();
        await admin.Page.Locator(Yes).Last.ClickAsync();
        await Expect(admin.Page.GetByText("적용했어요")).ToBeVisibleAsync(new() { Timeout = Visitor.Patience });
        var found = await Shop.GetAsync("/admin/products?search=WEEK-001");
        var product = Assert.Single(found.GetProperty("items").EnumerateArray()).GetProperty("id").GetInt64();

        // Its picture.
        await admin.Manage.OpenAsync($"/products/{product}");
        await admin.Page.Locator(".manage input[type=file]").SetInputFilesAsync(
            new FilePayload { Name = "lamp.png", MimeType = "image/png", Buffer = await admin.Page.ScreenshotAsync() });
        await Expect(admin.Page.Locator(".picture-rows > li")).ToHaveCountAsync(1, new() { Timeout = Visitor.Patience });

        // Somebody buys four and hears of it.
        var shopper = await Shop.AddShopperAsync(100_000);
        await shopper.PutIntoCartAsync(new(product, "주간 상품 1", 1_001), 4);
        var order = await shopper.CheckOutAsync(await shopper.KeepAddressAsync());
        var paid = await Shop.MailAsync(shopper.Email, $"주문 {order}번이 결제");
        Assert.Contains("주간 상품 1 × 4: ₩4,004", paid.TextBody, StringComparison.Ordinal);

        // It is packed and sent.
        await admin.Manage.OpenAsync("/orders/to-ship");
        await admin.Page.GetByLabel($"주문 {order}의 운송장 번호").FillAsync("600000001234");
        await admin.Page.GetByLabel($"주문 {order} 고르기").CheckAsync();
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "고른 주문 1건 발송 처리" }).ClickAsync();
        await admin.Page.Locator(Yes).Last.ClickAsync();
        await Expect(admin.Manage.Status.Filter(new() { HasText = "발송 처리했어요" })).ToBeVisibleAsync(new() { Timeout = Visitor.Patience });
        var shipped = await Shop.MailAsync(shopper.Email, $"주문 {order}번을 보냈어요");
        Assert.Contains("600000001234", shipped.TextBody, StringComparison.Ordinal);

        // It arrives, one piece broken: that one is paid back.
        await Shop.PostAsync($"/admin/orders/{order}/deliver", new { });
        var broken = new[] { new { productId = product, quantity = 1 } };
        var refunded = await Shop.PostAsync($"/admin/orders/{order}/refund", new { items = broken, restock = false, reason = "파손" });
        Assert.Equal(1_001, refunded.GetProperty("refunded").GetInt64());
        await Shop.MailAsync(shopper.Email, "환불");

        // The day's ranking is net of it, and the books are at zero.
        var today = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(9)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await Shop.PostAsync("/admin/rankings/run", new { date = today });
        var ranked = await Shop.GetAsync($"/admin/rankings?from={today}&to={today}&limit=100");
        var row = ranked.GetProperty("items").EnumerateArray().Single(r => r.GetProperty("productId").GetInt64() == product);
        Assert.Equal(3, row.GetProperty("quantitySold").GetInt64());
        await admin.Manage.OpenAsync("");
        var books = await Shop.GetAsync("/admin/reconciliation");
        Assert.True(books.GetProperty("balanced").GetBoolean());

        // The shopper sees where it stands.
        var visitor = await ComeAsync(new(As: shopper));
        // By the mail's own link.
        Assert.Contains($"/my/orders/{order}", paid.TextBody, StringComparison.Ordinal);
        await visitor.Page.GotoAsync($"/my/orders/{order}");
        await Expect(visitor.Page.Locator("main")).ToContainTextAsync("600000001234");
    }

    private static byte[] PriceList()
    {
        var list = new StringBuilder("sku,name,price,stock,category\n");
        for (var i = 1; i <= 200; i++) list.Append(CultureInfo.InvariantCulture, $"WEEK-{i:000},주간 상품 {i},{1_000 + i},50,주간\n");
        return Encoding.UTF8.GetBytes(list.ToString());
    }
}

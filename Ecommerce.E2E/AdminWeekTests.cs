using System.Globalization;
using System.Text;
using System.Text.Json;
using Ecommerce.E2E.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.E2E;

/// <summary>From a price list with pictures to a parcel, and parts of it back: a week of running the shop.</summary>
public sealed class AdminWeekTests(ChromiumBrowser chromium, MailingShop shop)
    : BrowserTests<MailingShop>(chromium, shop), IClassFixture<MailingShop>
{
    private const string Yes = "[role=dialog] button";
    private const int Products = 200;
    private const int Price = 1_001;

    private static readonly string[] Figures = ["revenue", "orders", "units", "refunded"];

    private static readonly LocatorAssertionsToBeVisibleOptions Patiently = new() { Timeout = Visitor.Patience };

    [Fact]
    public async Task Products_come_in_are_sold_packed_sent_and_given_back_in_part_and_the_books_balance()
    {
        var admin = await ComeAsync();
        await admin.Account.OpenLogInAsync();
        await admin.Account.LogInAsync("admin@example.com");
        await admin.Page.WaitForURLAsync(address => !address.Contains("/login", StringComparison.Ordinal));

        await ImportPriceListAsync(admin);
        var product = await FindProductAsync();
        await UploadPicturesAsync(admin);
        await Expect(admin.Page.Locator(".mud-alert-text-error")).ToHaveCountAsync(0);
        var before = await FiguresAsync();

        // Somebody buys four and hears of it.
        var shopper = await Shop.AddShopperAsync(100_000);
        await shopper.PutIntoCartAsync(new(product, "주간 상품 1", Price), 4);
        var order = await shopper.CheckOutAsync(await shopper.KeepAddressAsync());
        var paid = await Shop.MailAsync(shopper.Email, $"주문 {order}번이 결제");
        Assert.Contains("주간 상품 1 × 4: ₩4,004", paid.TextBody, StringComparison.Ordinal);

        await PackAndSendAsync(admin, order);
        var shipped = await Shop.MailAsync(shopper.Email, $"주문 {order}번을 보냈어요");
        Assert.Contains("600000001234", shipped.TextBody, StringComparison.Ordinal);

        // It arrives, one piece broken: that one is paid back.
        await Shop.PostAsync($"/admin/orders/{order}/deliver", new { });
        var broken = new[] { new { productId = product, quantity = 1 } };
        await Shop.PostAsync($"/admin/orders/{order}/refund", new { items = broken, restock = false, reason = "파손" });
        await Shop.MailAsync(shopper.Email, $"주문 {order}번의 일부가 환불");

        // Two more are not liked. The mail's own link leads to where that is said.
        Assert.Contains($"/my/orders/{order}", paid.TextBody, StringComparison.Ordinal);
        await AskForReturnAsync(shopper, order);
        await AcceptReturnAsync(admin, order);
        var accepted = await Shop.MailAsync(shopper.Email, $"주문 {order}번의 반품이 승인");
        Assert.Contains("주간 상품 1 × 2: ₩2,002", accepted.TextBody, StringComparison.Ordinal);
        Assert.Contains("상점의 답변: 잘 받았어요", accepted.TextBody, StringComparison.Ordinal);

        // The day's ranking has the one piece that was kept, and the overview what was paid for it.
        Assert.Equal(1, await RankedPiecesAsync(product));
        var after = await FiguresAsync();
        Assert.Equal(
            [Price, 1, 1, 3 * Price],
            Figures.Select(f => after.GetProperty(f).GetInt64() - before.GetProperty(f).GetInt64()));
        await admin.Manage.OpenAsync($"?from={Today}&to={Today}");
        foreach (var figure in Figures.Where(f => f.StartsWith('r')))
            await Expect(admin.Page.Locator(".figures.sold")).ToContainTextAsync($"₩{after.GetProperty(figure).GetInt64():N0}");
        Assert.True((await Shop.GetAsync("/admin/reconciliation")).GetProperty("balanced").GetBoolean());
    }

    private static string Today =>
        TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(9)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A price list of 200 products, looked at first.</summary>
    private static async Task ImportPriceListAsync(Visitor admin)
    {
        await admin.Manage.OpenAsync("/products/import");
        await admin.Page.Locator("#file").SetInputFilesAsync(
            new FilePayload { Name = "price-list.csv", MimeType = "text/csv", Buffer = PriceList() });
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "적용하기" }).ClickAsync();
        await admin.Page.Locator(Yes).Last.ClickAsync();
        await Expect(admin.Page.GetByText("적용했어요")).ToBeVisibleAsync(Patiently);
    }

    /// <summary>A picture for each, a second one for the first, and one that nobody knows.</summary>
    private static async Task UploadPicturesAsync(Visitor admin)
    {
        var picture = await admin.Page.ScreenshotAsync(new() { Clip = new() { Width = 40, Height = 40 } });
        var other = await admin.Page.ScreenshotAsync(new() { Clip = new() { Width = 30, Height = 40 } });
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "사진 한꺼번에 올리기" }).ClickAsync();
        await admin.Page.LeavesAsync("/import$");
        await admin.Manage.ReadyAsync();
        var files = Enumerable.Range(1, Products).Select(i => File($"week-{i:000}.png", picture))
            .Append(File("WEEK-001-2.png", other)).Append(File("notes.png", picture));
        var chosen = admin.Page.Locator("#named-pictures");
        // A browser lets nobody choose before; Playwright would.
        await Expect(chosen).ToBeEnabledAsync(new() { Timeout = Visitor.Patience });
        await chosen.SetInputFilesAsync(files.ToArray());
        await Expect(admin.Page.GetByText("다 올렸어요")).ToBeVisibleAsync(new() { Timeout = 6 * Visitor.Patience });
        Assert.Equal([$"{Products + 1}", "0", "1"], await admin.Page.Locator("dl.lines dd").AllInnerTextsAsync());
        await Expect(admin.Page.Locator(".import-errors tbody tr")).ToContainTextAsync("notes.png");

        // What is sent again is not added again.
        await chosen.SetInputFilesAsync([File("WEEK-001.png", picture)]);
        await Expect(admin.Page.Locator("dl.lines dd").First).ToHaveTextAsync("0", new() { Timeout = Visitor.Patience });
        await Expect(admin.Page.Locator("dl.lines dd").Nth(1)).ToHaveTextAsync("1", new() { Timeout = Visitor.Patience });

        static FilePayload File(string name, byte[] content) => new() { Name = name, MimeType = "image/png", Buffer = content };
    }

    private static async Task PackAndSendAsync(Visitor admin, long order)
    {
        await admin.Page.GotoAsync($"/manage/orders/packing?ids={order}");
        var list = admin.Page.Locator(".packing");
        await Expect(list).ToContainTextAsync("김하나");
        await Expect(list.Locator("tbody td").Last).ToHaveTextAsync("4");

        await admin.Manage.OpenAsync("/orders/to-ship");
        await admin.Page.GetByLabel($"주문 {order}의 운송장 번호").FillAsync("600000001234");
        await admin.Page.GetByLabel($"주문 {order} 고르기").CheckAsync();
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "고른 주문 1건 발송 처리" }).ClickAsync();
        await admin.Page.Locator(Yes).Last.ClickAsync();
        await Expect(admin.Manage.Status.Filter(new() { HasText = "발송 처리했어요" })).ToBeVisibleAsync(Patiently);
    }

    private async Task AskForReturnAsync(ShopShopper shopper, long order)
    {
        var visitor = await ComeAsync(new(As: shopper));
        await visitor.Page.GotoAsync($"/my/orders/{order}");
        await Expect(visitor.Page.Locator("main")).ToContainTextAsync("600000001234");
        await visitor.Page.Locator(".returns[data-interactive=true]").WaitForAsync();
        await visitor.Page.Locator(".returns .pieces input").FillAsync("2");
        await visitor.Page.Locator("#return-reason").FillAsync("생각보다 작아요");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "반품 신청" }).ClickAsync();
        await Expect(visitor.Page.Locator(".return")).ToContainTextAsync("생각보다 작아요", new() { Timeout = Visitor.Patience });
    }

    private static async Task AcceptReturnAsync(Visitor admin, long order)
    {
        await admin.Manage.OpenAsync("/returns");
        await admin.Manage.Row($"주문 {order}").GetByRole(AriaRole.Link).First.ClickAsync();
        await admin.Page.LeavesAsync("/returns$");
        await admin.Manage.ReadyAsync();
        await Expect(admin.Page.GetByText("생각보다 작아요")).ToBeVisibleAsync(Patiently);
        await admin.Page.Locator("#return-answer").FillAsync("잘 받았어요");
        await admin.Page.Locator("form.answer button[type=submit]").ClickAsync();
        await Expect(admin.Page.Locator("[role=dialog]")).ToContainTextAsync("₩2,002");
        await admin.Page.Locator(Yes).Last.ClickAsync();
        await Expect(admin.Page.Locator("form.answer")).ToHaveCountAsync(0, new() { Timeout = Visitor.Patience });
    }

    private async Task<long> FindProductAsync()
    {
        var found = await Shop.GetAsync("/admin/products?search=WEEK-001");
        return Assert.Single(found.GetProperty("items").EnumerateArray()).GetProperty("id").GetInt64();
    }

    private async Task<JsonElement> FiguresAsync() =>
        (await Shop.GetAsync($"/admin/overview?from={Today}&to={Today}")).GetProperty("figures");

    private async Task<long> RankedPiecesAsync(long product)
    {
        await Shop.PostAsync("/admin/rankings/run", new { date = Today });
        var ranked = await Shop.GetAsync($"/admin/rankings?from={Today}&to={Today}&limit=100");
        return ranked.GetProperty("items").EnumerateArray()
            .Single(r => r.GetProperty("productId").GetInt64() == product).GetProperty("quantitySold").GetInt64();
    }

    private static byte[] PriceList()
    {
        var list = new StringBuilder("sku,name,price,stock,category\n");
        for (var i = 1; i <= Products; i++)
            list.Append(CultureInfo.InvariantCulture, $"WEEK-{i:000},주간 상품 {i},{Price - 1 + i},50,주간\n");
        return Encoding.UTF8.GetBytes(list.ToString());
    }
}

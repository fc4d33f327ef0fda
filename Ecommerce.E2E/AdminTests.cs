using Ecommerce.E2E.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.E2E;

/// <summary>What an admin does all day.</summary>
public sealed class AdminTests(ChromiumBrowser chromium, AdminShop shop) : BrowserTests<AdminShop>(chromium, shop), IClassFixture<AdminShop>
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
    public async Task Sorts_the_products_by_the_address_and_by_the_keyboard()
    {
        await Shop.AddProductAsync(stock: 100, price: 999_000);
        var admin = await AdminAsync();
        await admin.Manage.OpenAsync("/products");

        await admin.Manage.SortByAsync("가격");
        await Expect(admin.Page.GetByRole(AriaRole.Link, new() { Name = "가격 오름차순" })).ToBeVisibleAsync();
        await admin.Manage.SortByAsync("가격");
        await admin.Page.WaitForURLAsync("**sort=pricedescending");

        await Expect(admin.Manage.Rows.First).ToContainTextAsync("₩999,000");
        await Expect(admin.Page.GetByRole(AriaRole.Link, new() { Name = "가격 내림차순" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Scrolls_past_the_amount_that_has_the_focus_without_changing_it()
    {
        var product = await Shop.AddProductAsync(stock: 5, price: 18_000);
        var admin = await AdminAsync();
        await admin.Page.SetViewportSizeAsync(1280, 400); // there is something to scroll to
        await admin.Manage.OpenAsync($"/products/{product.Id}");

        foreach (var (field, typed) in new[] { ("#price", "18500"), ("#delta", "7") })
        {
            await admin.Page.Locator(field).FillAsync(typed);
            await admin.Page.Locator(field).HoverAsync();
            var before = await admin.Page.EvaluateAsync<double>("() => scrollY");
            foreach (var shift in new[] { true, false })
            {
                if (shift) await admin.Page.Keyboard.DownAsync("Shift");
                await admin.Page.Mouse.WheelAsync(0, 60);
                if (shift) await admin.Page.Keyboard.UpAsync("Shift");
            }

            await admin.Page.WaitForFunctionAsync("before => scrollY > before", before);
            // The circuit's answer would be there by now.
            await admin.Page.EvaluateAsync("() => fetch('/health/live').then(answer => answer.text())");
            await Expect(admin.Page.Locator(field)).ToHaveValueAsync(typed);
            await admin.Page.EvaluateAsync("() => scrollTo(0, 0)");
        }
    }

    /// <summary>A question has the focus on the answer that changes nothing, and the Escape key gives that answer too.</summary>
    [Fact]
    public async Task Is_asked_before_an_order_is_cancelled_and_can_say_no_by_the_keyboard()
    {
        var order = await Shop.SellAsync(await Shop.AddProductAsync(stock: 5), 1);
        var admin = await AdminAsync();
        await admin.Manage.OpenAsync($"/orders/{order}");
        var cancel = admin.Page.GetByRole(AriaRole.Button, new() { Name = "고객 대신 취소" });

        await admin.Page.Locator("#cancel-reason").FillAsync("품절");
        await cancel.ClickAsync();
        await Expect(admin.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button).First).ToBeFocusedAsync();
        await admin.Page.Keyboard.PressAsync("Escape");
        await Expect(admin.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(cancel).ToBeEnabledAsync();
    }

    [Fact]
    public async Task Sends_an_event_again_that_the_platform_had_refused()
    {
        var order = await Shop.SellAsync(await Shop.AddProductAsync(stock: 5), 1);
        await Shop.UntilRefusedAsync(order); // behind all that the demo's orders tell
        var admin = await AdminAsync();
        await admin.Manage.OpenAsync("/data-platform");
        var row = admin.Manage.Row($"주문 {order}");
        await Expect(row).ToContainTextAsync("포기");
        await Expect(row).ToContainTextAsync("422");

        Shop.Platform.Accepts = true;
        await admin.Manage.ResendAsync(order);

        await Expect(row).ToContainTextAsync("전송됨", new() { Timeout = Visitor.Patience });
    }

    /// <summary>A chart is drawn anew when its size is known: it is waited for.</summary>
    [Theory]
    [InlineData("", true)]
    [InlineData("", false)]
    [InlineData("/rankings?product=1", true)]
    [InlineData("/rankings?product=1", false)]
    public async Task Sees_all_words_of_a_chart_inside_its_card(string section, bool phone)
    {
        var admin = await AdminAsync(phone);
        await admin.Manage.OpenAsync(section);

        await admin.Page.WaitForFunctionAsync(
            """
            () => [...document.querySelectorAll('.chart-card')].every((card) => {
              const edge = card.getBoundingClientRect();
              const words = [...card.querySelectorAll('text, .mud-chart-legend')]
                .map((word) => word.getBoundingClientRect())
                .filter((box) => box.width > 0);
              return words.length > 0 && words.every((word) =>
                word.left >= edge.left && word.right <= edge.right && word.bottom <= edge.bottom);
            })
            """);
    }

    [Fact]
    public async Task On_a_phone_sees_a_note_under_what_it_is_about()
    {
        await Shop.SellAsync(await Shop.AddProductAsync(stock: 5), 1);
        var admin = await AdminAsync(phone: true);
        await admin.Manage.OpenAsync("/orders");

        var order = await admin.Manage.Rows.First.GetByRole(AriaRole.Link).First.BoundingBoxAsync();
        var note = await admin.Manage.Rows.First.Locator(".cell-note").First.BoundingBoxAsync();

        Assert.Equal(order!.X, note!.X);
        Assert.True(note.Y > order.Y);
    }

    private async Task<Visitor> AdminAsync(bool phone = false)
    {
        var admin = await ComeAsync(new(phone));
        await admin.Account.OpenLogInAsync();
        await admin.Account.LogInAsync("admin@example.com");
        return admin;
    }
}

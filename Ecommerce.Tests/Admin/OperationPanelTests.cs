using Bunit;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Reconciliation;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Catalog.LowStock;
using Ecommerce.Core.Common;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Events;
using Ecommerce.Core.Identity;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Admin;
using Ecommerce.Web.Admin.Reconciliation;
using Ecommerce.Web.Admin.DataPlatform;
using Ecommerce.Web.Admin.Jobs;
using Ecommerce.Web.Admin.Orders;
using Ecommerce.Web.Admin.Overview;
using Ecommerce.Web.Admin.Products;
using Ecommerce.Web.Admin.Shoppers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Ecommerce.Tests.Admin;

/// <summary>Orders, accounts, events, days and books as an admin works on them.</summary>
public sealed class OperationPanelTests(TestDatabases databases) : AdminPanelTests(databases)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancels_a_shoppers_order_after_asking_and_writes_down_who_did_it(bool yes)
    {
        await LogInAdminAsync();
        var (shopper, product) = (await Shop.AddShopperAsync(1_000), await Shop.AddProductAsync(stock: 5, price: 300));
        var order = (await Shop.OrderAsync(shopper, (product, 2))).Value!.Order.Id;
        var panel = Render<AdminOrder>(p => p.Add(o => o.OrderId, order));

        await panel.Find(".actions").SubmitAsync();
        Assert.Contains("이유", panel.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        await panel.Find("#cancel-reason").ChangeAsync(new() { Value = "품절" });

        var question = await AnswerAsync(Dialogs(), () => panel.Find(".actions").SubmitAsync(), yes);

        Assert.Contains($"주문 {order}", question, StringComparison.Ordinal);
        Assert.Equal(yes ? 1_000 : 400, await Shop.BalanceAsync(shopper));
        Assert.Equal(yes ? 5 : 3, await Shop.StockAsync(product));
        Assert.Contains(yes ? "취소됨" : "결제 완료", panel.Find(".section-head").TextContent, StringComparison.Ordinal);
        Assert.Equal(yes ? 0 : 1, panel.FindAll(".actions").Count);
        var written = await Shop.Get<AuditQueries>().ListAsync(new(new AuditSubject("order", order)), new PageRequest(), default);
        Assert.Equal(yes ? [(AdminId, "order.cancelled")] : [], written.Items.Select(a => (a.ActorId!.Value, a.Action)));
    }

    [Fact]
    public async Task A_question_has_the_focus_on_the_answer_that_changes_nothing()
    {
        await LogInAdminAsync();
        var (shopper, product) = (await Shop.AddShopperAsync(1_000), await Shop.AddProductAsync(price: 100));
        var order = (await Shop.OrderAsync(shopper, (product, 1))).Value!.Order.Id;
        var dialogs = Dialogs();
        var clicked = Render<AdminOrder>(p => p.Add(o => o.OrderId, order)).Find(".deliver button").ClickAsync();

        dialogs.WaitForAssertion(() => Assert.Single(JSInterop.Invocations["mudElementRef.focusFirst"]));
        var first = dialogs.Find("[role=dialog] button");
        Assert.Equal("아니요, 그만둘게요", first.TextContent.Trim());
        await first.ClickAsync();
        await clicked;
    }

    [Fact]
    public async Task Sends_a_dead_event_again_and_all_of_them_after_asking()
    {
        await LogInAdminAsync();
        var (shopper, product) = (await Shop.AddShopperAsync(1_000), await Shop.AddProductAsync(price: 100));
        for (var i = 0; i < 3; i++) await Shop.OrderAsync(shopper, (product, 1));
        await Shop.Get<DeliveryQueue>().RouteAsync(default);
        await Shop.ReadAsync(db => db.Deliveries.ExecuteUpdateAsync(
            d => d.SetProperty(x => x.Status, DeliveryStatus.Dead).SetProperty(x => x.LastError, "422 unknown currency")
                .SetProperty(x => x.Attempts, 9)));
        var panel = Render<EventsPanel>(p => p
            .Add(e => e.Deliveries, Shop.Get<OutboxAdmin>())
            .Add(e => e.Label, "Events")
            .Add(e => e.Root, "/manage/data-platform")
            .Add(e => e.Status, DeliveryStatus.Dead));
        Assert.Equal(3, panel.FindAll(".event-dead").Count);
        Assert.Contains("422 unknown currency", panel.Markup, StringComparison.Ordinal);

        await panel.FindAll("td button")[0].ClickAsync();
        Assert.Equal(2, panel.FindAll(".event-dead").Count);
        Assert.Equal(2, await CountAsync(DeliveryStatus.Dead));

        await AnswerAsync(Dialogs(), panel.Find(".actions button"), yes: true);
        Assert.Equal((0, 3), (await CountAsync(DeliveryStatus.Dead), await CountAsync(DeliveryStatus.Pending)));
        Assert.Empty(panel.FindAll(".actions button"));

        Task<int> CountAsync(DeliveryStatus status) => Shop.ReadAsync(db => db.Deliveries.CountAsync(d => d.Status == status));
    }

    [Fact]
    public async Task Counts_a_day_again_and_says_what_it_found()
    {
        await LogInAdminAsync();
        var (shopper, product) = (await Shop.AddShopperAsync(1_000), await Shop.AddProductAsync(price: 100));
        await Shop.OrderAsync(shopper, (product, 4));
        Clock.Advance(TimeSpan.FromDays(1));
        var panel = Render<RebuildDay>();
        Assert.Equal("2026-11-22", panel.Find("#rebuild-day").GetAttribute("value"));

        await panel.Find("form").SubmitAsync();
        Assert.Contains("상품 1종, 4개", panel.Find("[role=status]").TextContent, StringComparison.Ordinal);

        panel.Find("#rebuild-day").Change("2026-11-24"); // tomorrow
        await panel.Find("form").SubmitAsync();
        Assert.Contains("2026-11-23까지", panel.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Resets_somebody_s_second_factor_after_asking_but_not_their_own(bool yes)
    {
        await LogInAdminAsync();
        var shopper = await Shop.AddShopperAsync();
        await Shop.AddPasskeyAsync(shopper);
        await Shop.AddPasskeyAsync(AdminId);
        Assert.Empty(Render<ShopperPanel>(p => p.Add(s => s.Id, AdminId)).FindAll(".factor-reset"));
        var panel = Render<ShopperPanel>(p => p.Add(s => s.Id, shopper));

        await AnswerAsync(Dialogs(), panel.Find(".factor-reset"), yes);

        Assert.Equal(yes ? 1 : 2, await Shop.ReadAsync(db => db.UserPasskeys.CountAsync()));
        Assert.Equal(yes ? 0 : 1, panel.FindAll(".factor-reset").Count);
    }

    [Fact]
    public async Task A_panel_that_is_behind_says_so_and_shows_the_account_as_it_is()
    {
        await LogInAdminAsync();
        var shopper = await Shop.AddShopperAsync();
        await Shop.AddPasskeyAsync(shopper);
        var panel = Render<ShopperPanel>(p => p.Add(s => s.Id, shopper));
        await Shop.ReadAsync(db => db.UserPasskeys.ExecuteDeleteAsync());

        await AnswerAsync(Dialogs(), panel.Find(".factor-reset"), yes: true);

        Assert.Empty(panel.FindAll(".factor-reset"));
        Assert.Equal(0, await Shop.ReadAsync(db => db.AdminActions.CountAsync(a => a.Action == AdminActions.FactorReset)));
    }

    [Fact]
    public async Task Lets_a_locked_out_shopper_in_again()
    {
        await LogInAdminAsync();
        var shopper = await Shop.AddShopperAsync(700);
        await Shop.ReadAsync(db => db.Users.Where(u => u.Id == shopper).ExecuteUpdateAsync(
            u => u.SetProperty(x => x.LockoutEnd, (DateTimeOffset?)Clock.GetUtcNow().AddMinutes(5))));
        var panel = Render<ShopperPanel>(p => p.Add(s => s.Id, shopper));
        Assert.Contains("₩700", panel.Markup, StringComparison.Ordinal);

        await AnswerAsync(Dialogs(), panel.Find("button"), yes: true);

        Assert.Null((await Shop.Get<ShopperAdmin>().FindAsync(shopper, default)).Value!.LockoutEnd);
        Assert.Empty(panel.FindAll(".locked"));
        Assert.Single(Log.Lines, line => line.Event.Name == "account.unlocked" && Equals(line.Fields["Account"], shopper));
    }

    [Fact]
    public async Task Checks_the_books_and_leads_to_what_is_off()
    {
        await LogInAdminAsync();
        var product = await Shop.AddProductAsync(stock: 7);
        var panel = Render<ReconciliationPanel>();
        await panel.Find("button").ClickAsync();
        Assert.Equal(BooksRule.All.Count, panel.FindAll(".rules .good").Count);

        await Shop.ReadAsync(db => db.Products.ExecuteUpdateAsync(p => p.SetProperty(x => x.Stock, 6)));
        await panel.Find("button").ClickAsync();

        Assert.Contains("재고 = 변동의 합", panel.Find(".rules .bad").TextContent, StringComparison.Ordinal);
        Assert.Equal($"/manage/products/{product}", panel.Find("td a").GetAttribute("href"));
    }

    [Fact]
    public async Task Tells_amounts_that_are_off_in_the_stores_currency_and_pieces_as_numbers()
    {
        await LogInAdminAsync();
        Services.GetRequiredService<IOptions<StoreSettings>>().Value.Currency = "USD";
        await Shop.AddProductAsync(stock: 7);
        await Shop.AddShopperAsync(123_456);
        await Shop.ReadAsync(db => db.Products.ExecuteUpdateAsync(p => p.SetProperty(x => x.Stock, 1_006)));
        await Shop.ReadAsync(db => db.Wallets.Where(w => w.Balance > 0).ExecuteUpdateAsync(w => w.SetProperty(x => x.Balance, 123_450)));
        var panel = Render<ReconciliationPanel>();

        await panel.Find("button").ClickAsync();

        Assert.Equal(
            [["7", "1,006"], ["$1,234.56", "$1,234.50"], ["$1,234.56", "$1,234.50"]],
            panel.FindAll(".manage-grid tbody tr, tbody tr")
                .Select(r => r.QuerySelectorAll("td.number").Select(c => c.LastChild!.TextContent.Trim())));
    }

    [Fact]
    public async Task The_overview_tells_todays_sales_and_what_needs_a_hand()
    {
        await LogInAdminAsync();
        var (shopper, product) = (await Shop.AddShopperAsync(1_000), await Shop.AddProductAsync(stock: 5, price: 100));
        await Shop.AddProductAsync(stock: 0);
        await Shop.OrderAsync(shopper, (product, 2));
        await Shop.Get<LowStockWatch>().RunAsync(default);

        var figures = Overview().FindAll(".figure-value").Select(f => f.TextContent.Trim()).ToList();

        Assert.Equal(["₩200", "1", "₩200", "2", "2", "0", "₩0", "1", "0", "1", "1", "1", "0", "0", "–", "모름"], figures);
    }

    [Fact]
    public async Task The_overviews_charts_hold_each_day_against_the_days_before()
    {
        await LogInAdminAsync();
        var (shopper, product) = (await Shop.AddShopperAsync(10_000), await Shop.AddProductAsync(price: 100));
        await Shop.OrderAsync(shopper, (product, 3));
        Clock.Advance(TimeSpan.FromDays(7));
        await Shop.OrderAsync(shopper, (product, 2));
        var overview = Overview();
        Assert.Equal([2d, 3d], Sums(overview, 0).Select(sum => sum / 100));
        Assert.Equal([1d, 1d], Sums(overview, 1));

        await Shop.OrderAsync(shopper, (product, 5));
        Clock.Advance(TimeSpan.FromSeconds(30));

        overview.WaitForAssertion(() => Assert.Equal([7d, 3d], Sums(overview, 0).Select(sum => sum / 100)));
        Assert.Equal(14, overview.FindAll("details tbody tr").Count);
        Assert.Contains("₩300 (+133%)", overview.Find(".figure-hint").TextContent, StringComparison.Ordinal);
    }

    /// <summary>The last seven days.</summary>
    private IRenderedComponent<OverviewPanel> Overview() =>
        Render<OverviewPanel>(p => p.Add(o => o.Address, OverviewAddress.Read(null, null, Shop.Get<StoreClock>().Today)));

    private static IEnumerable<double> Sums(IRenderedComponent<OverviewPanel> overview, int chart) =>
        overview.FindComponents<DayChart>()[chart].Instance.Series.Select(s => s.Data.Values.Sum());

    [Fact]
    public async Task A_list_is_there_before_the_circuit_is_and_leads_on_to_its_pages_and_orders()
    {
        await LogInAdminAsync();
        var (cheap, dear) = (await Shop.AddProductAsync(price: 100, stock: 9), await Shop.AddProductAsync(price: 900, stock: 3));
        for (var i = 0; i < 20; i++) await Shop.AddProductAsync(price: 500);
        Prerender();

        var first = Render<ProductsPanel>(p => p.Add(x => x.Filter, new ProductAdminFilter()));
        var dearest = Render<ProductsPanel>(p => p.Add(x => x.Filter, new ProductAdminFilter(Sort: ProductAdminSort.PriceDescending)));
        var last = Render<ProductsPanel>(
            p => p.Add(x => x.Filter, new ProductAdminFilter(Sort: ProductAdminSort.PriceDescending)).Add(x => x.Page, 2));

        Assert.Equal(20, first.FindAll("td a").Count);
        Assert.Contains(first.FindAll("th a"), a => a.GetAttribute("href") == "/manage/products?search=&state=all&sort=price");
        Assert.Contains(
            first.FindAll(".mud-table-pagination a"), a => a.GetAttribute("href") == "/manage/products?search=&state=all&page=2");
        Assert.Equal($"/manage/products/{dear}", dearest.Find("td a").GetAttribute("href"));
        Assert.Equal($"/manage/products/{cheap}", last.FindAll("td a")[^1].GetAttribute("href"));
        Assert.Equal("true", dearest.Find("th a[aria-current]").GetAttribute("aria-current"));
    }

    [Fact]
    public async Task Finds_an_order_by_its_number_or_its_shoppers_address()
    {
        await LogInAdminAsync();
        var (ann, bob, product) = (
            await Shop.AddShopperAsync(1_000), await Shop.AddShopperAsync(1_000), await Shop.AddProductAsync(price: 100));
        var anns = (await Shop.OrderAsync(ann, (product, 1))).Value!.Order.Id;
        var bobs = (await Shop.OrderAsync(bob, (product, 1))).Value!.Order.Id;
        var email = (await Shop.Get<ShopperAdmin>().FindAsync(ann, default)).Value!.Email;

        Assert.Equal([$"주문 {bobs}", $"주문 {anns}"], Found(null));
        Assert.Equal([$"주문 {bobs}"], Found($" {bobs} "));
        Assert.Equal([$"주문 {bobs}"], Found($"\uFEFF{bobs}\u200B"));
        Assert.Equal([$"주문 {anns}"], Found(email));
        Assert.Equal([$"주문 {anns}"], Found($"\u202A{email}\u202C"));
        Assert.Empty(Found("nobody@example.com"));

        IEnumerable<string> Found(string? find) =>
            Render<OrdersPanel>(p => p.Add(o => o.Find, find)).FindAll("td a[href^='/manage/orders/']").Select(a => a.TextContent);
    }

    [Theory]
    [InlineData("days=3 from=2026-11-19 to=2026-11-21", "3일 집계 · 2026-11-19부터 · 2026-11-21까지")]
    [InlineData("delivered=5 odd=1", "이벤트 5건 전송 · odd=1")]
    [InlineData("Interrupted", "Interrupted")]
    [InlineData(null, "")]
    public void A_runs_figures_are_told_in_the_readers_language(string? summary, string told) =>
        Assert.Equal(told, JobSummary.Describe(summary, Services.GetRequiredService<IStringLocalizer<AdminText>>()));
}

using Bunit;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Identity;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Admin;
using Ecommerce.Web.Admin.Books;
using Ecommerce.Web.Admin.DataPlatform;
using Ecommerce.Web.Admin.Jobs;
using Ecommerce.Web.Admin.Orders;
using Ecommerce.Web.Admin.Overview;
using Ecommerce.Web.Admin.Shoppers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Ecommerce.Tests.Admin;

/// <summary>Orders, accounts, events, days and books as an admin works on them.</summary>
public sealed class OperationPanelTests(TestDatabases databases) : ManagePanelTests(databases)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancels_a_shoppers_order_after_asking_and_writes_down_who_did_it(bool yes)
    {
        await LogInAdminAsync();
        var (shopper, product) = (await Shop.AddShopperAsync(1_000), await Shop.AddProductAsync(stock: 5, price: 300));
        var order = (await Shop.OrderAsync(shopper, (product, 2))).Value!.Order.Id;
        var panel = Render<ManagedOrder>(p => p.Add(o => o.OrderId, order));
        AnswerQuestions(yes);

        await panel.Find("button.danger").ClickAsync();

        Assert.Single(Questions);
        Assert.Equal(yes ? 1_000 : 400, await Shop.BalanceAsync(shopper));
        Assert.Equal(yes ? 5 : 3, await Shop.StockAsync(product));
        Assert.Equal(yes ? "취소됨" : "결제 완료", panel.Find(".badge").TextContent);
        Assert.Equal(yes ? 0 : 1, panel.FindAll("button.danger").Count);
        Assert.Equal(yes ? 1 : 0, Log.Lines.Count(l => l.Text.Contains("cancelled the order", StringComparison.Ordinal) && l.Text.Contains($"{order}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Sends_a_dead_event_again_and_all_of_them_after_asking()
    {
        await LogInAdminAsync();
        var (shopper, product) = (await Shop.AddShopperAsync(1_000), await Shop.AddProductAsync(price: 100));
        for (var i = 0; i < 3; i++) await Shop.OrderAsync(shopper, (product, 1));
        await Shop.ReadAsync(db => db.OutboxMessages.ExecuteUpdateAsync(
            m => m.SetProperty(x => x.Status, OutboxStatus.Dead).SetProperty(x => x.LastError, "422 unknown currency").SetProperty(x => x.Attempts, 9)));
        var panel = Render<EventsPanel>(p => p.Add(e => e.Status, OutboxStatus.Dead));
        Assert.Equal(3, panel.FindAll(".badge.event-dead").Count);
        Assert.Contains("422 unknown currency", panel.Markup, StringComparison.Ordinal);

        await panel.FindAll("td button")[0].ClickAsync();
        Assert.Equal(2, panel.FindAll(".badge.event-dead").Count);
        Assert.Equal(2, await CountAsync(OutboxStatus.Dead));

        AnswerQuestions(yes: true);
        await panel.Find(".actions button").ClickAsync();
        Assert.Single(Questions);
        Assert.Equal((0, 3), (await CountAsync(OutboxStatus.Dead), await CountAsync(OutboxStatus.Pending)));
        Assert.Empty(panel.FindAll(".actions button"));

        Task<int> CountAsync(OutboxStatus status) => Shop.ReadAsync(db => db.OutboxMessages.CountAsync(m => m.Status == status));
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

    [Fact]
    public async Task Lets_a_locked_out_shopper_in_again()
    {
        await LogInAdminAsync();
        var shopper = await Shop.AddShopperAsync(700);
        await Shop.ReadAsync(db => db.Users.Where(u => u.Id == shopper).ExecuteUpdateAsync(
            u => u.SetProperty(x => x.LockoutEnd, (DateTimeOffset?)Clock.GetUtcNow().AddMinutes(5))));
        var panel = Render<ShopperPanel>(p => p.Add(s => s.Id, shopper));
        Assert.Contains("₩700", panel.Markup, StringComparison.Ordinal);
        AnswerQuestions(yes: true);

        await panel.Find("section button").ClickAsync();

        Assert.Null((await Shop.Get<ShopperAdmin>().FindAsync(shopper, default)).Value!.LockoutEnd);
        Assert.Empty(panel.FindAll(".badge.locked"));
    }

    [Fact]
    public async Task Checks_the_books_and_leads_to_what_is_off()
    {
        await LogInAdminAsync();
        var product = await Shop.AddProductAsync(stock: 7);
        var panel = Render<BooksPanel>();
        await panel.Find("button").ClickAsync();
        Assert.Equal(8, panel.FindAll(".rules .good").Count);

        await Shop.ReadAsync(db => db.Products.ExecuteUpdateAsync(p => p.SetProperty(x => x.Stock, 6)));
        await panel.Find("button").ClickAsync();

        Assert.Contains("재고 = 변동의 합", panel.Find(".rules .bad").TextContent, StringComparison.Ordinal);
        Assert.Equal($"/manage/products/{product}", panel.Find("td a").GetAttribute("href"));
    }

    [Fact]
    public async Task The_overview_tells_todays_sales_and_what_needs_a_hand()
    {
        await LogInAdminAsync();
        var (shopper, product) = (await Shop.AddShopperAsync(1_000), await Shop.AddProductAsync(stock: 5, price: 100));
        await Shop.AddProductAsync(stock: 0);
        await Shop.OrderAsync(shopper, (product, 2));

        var figures = Render<OverviewPanel>().FindAll(".figure-value").Select(f => f.TextContent.Trim()).ToList();

        Assert.Equal(["₩200", "1", "1", "1", "1", "0", "–", "모름"], figures);
    }

    [Fact]
    public async Task Finds_an_order_by_its_number_or_its_shoppers_address()
    {
        await LogInAdminAsync();
        var (ann, bob, product) = (await Shop.AddShopperAsync(1_000), await Shop.AddShopperAsync(1_000), await Shop.AddProductAsync(price: 100));
        var anns = (await Shop.OrderAsync(ann, (product, 1))).Value!.Order.Id;
        var bobs = (await Shop.OrderAsync(bob, (product, 1))).Value!.Order.Id;
        var email = (await Shop.Get<ShopperAdmin>().FindAsync(ann, default)).Value!.Email;

        Assert.Equal([$"주문 {bobs}", $"주문 {anns}"], Found(null));
        Assert.Equal([$"주문 {bobs}"], Found($" {bobs} "));
        Assert.Equal([$"주문 {anns}"], Found(email));
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
        Assert.Equal(told, JobSummary.Describe(summary, Services.GetRequiredService<IStringLocalizer<ManageText>>()));
}

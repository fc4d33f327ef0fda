using Bunit;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Catalog.LowStock;
using Ecommerce.Core.Catalog.Schedule;
using Ecommerce.Core.Common;
using Ecommerce.Core.Events;
using Ecommerce.Tests.Components;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Admin.DataPlatform;
using Ecommerce.Web.Admin.Products;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Admin;

/// <summary>Pieces are counted, changes planned and prices looked up on the management pages.</summary>
public sealed class StockWorkPanelTests(TestDatabases databases) : AdminPanelTests(databases)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_count_shows_its_difference_and_is_booked_after_asking(bool yes)
    {
        await LogInAdminAsync();
        var id = await Shop.AddProductAsync(stock: 12);
        var panel = Render<StockPanel>(p => p.Add(s => s.ProductId, id));
        Assert.Empty(panel.Find(".difference").TextContent.Trim());
        panel.Find("#counted").Change("10");
        panel.Find("#counted-reason").Change("둘 파손");
        Assert.Equal("재고 12 → 10 (차이 -2)", panel.Find(".difference").TextContent.Trim());

        var question = await AnswerAsync(Dialogs(), () => panel.Find("form.stock-take").SubmitAsync(), yes);

        Assert.Contains("12개에서 10개로", question, StringComparison.Ordinal);
        Assert.Equal(yes ? 10 : 12, await Shop.StockAsync(id));
        Assert.Equal(yes ? "-2" : "+12", panel.Find(".movements .delta").TextContent);
        if (yes) Assert.Contains("재고 실사: 둘 파손", panel.Find(".movements").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_count_is_refused_with_words_when_something_was_sold_since_the_page_showed_the_stock()
    {
        await LogInAdminAsync();
        var (id, shopper) = (await Shop.AddProductAsync(stock: 12, price: 10), await Shop.AddShopperAsync(100));
        var panel = Render<StockPanel>(p => p.Add(s => s.ProductId, id));
        (await Shop.OrderAsync(shopper, (id, 3))).Granted();
        panel.Find("#counted").Change("11");

        await AnswerAsync(Dialogs(), () => panel.Find("form.stock-take").SubmitAsync(), yes: true);

        Assert.Contains("지금은 9개예요(셀 때는 12개)", panel.Find(".stock-take [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(9, await Shop.StockAsync(id));
        Assert.Contains("9", panel.Find(".stock").TextContent, StringComparison.Ordinal);
        panel.Find("#counted").Change("8");
        await AnswerAsync(Dialogs(), () => panel.Find("form.stock-take").SubmitAsync(), yes: true);
        Assert.Equal(8, await Shop.StockAsync(id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("1000000001")]
    public async Task What_is_no_count_is_said_before_anything_is_asked(string typed)
    {
        await LogInAdminAsync();
        var id = await Shop.AddProductAsync(stock: 12);
        var panel = Render<StockPanel>(p => p.Add(s => s.ProductId, id));
        panel.Find("#counted").Change(typed);

        await panel.Find("form.stock-take").SubmitAsync();

        Assert.Contains("정수로", panel.Find(".stock-take [role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_are_counted_at_once_and_each_that_is_stale_is_refused_by_itself()
    {
        await LogInAdminAsync();
        var shopper = await Shop.AddShopperAsync(100);
        var (lamp, bed, desk) = (await AddAsync("등"), await AddAsync("침대"), await AddAsync("책상"));
        var panel = Render<StockTakePanel>();
        var dialogs = Dialogs();
        await Field(panel, "등").ChangeAsync(new() { Value = "7" });
        await Field(panel, "침대").ChangeAsync(new() { Value = "8" });
        Assert.Contains("차이 -3", panel.Markup, StringComparison.Ordinal);
        panel.Find("#counted-reason").Change("연말");
        (await Shop.OrderAsync(shopper, (bed, 1))).Granted();

        var question = await AnswerAsync(dialogs, () => panel.Find("form").SubmitAsync(), yes: true);

        Assert.Contains("상품 2개", question, StringComparison.Ordinal);
        Assert.Equal((7, 9, 10), (await Shop.StockAsync(lamp), await Shop.StockAsync(bed), await Shop.StockAsync(desk)));
        Assert.Contains("차이는 -3개", panel.Find(".results .done").TextContent, StringComparison.Ordinal);
        Assert.Contains("지금은 9개예요(셀 때는 10개)", panel.Find(".results .refused").TextContent, StringComparison.Ordinal);
        Assert.Empty(panel.FindAll(".cell-field").Select(f => f.GetAttribute("value")).OfType<string>());
        Assert.True(panel.Find("form button").HasAttribute("disabled"));
        var written = (await Shop.Get<AuditQueries>().ListAsync(new(Action: AdminActions.StockTaken), new(), default)).Items;
        Assert.Equal([AdminId], written.Select(a => a.ActorId!.Value));

        await Field(panel, "침대").ChangeAsync(new() { Value = "8" });
        await AnswerAsync(dialogs, () => panel.Find("form").SubmitAsync(), yes: true);
        Assert.Equal(8, await Shop.StockAsync(bed));
    }

    [Fact]
    public async Task One_count_that_can_not_be_read_and_nothing_is_asked()
    {
        await LogInAdminAsync();
        await AddAsync("등");
        var panel = Render<StockTakePanel>();
        await Field(panel, "등").ChangeAsync(new() { Value = "many" });

        await panel.Find("form").SubmitAsync();

        Assert.StartsWith("등:", panel.Find("[role=alert]").TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_is_planned_by_the_stores_clock_and_withdrawn_after_asking()
    {
        await LogInAdminAsync();
        var id = await Shop.AddProductAsync(price: 1_000);
        var panel = Render<SchedulePanel>(p => p.Add(s => s.ProductId, id));
        Assert.Empty(panel.FindAll("#plan-price"));
        panel.Find("input[value=Price]").Change("Price");
        panel.Find("#plan-price").Change("900");
        var tomorrow = Shop.Get<StoreClock>().ToStoreTime(Clock.GetUtcNow().UtcDateTime).Date.AddDays(1).AddHours(9);
        panel.Find("#plan-at").Change($"{tomorrow:yyyy-MM-ddTHH:mm}");

        await panel.Find("form.plan").SubmitAsync();

        var planned = Assert.Single((await Shop.Get<PlanChanges>().ListAsync(id, new(), default)).Items);
        Assert.Equal(
            (ScheduledChangeKind.Price, 900L, tomorrow.AddHours(-9), AdminId),
            (planned.Kind, planned.Price, planned.DueAt, planned.PlannedBy));
        Assert.Contains("가격을 ₩900(으)로", panel.Find(".plans").TextContent, StringComparison.Ordinal);
        Assert.Contains($"{tomorrow:yyyy-MM-dd} 09:00", panel.Find(".plans").TextContent, StringComparison.Ordinal);

        await AnswerAsync(Dialogs(), panel.Find(".plans button"), yes: false);
        Assert.Single(panel.FindAll(".plans button"));
        await AnswerAsync(Dialogs(), panel.Find(".plans button"), yes: true);
        Assert.Empty(panel.FindAll(".plans button"));
        Assert.Contains("취소됨", panel.Find(".plans").TextContent, StringComparison.Ordinal);
        Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await Shop.Get<ApplyChanges>().RunAsync(default));
    }

    [Theory]
    [InlineData("Publish", null, "2020-01-01T09:00", "plan-at-error")]
    [InlineData("Publish", null, "", "plan-at-error")]
    [InlineData("Price", "0", "2026-12-24T09:00", "plan-price-error")]
    [InlineData("Price", "", "2026-12-24T09:00", "plan-price-error")]
    public async Task What_can_not_be_planned_is_said_beside_its_field(string kind, string? price, string at, string error)
    {
        await LogInAdminAsync();
        var id = await Shop.AddProductAsync();
        var panel = Render<SchedulePanel>(p => p.Add(s => s.ProductId, id));
        panel.Find($"input[value={kind}]").Change(kind);
        if (price is not null) panel.Find("#plan-price").Change(price);
        panel.Find("#plan-at").Change(at);

        await panel.Find("form.plan").SubmitAsync();

        Assert.NotEmpty(panel.Find($"#{error}").TextContent.Trim());
        Assert.Single(panel.FindAll("[aria-invalid=true]"));
        Assert.Equal(0, (await Shop.Get<PlanChanges>().ListAsync(id, new(), default)).Total);
    }

    [Fact]
    public async Task What_was_applied_while_the_page_was_open_can_not_be_withdrawn()
    {
        await LogInAdminAsync();
        var id = await Shop.AddProductAsync(published: false);
        var plan = new ChangePlan(ScheduledChangeKind.Publish, null, Clock.GetUtcNow().UtcDateTime.AddHours(1));
        (await Shop.Get<PlanChanges>().PlanAsync(Actor.System, id, plan, default)).Granted();
        var panel = Render<SchedulePanel>(p => p.Add(s => s.ProductId, id));
        Clock.Advance(TimeSpan.FromHours(1));
        await Shop.Get<ApplyChanges>().RunAsync(default);

        await AnswerAsync(Dialogs(), panel.Find(".plans button"), yes: true);

        var told = Assert.Single(Services.GetRequiredService<RecordedSnackbar>().Told);
        Assert.Contains("이미 적용됐거나", told.Text, StringComparison.Ordinal);
        Assert.Contains("적용됨", panel.Find(".plans").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_price_history_names_both_prices_who_and_how()
    {
        await LogInAdminAsync();
        var id = await Shop.AddProductAsync(price: 1_000);
        var edit = new ProductEdit("등", 900, "조명");
        (await Shop.Get<ProductEditor>().UpdateAsync(Actor.OnPage(AdminId), id, edit, null, default)).Granted();
        var email = await Shop.ReadAsync(db => db.Users.Where(u => u.Id == AdminId).Select(u => u.Email!).SingleAsync());

        var line = Render<PricesPanel>(p => p.Add(s => s.ProductId, id)).Find(".prices li").TextContent;

        foreach (var part in new[] { "₩1,000 → ₩900", email, "관리 화면" }) Assert.Contains(part, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_products_own_low_stock_number_is_kept_shown_and_taken_away()
    {
        await LogInAdminAsync();
        var id = await Shop.AddProductAsync();
        var form = Render<ProductForm>(p => p.Add(f => f.Existing, FindAsync(id).Result));
        form.Find("#lowStockAt").Change("x");
        await form.Find("form").SubmitAsync();
        Assert.NotEmpty(form.Find("#lowStockAt-error").TextContent.Trim());

        form.Find("#lowStockAt").Change("30");
        await form.Find("form").SubmitAsync();

        var saved = await FindAsync(id);
        Assert.Equal(30, saved.LowStockAt);
        var again = Render<ProductForm>(p => p.Add(f => f.Existing, saved));
        Assert.Equal("30", again.Find("#lowStockAt").GetAttribute("value"));
        again.Find("#lowStockAt").Change("");
        await again.Find("form").SubmitAsync();
        Assert.Null((await FindAsync(id)).LowStockAt);
    }

    [Fact]
    public async Task What_runs_low_is_a_list_and_its_events_lead_to_the_product()
    {
        await LogInAdminAsync();
        await Shop.Get<LowStockWatch>().RunAsync(default);
        var (low, _) = (await Shop.AddProductAsync(stock: 3), await Shop.AddProductAsync(stock: 30));
        await Shop.Get<LowStockWatch>().RunAsync(default);

        var list = Render<ProductsPanel>(p => p.Add(s => s.Filter, new ProductAdminFilter(State: ProductState.Low)));
        Assert.Equal([$"/manage/products/{low}"], list.FindAll("td a").Select(a => a.GetAttribute("href")));
        Assert.Single(list.FindAll("td .mud-chip.low"));

        var made = await Shop.ReadAsync(db => db.Events.SingleAsync());
        await Shop.ReadAsync(db => db.Add(new Delivery
        {
            EventId = made.Id,
            Destination = MailDeliveries.Destination,
            SubjectType = made.SubjectType,
            SubjectId = made.SubjectId,
            OccurredAt = made.OccurredAt,
        }).Context.SaveChangesAsync());
        var mails = Render<EventsPanel>(p => p
            .Add(e => e.Deliveries, Shop.Get<MailDeliveries>()).Add(e => e.Label, "메일").Add(e => e.Root, "/manage/mails"));
        Assert.Equal($"상품 {low}", mails.Find($"td a[href='/manage/products/{low}']").TextContent);
    }

    [Fact]
    public async Task Nothing_can_be_clicked_before_it_is_interactive()
    {
        await LogInAdminAsync();
        var id = await Shop.AddProductAsync();
        var plan = new ChangePlan(ScheduledChangeKind.Publish, null, Clock.GetUtcNow().UtcDateTime.AddHours(1));
        (await Shop.Get<PlanChanges>().PlanAsync(Actor.System, id, plan, default)).Granted();
        Prerender();

        var (schedule, many) = (Render<SchedulePanel>(p => p.Add(s => s.ProductId, id)), Render<StockTakePanel>());

        Assert.All(schedule.FindAll("button").Concat(many.FindAll("button")), b => Assert.True(b.HasAttribute("disabled")));
        Assert.True(schedule.Find("fieldset").HasAttribute("disabled"));
    }

    private static AngleSharp.Dom.IElement Field(IRenderedComponent<StockTakePanel> panel, string name) =>
        panel.Find($"input[aria-label='{name}의 센 수량']");

    private Task<long> AddAsync(string name) => Shop.AddProductAsync(stock: 10, price: 10, name: name);

    private async Task<ProductRecord> FindAsync(long id) => (await Shop.Get<ProductEditor>().FindAsync(id, default)).Value!;
}

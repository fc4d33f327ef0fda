using Bunit;
using Ecommerce.Core.Ordering.Refunds;
using Ecommerce.Core.Ordering.Returns;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Admin.Orders;
using Ecommerce.Web.Admin.Returns;

namespace Ecommerce.Tests.Admin;

/// <summary>Parts of orders given back, and returns answered, on the management pages.</summary>
public sealed class RefundPanelTests(TestDatabases databases) : AdminPanelTests(databases)
{
    [Fact]
    public async Task Pieces_are_given_back_after_asking_with_their_amount()
    {
        await LogInAdminAsync();
        var (shopper, product, order) = await ArrangeAsync();
        var panel = Render<AdminOrder>(p => p.Add(o => o.OrderId, order));
        Assert.Empty(panel.FindAll(".order-refunded"));
        await panel.Find(".pieces input").ChangeAsync(new() { Value = "2" });
        await panel.Find("#refund-reason").ChangeAsync(new() { Value = "찢어짐" });
        await panel.Find("#refund-restock").ChangeAsync(new() { Value = false });

        var question = await AnswerAsync(Dialogs(), () => panel.Find("form.refund").SubmitAsync(), yes: true);

        Assert.Contains("₩200", question, StringComparison.Ordinal);
        var made = panel.Find(".refunds li").TextContent;
        Assert.Contains("찢어짐", made, StringComparison.Ordinal);
        Assert.Contains("재고에 넣지 않음", made, StringComparison.Ordinal);
        Assert.Equal("부분 환불됨", panel.Find(".order-refunded").TextContent.Trim());
        Assert.Single(panel.FindAll(".timeline .refunded"));
        Assert.Equal((900, 2), (await Shop.BalanceAsync(shopper), await Shop.StockAsync(product)));
        Assert.Contains("1개 남음", panel.Find(".pieces").TextContent, StringComparison.Ordinal);
        Assert.Contains(panel.FindAll("td"), td => td.TextContent.Trim() == "부분 환불");
    }

    [Fact]
    public async Task Nothing_is_given_back_when_the_answer_is_no()
    {
        await LogInAdminAsync();
        var (shopper, _, order) = await ArrangeAsync();
        var panel = Render<AdminOrder>(p => p.Add(o => o.OrderId, order));
        await panel.Find(".pieces input").ChangeAsync(new() { Value = "1" });
        await panel.Find("#refund-reason").ChangeAsync(new() { Value = "찢어짐" });

        await AnswerAsync(Dialogs(), () => panel.Find("form.refund").SubmitAsync(), yes: false);

        Assert.Equal(700, await Shop.BalanceAsync(shopper));
    }

    [Theory]
    [InlineData("", "torn")]
    [InlineData("0", "torn")]
    [InlineData("4", "torn")]
    [InlineData("-1", "torn")]
    [InlineData("one", "torn")]
    [InlineData("1", " ")]
    public async Task What_is_chosen_wrongly_is_said_before_anything_is_asked(string pieces, string reason)
    {
        await LogInAdminAsync();
        var (_, _, order) = await ArrangeAsync();
        var panel = Render<AdminOrder>(p => p.Add(o => o.OrderId, order));
        await panel.Find(".pieces input").ChangeAsync(new() { Value = pieces });
        await panel.Find("#refund-reason").ChangeAsync(new() { Value = reason });

        await panel.Find("form.refund").SubmitAsync();

        Assert.NotEmpty(panel.Find(".refund [role=alert]").TextContent);
    }

    [Fact]
    public async Task An_order_of_which_nothing_is_left_offers_nothing()
    {
        await LogInAdminAsync();
        var (_, product, order) = await ArrangeAsync();
        (await Shop.RefundAsync(order, (product, 3))).Granted();

        var panel = Render<AdminOrder>(p => p.Add(o => o.OrderId, order));

        Assert.Empty(panel.FindAll("form.refund"));
        Assert.Equal("모두 환불됨", panel.Find(".order-refunded").TextContent.Trim());
    }

    [Fact]
    public async Task What_waits_is_listed_and_accepted()
    {
        await LogInAdminAsync();
        var (shopper, product, order) = await ArrangeAsync();
        var id = (await Shop.AskForReturnAsync(shopper, order, (product, 2))).Granted();
        var list = Render<ReturnsPanel>(p => p.Add(r => r.Status, ReturnStatus.Open));
        Assert.Equal($"/manage/returns/{id}", list.Find("td a").GetAttribute("href"));
        var panel = Render<AdminReturn>(p => p.Add(r => r.ReturnId, id));
        Assert.Contains("too small", panel.Markup, StringComparison.Ordinal);

        var question = await AnswerAsync(Dialogs(), () => panel.Find("form.answer").SubmitAsync(), yes: true);

        Assert.Contains("₩200", question, StringComparison.Ordinal);
        Assert.Equal("승인", panel.Find(".return-accepted").TextContent.Trim());
        Assert.Empty(panel.FindAll("form"));
        Assert.Equal(900, await Shop.BalanceAsync(shopper));
        Assert.Empty(Render<ReturnsPanel>(p => p.Add(r => r.Status, ReturnStatus.Open)).FindAll("td a"));
        Assert.Single(await Shop.Get<RefundQueries>().ListAsync(order, default));
    }

    [Fact]
    public async Task Declining_needs_words()
    {
        await LogInAdminAsync();
        var (shopper, product, order) = await ArrangeAsync();
        var id = (await Shop.AskForReturnAsync(shopper, order, (product, 1))).Granted();
        var panel = Render<AdminReturn>(p => p.Add(r => r.ReturnId, id));
        await panel.FindAll("form.answer button")[1].ClickAsync();
        Assert.NotEmpty(panel.Find("[role=alert]").TextContent);
        await panel.Find("#return-answer").ChangeAsync(new() { Value = "사용한 흔적이 있어요" });

        await AnswerAsync(Dialogs(), panel.FindAll("form.answer button")[1], yes: true);

        Assert.Equal("거절", panel.Find(".return-declined").TextContent.Trim());
        Assert.Contains("사용한 흔적이 있어요", panel.Markup, StringComparison.Ordinal);
        Assert.Equal(700, await Shop.BalanceAsync(shopper));
    }

    /// <summary>Three pieces for 100 each, paid from 1,000 and delivered; two are left in stock.</summary>
    private async Task<(long Shopper, long Product, long Order)> ArrangeAsync()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(1_000), await Shop.AddProductAsync(5, 100));
        return (shopper, product, await Shop.DeliveredAsync(shopper, (product, 3)));
    }
}

using Bunit;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Identity.Sessions;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Admin.Shoppers;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Admin;

/// <summary>A shopper's page: the wallet is put right, the account locked, notes kept.</summary>
public sealed class ShopperCareTests(TestDatabases databases) : AdminPanelTests(databases)
{
    [Theory]
    [InlineData("500", true, "₩500을 더할까요", 1_500)]
    [InlineData("+1,000", true, "₩1,000을 더할까요", 2_000)]
    [InlineData("-400", true, "₩400을 뺄까요", 600)]
    [InlineData("-400", false, "₩400을 뺄까요", 1_000)]
    public async Task Corrects_the_balance_after_asking_and_shows_it(string typed, bool yes, string asked, long balance)
    {
        var (panel, shopper) = await OpenAsync(1_000);

        Fill(panel, typed, "배송이 늦었어요");
        var question = await SubmitAsync(panel, ".correction form", yes);

        Assert.Contains(asked, question, StringComparison.Ordinal);
        Assert.Contains("배송이 늦었어요", question, StringComparison.Ordinal);
        Assert.Equal(balance, await Shop.BalanceAsync(shopper));
        Assert.Equal(yes ? 2 : 1, panel.FindAll("section:last-of-type tbody tr").Count);
        if (yes) Assert.Contains("배송이 늦었어요", panel.FindAll("section:last-of-type tbody tr")[0].TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "r", "0이 아닌")]
    [InlineData("x", "r", "0이 아닌")]
    [InlineData("10000001", "r", "0이 아닌")]
    [InlineData("100", " ", "사유를")]
    public async Task Says_what_is_wrong_before_it_asks(string typed, string reason, string told)
    {
        var (panel, shopper) = await OpenAsync(1_000);
        Fill(panel, typed, reason);

        await panel.Find(".correction form").SubmitAsync();

        Assert.Contains(told, panel.Find(".correction [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(1_000, await Shop.BalanceAsync(shopper));
    }

    [Fact]
    public async Task Says_that_the_wallet_holds_less()
    {
        var (panel, _) = await OpenAsync(1_000);
        Fill(panel, "-1001", "r");

        await SubmitAsync(panel, ".correction form", yes: true);

        Assert.Contains("₩1,000", panel.Find(".correction [role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Locks_the_account_after_asking_and_tells_why_it_is_locked(bool yes)
    {
        var (panel, shopper) = await OpenAsync();
        var session = await Shop.BeginSessionAsync(shopper);
        panel.Find("#lock-reason").Change("카드 도난 신고");

        await SubmitAsync(panel, ".account-lock form", yes);

        Assert.Equal(yes, await Shop.Get<SessionQueries>().FindAsync(session, default) is null);
        Assert.Equal(yes ? 0 : 1, panel.FindAll(".account-lock form").Count);
        Assert.Equal(yes ? 1 : 0, panel.FindAll(".lock-reason").Count);
        if (yes) Assert.Contains("카드 도난 신고", panel.Markup, StringComparison.Ordinal);
        Assert.Equal(yes ? 1 : 0, Log.Lines.Count(line => line.Event.Name == "account.locked"));
    }

    [Fact]
    public async Task A_lock_without_a_reason_asks_for_one()
    {
        var (panel, shopper) = await OpenAsync();

        await panel.Find(".account-lock form").SubmitAsync();

        Assert.Contains("사유를", panel.Find(".account-lock").TextContent, StringComparison.Ordinal);
        Assert.Null((await Shop.Get<ShopperAdmin>().FindAsync(shopper, default)).Value!.LockoutEnd);
    }

    [Fact]
    public async Task Whoever_is_behind_is_told_and_sees_the_account_as_it_is()
    {
        var (panel, shopper) = await OpenAsync();
        panel.Find("#lock-reason").Change("r");
        await Shop.Get<LockAccount>().RunAsync(Actor.System, shopper, "first", default);

        await SubmitAsync(panel, ".account-lock form", yes: true);

        Assert.Empty(panel.FindAll(".account-lock form"));
        Assert.Contains("first", panel.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Logs_the_shopper_out_everywhere_after_asking(bool yes)
    {
        var (panel, shopper) = await OpenAsync();
        var session = await Shop.BeginSessionAsync(shopper);

        await AnswerAsync(Dialogs(), panel.Find(".log-out"), yes);

        Assert.Equal(yes, await Shop.Get<SessionQueries>().FindAsync(session, default) is null);
    }

    [Fact]
    public async Task An_admin_s_own_page_neither_locks_nor_corrects()
    {
        await LogInAdminAsync();

        var panel = Render<ShopperPanel>(p => p.Add(s => s.Id, AdminId));

        Assert.Empty(panel.FindAll(".correction, .account-lock form"));
        Assert.Single(panel.FindAll(".log-out"));
    }

    [Fact]
    public async Task Notes_are_added_and_one_s_own_deleted_after_asking()
    {
        var (panel, shopper) = await OpenAsync();
        var other = await Shop.AddAdminAsync();
        await Shop.Get<ShopperNotes>().AddAsync(Actor.OnPage(other), shopper, "다른 관리자의 메모", default);
        panel.Find("#note").Change("저녁에 전화");

        await panel.Find(".notes form").SubmitAsync();

        Assert.Equal(["저녁에 전화", "다른 관리자의 메모"], panel.FindAll(".note-text").Select(n => n.TextContent));
        var own = Assert.Single(panel.FindAll(".note-list button"));
        await AnswerAsync(Dialogs(), own, yes: true);
        Assert.Equal(["다른 관리자의 메모"], panel.FindAll(".note-text").Select(n => n.TextContent));
        Assert.Equal(1, await Shop.ReadAsync(db => db.ShopperNotes.CountAsync()));
    }

    private async Task<(IRenderedComponent<ShopperPanel> Panel, long Shopper)> OpenAsync(long balance = 0)
    {
        await LogInAdminAsync();
        var shopper = await Shop.AddShopperAsync(balance);
        return (Render<ShopperPanel>(p => p.Add(s => s.Id, shopper)), shopper);
    }

    private static void Fill(IRenderedComponent<ShopperPanel> panel, string amount, string reason)
    {
        panel.Find("#correction").Change(amount);
        panel.Find("#correction-reason").Change(reason);
    }

    /// <summary>Sends a form that asks first, and answers. Returns the question.</summary>
    private async Task<string> SubmitAsync(IRenderedComponent<ShopperPanel> panel, string form, bool yes)
    {
        var dialogs = Dialogs();
        var sent = panel.Find(form).SubmitAsync();
        dialogs.WaitForElement("[role=dialog]");
        var question = dialogs.Find(".mud-dialog-content").TextContent.Trim();
        await dialogs.FindAll(".mud-dialog-actions button")[yes ? 1 : 0].ClickAsync();
        await sent;
        return question;
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ecommerce.Core.Reconciliation;
using Ecommerce.Core.Data.Seeding;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Identity;

/// <summary>Deleting an account on its page, and what is left of its cookies and tokens.</summary>
public sealed class DeletionTests(PagesFixture pages) : IClassFixture<PagesFixture>
{
    private const string Delete = "/account/delete";

    [Fact]
    public async Task An_account_without_money_is_deleted_with_its_password()
    {
        var visitor = await pages.Visitor().RegisterAsync();
        (await visitor.SendAsync(Delete)).Says("비밀번호를 입력해");
        (await visitor.SendAsync(Delete, ("Input.Password", "Wr0ng!wrong"))).Says("비밀번호가 맞지 않아요");
        Assert.True(await visitor.IsLoggedInAsync());

        (await visitor.SendAsync(Delete, ("Input.Password", Visitor.Password))).IsRedirectTo("/account/deleted");

        Assert.False(await visitor.IsLoggedInAsync());
        (await pages.Visitor().LogInAsync(visitor.Email)).Says("이메일이나 비밀번호가 맞지 않아요");
        (await pages.Visitor().SendRegistrationAsync(visitor.Email)).IsRedirectTo("/");
    }

    [Fact]
    public async Task Money_is_given_up_only_as_it_was_named()
    {
        var visitor = await pages.Visitor().RegisterAsync();
        var token = await BearerAsync(visitor.Email);
        await token.ChargeAsync(3000);
        (await visitor.OpenAsync(Delete)).Says("₩3,000");
        (await visitor.SendAsync(Delete, ("Input.Password", Visitor.Password))).Says("동의해야 삭제할 수 있어요");

        var page = await visitor.OpenAsync(Delete);
        await token.ChargeAsync(500);
        (await visitor.SendAsync(page, Delete, ("Input.Password", Visitor.Password), ("Input.Forfeit", "3000")))
            .Says("금액이 바뀌었어요").Says("₩3,500");
        Assert.True(await visitor.IsLoggedInAsync());

        (await visitor.SendAsync(Delete, ("Input.Password", Visitor.Password), ("Input.Forfeit", "3500"))).IsRedirectTo("/account/deleted");

        Assert.Empty((await pages.Shop.Services.GetRequiredService<ReconcileBooks>().CheckAsync(default)).Discrepancies);
    }

    [Fact]
    public async Task Tokens_and_cookies_issued_before_are_a_strangers()
    {
        var (visitor, elsewhere) = (await pages.Visitor().RegisterAsync(), pages.Visitor());
        await elsewhere.LogInAsync(visitor.Email);
        var (token, refresh) = await TokensAsync(visitor.Email);
        Assert.Equal(HttpStatusCode.OK, (await token.GetAsync("/orders")).StatusCode);
        (await visitor.SendAsync(Delete, ("Input.Password", Visitor.Password))).IsRedirectTo("/account/deleted");

        string[] addresses =
            ["/balance", "/balance/transactions", "/orders", "/orders/1", "/orders/cart", "/auth/manage/info", "/admin/products"];
        foreach (var address in addresses)
            Assert.Equal((address, HttpStatusCode.Unauthorized), (address, (await token.GetAsync(address)).StatusCode));
        Assert.Equal(HttpStatusCode.Unauthorized, (await token.PostAsJsonAsync("/balance/charge", new { amount = 1 })).StatusCode);
        var problem = await (await token.GetAsync("/orders")).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("unauthorized", problem.GetProperty("code").GetString());
        Assert.Equal(
            HttpStatusCode.Unauthorized, (await token.PostAsJsonAsync("/auth/refresh", new { refreshToken = refresh })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await token.GetAsync("/products")).StatusCode);
        Assert.False(await elsewhere.IsLoggedInAsync());
    }

    [Fact]
    public async Task The_only_admin_is_told_to_stay()
    {
        var admin = pages.Visitor();
        await admin.LogInAsync(DemoAccounts.Admin);

        (await admin.SendAsync(Delete, ("Input.Password", Visitor.Password))).Says("관리자가 이 계정뿐");
    }

    private async Task<HttpClient> BearerAsync(string email) => (await TokensAsync(email)).Client;

    private async Task<(HttpClient Client, string Refresh)> TokensAsync(string email)
    {
        var client = pages.Shop.Anonymous();
        return (client, (await client.LogInAsync(email)).RefreshToken);
    }
}

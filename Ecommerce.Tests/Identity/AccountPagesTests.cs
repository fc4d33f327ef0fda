using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ecommerce.Tests.Mails;
using Ecommerce.Web.Mails;
using Ecommerce.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Identity;

/// <summary>Signing up, confirming, changing and resetting on the pages.</summary>
public sealed class AccountPagesTests(PagesFixture pages, TestDatabases databases) : IClassFixture<PagesFixture>
{
    private const string New = "N3w!passw0rd";

    [Fact]
    public async Task Signing_up_logs_in()
    {
        var visitor = await pages.Visitor().RegisterAsync();

        (await visitor.OpenAsync("/account")).Says(visitor.Email).Says("₩0").Says("아직 확인되지 않은");
    }

    [Theory]
    [InlineData("Passw0rd!", "Passw0rd?", "서로 달라요")]
    [InlineData("short1!", "short1!", "너무 짧은")]
    [InlineData("password", "password", "많은 사람이 쓰는")]
    [InlineData("eCommerce", "eCommerce", "가게 이름은 비밀번호로 쓸 수 없어요")]
    public async Task A_password_that_will_not_do_is_refused_beside_its_field(string password, string repeated, string message) =>
        (await pages.Visitor().SendRegistrationAsync(ShopHttp.NewEmail(), password, repeated)).Says(message);

    [Fact]
    public async Task An_address_is_taken_whatever_its_case_and_however_many_come_at_once()
    {
        var email = (await pages.Visitor().RegisterAsync()).Email;
        (await pages.Visitor().SendRegistrationAsync(email.ToUpperInvariant())).Says("이미 가입된");

        var fresh = ShopHttp.NewEmail();
        var answers = await Race.RunAsync(6, _ => pages.Visitor().SendRegistrationAsync(fresh));

        Assert.Single(answers, a => a.Location == "/");
        Assert.All(answers.Where(a => a.Location is null), a => a.Says("이미 가입된"));
    }

    [Theory]
    [InlineData(null, "이메일 주소를 확인해 주세요")]
    [InlineData("en", "please confirm your e-mail address")]
    [InlineData("fr, ko;q=0.5, en;q=0.4", "이메일 주소를 확인해 주세요")]
    public async Task Mails_are_in_the_language_of_whoever_causes_them_by_page_or_by_API(string? language, string subject)
    {
        var mails = new SentMails();
        await using var shop = await WebShop.StartAsync(databases, configure: services => services.AddSingleton<IMailSender>(mails));
        var visitor = new Visitor(shop);
        if (language is not null) visitor.Http.DefaultRequestHeaders.Add("Accept-Language", language);

        await visitor.SendRegistrationAsync("page@example.com");
        (await visitor.Http.PostAsJsonAsync("/auth/register", new { email = "api@example.com", password = "Passw0rd!" }))
            .EnsureSuccessStatusCode();

        Assert.Equal(["page@example.com", "api@example.com"], mails.Sent.Select(m => m.To));
        Assert.All(mails.Sent, m => Assert.Contains(subject, m.Subject));
    }

    [Fact]
    public async Task Where_addresses_must_be_confirmed_the_link_in_the_mail_opens_the_account()
    {
        await using var shop = await WebShop.StartAsync(databases, settings: ("Mail:RequireConfirmedAddress", "true"));
        var visitor = new Visitor(shop);
        var registered = (await visitor.SendRegistrationAsync(visitor.Email)).Says("확인 메일이 곧 도착해요");

        (await visitor.LogInAsync(visitor.Email)).Says("이메일 주소를 먼저 확인해");
        (await visitor.LogInAsync(visitor.Email, "Wr0ng!wrong")).Says("이메일이나 비밀번호가 맞지 않아요");
        (await visitor.OpenAsync(registered.MailLink)).Says("이메일 주소를 확인했어요");

        (await visitor.LogInAsync(visitor.Email)).IsRedirectTo("/");
        Assert.False((await visitor.SendAsync("/account/resend-confirmation", ("Input.Email", visitor.Email))).HasMail);
    }

    [Theory]
    [InlineData("/account/confirm-email")]
    [InlineData("/account/confirm-email?userId=1&code=x")]
    [InlineData("/account/confirm-email?userId=1&code=%00")]
    [InlineData("/account/confirm-email?userId=99999999999999999999&code=YQ")]
    [InlineData("/account/confirm-email?userId=1&email=%00&code=YQ")]
    [InlineData("/account/confirm-email?userId=1&email=a@example.com&code=YQ")]
    [InlineData("/account/reset-password")]
    [InlineData("/account/reset-password?email=%00&code=!")]
    public async Task A_link_that_was_cut_or_made_up_is_told_so(string address) =>
        (await pages.Visitor().OpenAsync(address)).Says("링크가 오래되었거나");

    [Fact]
    public async Task A_forgotten_password_is_replaced_through_the_mail_once()
    {
        var (visitor, elsewhere) = (pages.Visitor(), await pages.Visitor().RegisterAsync());
        var link = (await visitor.SendAsync("/account/forgot-password", ("Input.Email", elsewhere.Email))).MailLink;

        (await visitor.SendAsync(link, ("Input.Password", "weak"), ("Input.Repeated", "weak"))).Says("너무 짧은");
        (await visitor.SendAsync(link, ("Input.Password", New), ("Input.Repeated", New))).Says("비밀번호를 바꿨어요");

        (await visitor.SendAsync(link, ("Input.Password", New + "2"), ("Input.Repeated", New + "2"))).Says("링크가 오래되었거나");
        Assert.False(await elsewhere.IsLoggedInAsync());
        (await visitor.LogInAsync(elsewhere.Email, New)).IsRedirectTo("/");
    }

    [Fact]
    public async Task Nobody_learns_whether_an_address_has_an_account()
    {
        var email = (await pages.Visitor().RegisterAsync()).Email;
        foreach (var page in new[] { "/account/forgot-password", "/account/resend-confirmation" })
        {
            var known = await pages.Visitor().SendAsync(page, ("Input.Email", email));
            var unknown = await pages.Visitor().SendAsync(page, ("Input.Email", "nobody@example.com"));

            Assert.True(known.HasMail); // shown by a shop for trying out only
            Assert.False(unknown.HasMail);
            Assert.Contains("계정이 있다면", unknown.Says("nobody@example.com").Text);
            Assert.Contains("계정이 있다면", known.Text);
        }

        var made = await pages.Visitor().SendAsync(
            "/account/reset-password?email=nobody@example.com&code=YQ", ("Input.Password", New), ("Input.Repeated", New));
        var real = await pages.Visitor().SendAsync(
            $"/account/reset-password?email={email}&code=YQ", ("Input.Password", New), ("Input.Repeated", New));
        Assert.Equal(real.Text, made.Text);
    }

    [Fact]
    public async Task A_changed_password_ends_the_other_sessions_but_not_this_one()
    {
        var (here, there) = (await pages.Visitor().RegisterAsync(), pages.Visitor());
        await there.LogInAsync(here.Email);

        (await here.SendAsync("/account/password", ("Input.Current", "Wr0ng!wrong"), ("Input.Password", New), ("Input.Repeated", New)))
            .Says("비밀번호가 맞지 않아요");
        Assert.True(await there.IsLoggedInAsync());
        (await here.SendAsync("/account/password", ("Input.Current", Visitor.Password), ("Input.Password", New), ("Input.Repeated", New)))
            .Says("비밀번호를 바꿨어요");

        Assert.True(await here.IsLoggedInAsync());
        Assert.False(await there.IsLoggedInAsync());
        (await there.LogInAsync(here.Email, New)).IsRedirectTo("/");
    }

    [Fact]
    public async Task A_new_address_counts_once_its_owner_has_answered()
    {
        var (visitor, fresh) = (await pages.Visitor().RegisterAsync(), ShopHttp.NewEmail());
        (await visitor.SendAsync("/account/email", ("Input.Email", visitor.Email))).Says("지금 쓰는 이메일과 같아요");

        var link = (await visitor.SendAsync("/account/email", ("Input.Email", fresh))).Says("확인 메일이 곧 도착해요").MailLink;

        (await visitor.OpenAsync("/account")).Says(visitor.Email);
        (await visitor.OpenAsync(link)).Says("이메일 주소를 확인했어요");
        (await visitor.OpenAsync("/account")).Says(fresh).Says("확인된 이메일");
        (await pages.Visitor().LogInAsync(fresh)).IsRedirectTo("/");
        (await pages.Visitor().LogInAsync(visitor.Email)).Says("이메일이나 비밀번호가 맞지 않아요");
    }

    [Fact]
    public async Task Another_accounts_address_can_not_be_taken_over()
    {
        var (visitor, other) = (await pages.Visitor().RegisterAsync(), await pages.Visitor().RegisterAsync());
        var link = (await visitor.SendAsync("/account/email", ("Input.Email", other.Email))).MailLink;

        (await visitor.OpenAsync(link)).Says("링크가 오래되었거나");

        (await visitor.OpenAsync("/account")).Says(visitor.Email);
    }

    [Fact]
    public async Task The_personal_data_are_to_be_had_as_a_file_by_their_owner_only()
    {
        var visitor = await pages.Visitor().RegisterAsync();
        var token = await BearerAsync(visitor.Email);
        await token.ChargeAsync(5_000_000);
        (await token.PostAsJsonAsync("/orders", new { items = new[] { new { productId = 1, quantity = 1 } } })).EnsureSuccessStatusCode();
        await token.PutIntoCartAsync(2, 1);

        var answer = await visitor.Http.GetAsync("/account/data.json");

        Assert.Equal("attachment; filename=account.json; filename*=UTF-8''account.json", $"{answer.Content.Headers.ContentDisposition}");
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var data = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(visitor.Email, data.GetProperty("account").GetProperty("email").GetString());
        Assert.Equal(2, data.GetProperty("wallet").GetProperty("entries").GetArrayLength());
        Assert.Equal(1, Assert.Single(data.GetProperty("orders").EnumerateArray()).GetProperty("items").GetArrayLength());
        Assert.Equal(2, Assert.Single(data.GetProperty("cart").EnumerateArray()).GetProperty("productId").GetInt64());
        Assert.StartsWith("/account/login", (await pages.Visitor().OpenAsync("/account/data.json")).Location);
        Assert.Equal(HttpStatusCode.Found, (await token.GetAsync("/account/data.json")).StatusCode); // pages know no tokens
    }

    [Theory]
    [InlineData("/account")]
    [InlineData("/account/sessions")]
    [InlineData("/wallet")]
    [InlineData("/my/orders")]
    [InlineData("/checkout")]
    public async Task No_cache_keeps_a_personal_page(string address)
    {
        var visitor = await pages.Visitor().RegisterAsync();

        Assert.True((await visitor.Http.GetAsync(address)).Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("/account")]
    [InlineData("/account/password")]
    [InlineData("/account/email")]
    [InlineData("/account/data")]
    [InlineData("/account/delete")]
    public async Task A_stranger_sees_no_account(string address) =>
        (await pages.Visitor().OpenAsync(address)).IsRedirectTo($"/account/login?ReturnUrl={Uri.EscapeDataString(address)}");

    private async Task<HttpClient> BearerAsync(string email)
    {
        var client = pages.Shop.Anonymous();
        await client.LogInAsync(email);
        return client;
    }
}

using System.Net;
using Ecommerce.Core.Data.Seeding;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Identity.SecondFactor;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Identity;

/// <summary>Passkeys on the pages, with an authenticator that does what it is told.</summary>
public sealed class PasskeyPagesTests(TestDatabases databases)
{
    private const string Passkeys = "/account/security/passkeys";
    private const string Refused = "이 패스키는 여기서 쓸 수 없어요";

    private readonly FakeTimeProvider clock = TestClock.New();

    [Fact]
    public async Task A_passkey_is_added_renamed_and_removed()
    {
        await using var shop = await StartAsync();
        var visitor = await new Visitor(shop).RegisterAsync();

        var added = (await AddAsync(visitor, new(), "회사 노트북")).Says("패스키를 추가했어요");
        Assert.Contains("value=\"회사 노트북\"", added.Html, StringComparison.Ordinal);
        var id = added.Html.Split("value=\"rename-")[1].Split('"')[0];

        var renamed = await visitor.SendFormAsync(Passkeys, $"rename-{id}", ("Name", "집 노트북"));
        Assert.Contains("value=\"집 노트북\"", renamed.Says("이름을 바꿨어요").Html, StringComparison.Ordinal);
        (await visitor.OpenAsync("/account/security")).Says("집 노트북");
        (await visitor.SendFormAsync(Passkeys, $"remove-{id}")).Says("패스키를 삭제했어요");
        (await visitor.OpenAsync("/account/security")).Says("아직 없어요");
        Assert.True(await visitor.IsLoggedInAsync());
    }

    [Fact]
    public async Task A_passkey_logs_in_without_an_address_or_a_password()
    {
        await using var shop = await StartAsync();
        var (visitor, passkey) = (await new Visitor(shop).RegisterAsync(), new SoftPasskey());
        await AddAsync(visitor, passkey);
        var other = new Visitor(shop);

        (await LogInAsync(other, passkey, "/account/login?ReturnUrl=%2Fwallet")).IsRedirectTo("/wallet");

        (await other.OpenAsync("/account")).Says(visitor.Email);
    }

    [Fact]
    public async Task An_answer_is_good_once()
    {
        await using var shop = await StartAsync();
        var (visitor, passkey) = (await new Visitor(shop).RegisterAsync(), new SoftPasskey());
        await AddAsync(visitor, passkey);
        var other = new Visitor(shop);
        var page = await other.OpenAsync("/account/login");
        var answer = passkey.Get(await ChallengeAsync(other, page, "login-passkey", PasskeyChallenge.Get));
        (await other.SendFormAsync(page, "/account/login", "login-passkey", ("Credential", answer))).IsRedirectTo("/");
        var stranger = new Visitor(shop);
        var login = await stranger.OpenAsync("/account/login");

        (await stranger.SendFormAsync(login, "/account/login", "login-passkey", ("Credential", answer))).Says(Refused);
        await ChallengeAsync(stranger, login, "login-passkey", PasskeyChallenge.Get);
        (await stranger.SendFormAsync(login, "/account/login", "login-passkey", ("Credential", answer))).Says(Refused);
    }

    public static TheoryData<string> Faults => ["origin", "domain", "unverified", "nonsense", "another key"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_passkey_that_is_not_right_logs_nobody_in(string fault)
    {
        await using var shop = await StartAsync();
        var (visitor, passkey) = (await new Visitor(shop).RegisterAsync(), new SoftPasskey());
        await AddAsync(visitor, passkey);
        var stranger = new Visitor(shop);
        var page = await stranger.OpenAsync("/account/login");
        var challenge = await ChallengeAsync(stranger, page, "login-passkey", PasskeyChallenge.Get);
        Break(passkey, fault);

        var answer = fault switch
        {
            "nonsense" => "{}",
            "another key" => Foreign(challenge),
            _ => passkey.Get(challenge),
        };
        (await stranger.SendFormAsync(page, "/account/login", "login-passkey", ("Credential", answer))).Says(Refused);

        Assert.False(await stranger.IsLoggedInAsync());
    }

    [Theory]
    [InlineData("origin")]
    [InlineData("domain")]
    [InlineData("unverified")]
    public async Task A_passkey_of_another_site_or_without_a_PIN_is_not_added(string fault)
    {
        await using var shop = await StartAsync();
        var (visitor, passkey) = (await new Visitor(shop).RegisterAsync(), new SoftPasskey());
        Break(passkey, fault);

        (await AddAsync(visitor, passkey)).Says(Refused);

        (await visitor.OpenAsync("/account/security")).Says("아직 없어요");
    }

    /// <summary>Whoever writes another host into a request gets no passkeys for it.</summary>
    [Fact]
    public async Task They_belong_to_the_shop_s_public_address_whatever_a_request_says()
    {
        await using var shop = await StartAsync(("Store:Url", "https://shop.example"), ("AllowedHosts", "*"));
        var visitor = new Visitor(shop);
        visitor.Http.DefaultRequestHeaders.Host = "evil.example";
        var page = await visitor.OpenAsync("/account/login");

        var challenge = await ChallengeAsync(visitor, page, "login-passkey", PasskeyChallenge.Get);

        Assert.Contains("\"rpId\":\"shop.example\"", challenge, StringComparison.Ordinal);
        Assert.Contains("\"userVerification\":\"required\"", challenge, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_challenge_is_for_pages_of_the_shop_and_to_make_one_for_those_who_proved_lately_who_they_are()
    {
        await using var shop = await StartAsync();
        var visitor = await new Visitor(shop).RegisterAsync();
        var page = await visitor.OpenAsync(Passkeys);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await visitor.Http.PostAsync(PasskeyChallenge.Address, new FormUrlEncodedContent([new("ceremony", "create")]))).StatusCode);

        clock.Advance(TimeSpan.FromMinutes(11));

        var late = await visitor.Http.PostAsync(PasskeyChallenge.Address, PageForm.Fill(page.Html, "add", [("ceremony", "create")]));
        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
    }

    [Fact]
    public async Task A_new_or_removed_passkey_ends_the_other_sessions()
    {
        await using var shop = await StartAsync();
        var (here, there) = (await new Visitor(shop).RegisterAsync(), new Visitor(shop));
        await there.LogInAsync(here.Email);

        var added = await AddAsync(here, new());
        Assert.True(await here.IsLoggedInAsync());
        Assert.False(await there.IsLoggedInAsync());

        await there.LogInAsync(here.Email);
        await here.SendFormAsync(Passkeys, $"remove-{added.Html.Split("value=\"rename-")[1].Split('"')[0]}");
        Assert.True(await here.IsLoggedInAsync());
        Assert.False(await there.IsLoggedInAsync());
    }

    [Fact]
    public async Task Where_a_factor_is_demanded_an_admin_with_a_passkey_manages_by_it_and_not_by_the_password()
    {
        await using var shop = await StartAsync(("Admin:RequireSecondFactor", "true"));
        var (admin, passkey) = (new Visitor(shop), new SoftPasskey());
        await admin.LogInAsync(DemoAccounts.Admin);
        await AddAsync(admin, passkey);
        Assert.Equal(HttpStatusCode.OK, (await admin.OpenAsync("/manage")).Status);

        var byPasskey = new Visitor(shop);
        (await LogInAsync(byPasskey, passkey, "/account/login?ReturnUrl=%2Fmanage")).IsRedirectTo("/manage");
        Assert.Equal(HttpStatusCode.OK, (await byPasskey.OpenAsync("/manage")).Status);

        // By password alone: to the passkey, and nowhere past it.
        var byPassword = new Visitor(shop);
        var confirm = (await byPassword.LogInAsync(DemoAccounts.Admin, returnUrl: "/manage")).Location!;
        Assert.Equal("/account/confirm?ReturnUrl=%2Fmanage", confirm);
        var page = await byPassword.OpenAsync(confirm);
        Assert.DoesNotContain("confirm-password", page.Html, StringComparison.Ordinal);
        foreach (var address in new[] { Passkeys, "/account/security/authenticator", "/account/email", "/account/password" })
            (await byPassword.OpenAsync(address)).IsRedirectTo($"/account/confirm?ReturnUrl={Uri.EscapeDataString(address)}");
        var answer = passkey.Get(await ChallengeAsync(byPassword, page, "confirm-passkey", PasskeyChallenge.Get));
        (await byPassword.SendFormAsync(page, confirm, "confirm-passkey", ("Credential", answer))).IsRedirectTo("/manage");
        Assert.Equal(HttpStatusCode.OK, (await byPassword.OpenAsync("/manage")).Status);
    }

    [Fact]
    public async Task Nobody_confirms_with_the_passkey_of_another_account()
    {
        await using var shop = await StartAsync();
        var (visitor, other) = (await new Visitor(shop).RegisterAsync(), await new Visitor(shop).RegisterAsync());
        var (own, foreign) = (new SoftPasskey(), new SoftPasskey());
        await AddAsync(visitor, own);
        await AddAsync(other, foreign);
        clock.Advance(TimeSpan.FromMinutes(11));
        var confirm = (await visitor.OpenAsync(Passkeys)).Location!;
        var page = await visitor.OpenAsync(confirm);

        var answer = foreign.Get(await ChallengeAsync(visitor, page, "confirm-passkey", PasskeyChallenge.Get));

        (await visitor.SendFormAsync(page, confirm, "confirm-passkey", ("Credential", answer))).Says(Refused);
    }

    private static void Break(SoftPasskey passkey, string fault)
    {
        switch (fault)
        {
            case "origin":
                passkey.Origin = "https://evil.example";
                break;
            case "domain":
                passkey.Domain = "evil.example";
                break;
            case "unverified":
                passkey.Verifies = false;
                break;
        }
    }

    private static string Foreign(string challenge)
    {
        var passkey = new SoftPasskey();
        passkey.Create("""{"user":{"id":"MQ"},"rp":{"id":"localhost"},"challenge":"AA"}""");
        return passkey.Get(challenge);
    }

    private static async Task<Page> AddAsync(Visitor visitor, SoftPasskey passkey, string name = "Phone")
    {
        var page = await visitor.OpenAsync(Passkeys);
        var answer = passkey.Create(await ChallengeAsync(visitor, page, "add", PasskeyChallenge.Create));
        return await visitor.SendFormAsync(page, Passkeys, "add", ("Credential", answer), ("NewName", name));
    }

    private static async Task<Page> LogInAsync(Visitor visitor, SoftPasskey passkey, string address)
    {
        var page = await visitor.OpenAsync(address);
        var answer = passkey.Get(await ChallengeAsync(visitor, page, "login-passkey", PasskeyChallenge.Get));
        return await visitor.SendFormAsync(page, address, "login-passkey", ("Credential", answer));
    }

    private static async Task<string> ChallengeAsync(Visitor visitor, Page page, string form, string ceremony)
    {
        var made = await visitor.Http.PostAsync(PasskeyChallenge.Address, PageForm.Fill(page.Html, form, [("ceremony", ceremony)]));
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        return await made.Content.ReadAsStringAsync();
    }

    private Task<WebShop> StartAsync(params (string Key, string? Value)[] settings) => WebShop.StartAsync(
        databases, configure: services => services.AddSingleton<TimeProvider>(clock), settings: settings);
}

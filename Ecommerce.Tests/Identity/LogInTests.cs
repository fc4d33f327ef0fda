using System.Net;
using System.Text.RegularExpressions;
using Ecommerce.Core.Data.Seeding;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Identity;

/// <summary>Logging in and out on the pages.</summary>
public sealed class LogInTests(PagesFixture pages, TestDatabases databases) : IClassFixture<PagesFixture>
{
    /// <summary>With the limits that other tests take off, of which only the ones of log-ins are near.</summary>
    private static readonly (string, string?)[] Limited = [("RateLimits:Enabled", "true"), ("RateLimits:AuthPerMinute", "0")];

    private const string Wrong = "이메일이나 비밀번호가 맞지 않아요";

    [Fact]
    public async Task A_stranger_at_a_page_that_needs_an_account_logs_in_and_comes_back()
    {
        var visitor = pages.Visitor();

        var login = (await visitor.OpenAsync("/my/orders?page=2")).Location!;

        Assert.Equal("/account/login?ReturnUrl=%2Fmy%2Forders%3Fpage%3D2", login);
        (await visitor.SendAsync(login, ("Input.Email", DemoAccounts.Shopper), ("Input.Password", Visitor.Password)))
            .IsRedirectTo("/my/orders?page=2");
        Assert.Equal(HttpStatusCode.OK, (await visitor.OpenAsync("/my/orders?page=2")).Status);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("\\\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("evil.example")]
    [InlineData("")]
    [InlineData("\0")]
    [InlineData("/\0")]
    [InlineData("http:///")]
    public async Task Leads_to_no_other_site(string returnUrl)
    {
        Assert.Equal(
            HttpStatusCode.OK, (await pages.Visitor().OpenAsync($"/account/login?ReturnUrl={Uri.EscapeDataString(returnUrl)}")).Status);
        (await pages.Visitor().LogInAsync(DemoAccounts.Shopper, returnUrl: returnUrl)).IsRedirectTo("/");
    }

    [Theory]
    [InlineData("/%ED%95%9C%EA%B8%80?search=%EB%A8%B8%EA%B7%B8", "/%ED%95%9C%EA%B8%80?search=%EB%A8%B8%EA%B7%B8")]
    [InlineData("/한글", "/%ED%95%9C%EA%B8%80")]
    [InlineData("/a/../../b", "/b")]
    public async Task Leads_back_to_any_address_of_its_own(string returnUrl, string location) =>
        (await pages.Visitor().LogInAsync(DemoAccounts.Shopper, returnUrl: returnUrl)).IsRedirectTo(location);

    [Fact]
    public async Task Who_is_logged_in_already_is_led_on()
    {
        var visitor = await pages.Visitor().RegisterAsync();

        (await visitor.OpenAsync("/account/login?ReturnUrl=%2Fwallet")).IsRedirectTo("/wallet");
        (await visitor.OpenAsync("/account/register")).IsRedirectTo("/");
    }

    [Fact]
    public async Task Says_the_same_of_a_wrong_password_and_an_unknown_address()
    {
        var unknown = (await pages.Visitor().LogInAsync("nobody@example.com", "Wr0ng!wrong"))
            .Says(Wrong).Text.Replace("nobody@example.com", "", StringComparison.Ordinal);
        var wrong = (await pages.Visitor().LogInAsync(DemoAccounts.Shopper, "Wr0ng!wrong")).Says(Wrong).Text;

        Assert.Equal(wrong, unknown);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_out_whoever_guessed_and_not_the_owner_until_the_password_is_reset()
    {
        await using var shop = await WebShop.StartAsync(databases, settings: Limited);
        var (owner, visitor) = (await new Visitor(shop).RegisterAsync(), new Visitor(shop));
        var email = owner.Email;
        for (var i = 0; i < 5; i++) (await visitor.LogInAsync(email, "Wr0ng!wrong")).Says(Wrong);

        (await visitor.LogInAsync(email)).Says("로그인이 잠겼어요");
        Assert.True(await owner.IsLoggedInAsync());
        await owner.SendAsync("/account/logout");
        (await owner.LogInAsync(email)).IsRedirectTo("/"); // a device that is known, at the same address

        var link = (await visitor.SendAsync("/account/forgot-password", ("Input.Email", email))).MailLink;
        (await visitor.SendAsync(link, ("Input.Password", "N3w!passw0rd"), ("Input.Repeated", "N3w!passw0rd"))).Says("비밀번호를 바꿨어요");
        (await visitor.LogInAsync(email, "N3w!passw0rd")).IsRedirectTo("/");
    }

    [Fact]
    public async Task An_address_without_an_account_is_locked_out_like_one_with_an_account()
    {
        await using var shop = await WebShop.StartAsync(databases, settings: Limited);
        var visitor = new Visitor(shop);
        for (var i = 0; i < 5; i++) (await visitor.LogInAsync("nobody@example.com", "Wr0ng!wrong")).Says(Wrong);

        (await visitor.LogInAsync("nobody@example.com", "Wr0ng!wrong")).Says("로그인이 잠겼어요");
    }

    [Fact]
    public async Task What_came_along_when_an_address_was_pasted_does_not_count()
    {
        var visitor = pages.Visitor();
        (await visitor.SendRegistrationAsync("\uFEFFpasted@example.com\u200B")).IsRedirectTo("/");
        Assert.Contains(">pasted@example.com<", (await visitor.OpenAsync("/account")).Html);

        (await pages.Visitor().LogInAsync("\u202Apasted@example.com\u202C")).IsRedirectTo("/");
        (await visitor.SendAsync("/account/email", ("Input.Email", "PASTED@example.com\u200B"))).Says("지금 쓰는 이메일과 같아요");
    }

    public static TheoryData<string, string, string> Unusable => new()
    {
        { "", "Passw0rd!", "이메일을 입력해" },
        { "shopper", "Passw0rd!", "이메일 주소를 확인해" },
        { "\uFFFE@example.com", "Passw0rd!", "이메일 주소를 확인해" },
        { new string('a', 300) + "@example.com", "Passw0rd!", "이메일 주소를 확인해" },
        { "shopper@example.com", "", "비밀번호를 입력해" },
        { "shopper@example.com", new string('a', 2000), "쓸 수 없는 비밀번호" },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task Input_that_can_be_no_account_is_refused_with_a_message(string email, string password, string message)
    {
        (await pages.Visitor().LogInAsync(email, password)).Says(message);
        (await pages.Visitor().SendRegistrationAsync(email, password)).Says(message);
    }

    [Fact]
    public async Task An_error_stands_beside_its_field_and_is_read_with_it()
    {
        var page = await pages.Visitor().LogInAsync("", "");

        var field = Regex.Match(page.Html, "<input[^>]*id=\"input-email\"[^>]*>").Value;
        Assert.Contains("aria-invalid=\"true\"", field);
        Assert.Contains("aria-describedby=\"input-email-error\"", field);
        Assert.Contains("autocomplete=\"username\"", field);
        Assert.Contains(" autofocus", field);
        Assert.Matches("<div[^>]*id=\"input-email-error\"[^>]*>이메일을 입력해", page.Html);
    }

    [Fact]
    public async Task A_form_larger_than_any_form_is_refused_without_an_error_page()
    {
        var page = await pages.Visitor().LogInAsync(new string('a', 100_000), "x");

        Assert.InRange((int)page.Status, 200, 499); // the in-memory server takes any size, Kestrel answers 400
    }

    [Fact]
    public async Task A_form_with_a_NUL_character_is_refused_readably()
    {
        var page = await pages.Visitor().LogInAsync("sh\0pper@example.com");

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("화면이 오래되었어요", page.Text);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_readably()
    {
        var fields = new Dictionary<string, string>
        {
            ["_handler"] = "login",
            ["Input.Email"] = DemoAccounts.Shopper,
            ["Input.Password"] = Visitor.Password,
        };
        var page = await Page.OfAsync(await pages.Visitor().Http.PostAsync("/account/login", new FormUrlEncodedContent(fields)));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("화면이 오래되었어요", page.Text);
    }

    [Fact]
    public async Task Logging_out_takes_a_form_and_ends_the_session()
    {
        var visitor = await pages.Visitor().RegisterAsync();
        (await visitor.OpenAsync("/account/logout")).Says("로그아웃할까요");
        Assert.True(await visitor.IsLoggedInAsync());

        (await visitor.SendAsync("/account/logout")).IsRedirectTo("/");

        Assert.False(await visitor.IsLoggedInAsync());
        (await visitor.OpenAsync("/account/logout")).Says("로그인되어 있지 않아요");
    }

    [Fact]
    public async Task Only_a_remembered_session_outlives_the_browser()
    {
        var visitor = pages.Visitor();
        Assert.DoesNotContain("expires", await CookieAsync());
        Assert.Contains("expires", await CookieAsync(("Input.Remember", "true")));

        async Task<string> CookieAsync(params (string, string)[] more)
        {
            var page = await visitor.SendAsync(
                "/account/login", [("Input.Email", DemoAccounts.Shopper), ("Input.Password", Visitor.Password), .. more]);
            await visitor.SendAsync("/account/logout");
            return page.Cookies.Single(c => c.StartsWith(".AspNetCore.Identity.Application", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_shop_for_trying_out_offers_its_accounts_and_no_other_shop_does()
    {
        (await pages.Visitor().OpenAsync("/account/login")).Says(DemoAccounts.Password);
        (await pages.Visitor().SendAsync("/account/login", ("Input.Demo", DemoAccounts.Admin))).IsRedirectTo("/");
        (await pages.Visitor().SendAsync("/account/login", ("Input.Demo", "somebody@example.com"))).Says("이메일을 입력해");

        await using var shop = await WebShop.StartAsync(databases, settings: ("Seed:Demo", "false"));
        Assert.DoesNotContain(DemoAccounts.Password, (await new Visitor(shop).OpenAsync("/account/login")).Text);
        (await new Visitor(shop).SendAsync("/account/login", ("Input.Demo", DemoAccounts.Shopper))).Says("이메일을 입력해");
    }

    [Fact]
    public async Task Too_many_attempts_are_answered_with_a_page_that_says_so()
    {
        await using var shop = await WebShop.StartAsync(
            databases, settings: [("RateLimits:Enabled", "true"), ("RateLimits:AuthPerMinute", "3")]);
        var visitor = new Visitor(shop);
        for (var i = 0; i < 3; i++) (await visitor.LogInAsync("nobody@example.com")).Says(Wrong);

        var refused = await visitor.LogInAsync("nobody@example.com");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Contains("너무 여러 번 시도했어요", refused.Text);
        Assert.Equal(HttpStatusCode.OK, (await visitor.OpenAsync("/account/login")).Status);
    }
}

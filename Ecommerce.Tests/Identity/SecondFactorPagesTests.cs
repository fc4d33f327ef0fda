using System.Net;
using System.Text.RegularExpressions;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Seeding;
using Ecommerce.Tests.Mails;
using Ecommerce.Web.Mails;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Identity.SecondFactor;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Identity;

/// <summary>Authenticator, recovery codes and the question who is there, on the pages.</summary>
public sealed partial class SecondFactorPagesTests(TestDatabases databases)
{
    private const string Authenticator = "/account/security/authenticator";
    private const string Wrong = "코드가 맞지 않거나 이미 쓴 코드예요";

    private static readonly string[] Guarded =
    [
        Authenticator, "/account/security/passkeys", "/account/password", "/account/email", "/account/delete",
    ];

    private readonly FakeTimeProvider clock = TestClock.New();

    [Fact]
    public async Task An_authenticator_is_set_up_and_asked_for_at_the_log_in()
    {
        await using var shop = await StartAsync();
        var visitor = await new Visitor(shop).RegisterAsync();
        (await visitor.OpenAsync("/account/security")).Says("꺼져 있어요");
        var (key, codes) = await SetUpAsync(visitor);
        Assert.Equal(10, codes.Count);
        (await visitor.OpenAsync("/account/security")).Says("켜져 있어요").Says("남은 복구 코드: 10개");
        Assert.DoesNotContain(codes[0], (await visitor.OpenAsync(Authenticator)).Text, StringComparison.Ordinal); // shown once

        var other = new Visitor(shop);
        var step = (await other.LogInAsync(visitor.Email, returnUrl: "/wallet")).Location!;
        Assert.Equal("/account/login/code?ReturnUrl=%2Fwallet", step);
        Assert.False(await other.IsLoggedInAsync());
        (await other.SendAsync(step, ("Input.Code", AppCode.Of(key, time: clock)))).Says(Wrong); // the set-up used it
        (await other.SendAsync(step, ("Input.Code", ""))).Says("인증 코드를 입력해 주세요");
        (await other.SendAsync(step, ("Input.Code", AppCode.Of(key, 1, clock).Insert(3, " ")))).IsRedirectTo("/wallet");
        Assert.True(await other.IsLoggedInAsync());
    }

    [Fact]
    public async Task A_recovery_code_logs_in_once()
    {
        await using var shop = await StartAsync();
        var visitor = await new Visitor(shop).RegisterAsync();
        var (_, codes) = await SetUpAsync(visitor);

        (await LogInAsync(shop, visitor.Email, codes[0].ToLowerInvariant())).IsRedirectTo("/");
        (await LogInAsync(shop, visitor.Email, codes[0])).Says(Wrong);
        (await LogInAsync(shop, visitor.Email, codes[1])).IsRedirectTo("/");
    }

    [Fact]
    public async Task A_guest_s_cart_comes_along_behind_the_second_step()
    {
        await using var shop = await StartAsync();
        var visitor = await new Visitor(shop).RegisterAsync();
        var (_, codes) = await SetUpAsync(visitor);
        var guest = new Visitor(shop);
        var product = await guest.OpenAsync("/catalog/1");
        await guest.Http.PostAsync("/cart/add", PageForm.Fill(product.Html));

        var step = (await guest.LogInAsync(visitor.Email)).Location!;
        (await guest.SendAsync(step, ("Input.Code", codes[0]))).IsRedirectTo("/");

        Assert.Equal(1, await CountInCartAsync(shop, visitor.Email));
    }

    [Fact]
    public async Task The_second_step_is_for_those_alone_who_knew_the_password()
    {
        await using var shop = await StartAsync();

        (await new Visitor(shop).OpenAsync("/account/login/code?ReturnUrl=%2Fwallet"))
            .IsRedirectTo("/account/login?ReturnUrl=%2Fwallet");
        (await (await new Visitor(shop).RegisterAsync()).OpenAsync("/account/login/code?ReturnUrl=%2Fwallet")).IsRedirectTo("/wallet");
    }

    [Theory]
    [InlineData("000000")]
    [InlineData("AAAAA-AAAAA")]
    public async Task Five_wrong_codes_lock_out_whoever_guesses(string guess)
    {
        await using var shop = await StartAsync(("RateLimits:Enabled", "true"), ("RateLimits:AuthPerMinute", "0"));
        var visitor = await new Visitor(shop).RegisterAsync();
        var (key, _) = await SetUpAsync(visitor);
        var guesser = new Visitor(shop);
        var step = (await guesser.LogInAsync(visitor.Email)).Location!;
        for (var i = 0; i < 5; i++) (await guesser.SendAsync(step, ("Input.Code", guess))).Says(Wrong);

        (await guesser.SendAsync(step, ("Input.Code", AppCode.Of(key, 1, clock)))).Says("5분 뒤에");

        clock.Advance(TimeSpan.FromMinutes(5));
        (await guesser.SendAsync((await guesser.LogInAsync(visitor.Email)).Location!, ("Input.Code", AppCode.Of(key, 1, clock))))
            .IsRedirectTo("/");
    }

    [Fact]
    public async Task New_recovery_codes_and_turning_off_are_on_its_page()
    {
        await using var shop = await StartAsync();
        var visitor = await new Visitor(shop).RegisterAsync();
        var (_, old) = await SetUpAsync(visitor);

        var renewed = CodesOf(await visitor.SendFormAsync(Authenticator, "recovery-codes"));
        Assert.Equal(10, renewed.Except(old).Count());
        (await LogInAsync(shop, visitor.Email, old[0])).Says(Wrong);
        (await LogInAsync(shop, visitor.Email, renewed[0])).IsRedirectTo("/");

        (await visitor.SendFormAsync(Authenticator, "turn-off")).Says("인증 앱을 껐어요");
        (await new Visitor(shop).LogInAsync(visitor.Email)).IsRedirectTo("/");
    }

    [Fact]
    public async Task A_changed_factor_ends_the_other_sessions_but_not_this_one()
    {
        await using var shop = await StartAsync();
        var (here, there) = (await new Visitor(shop).RegisterAsync(), new Visitor(shop));
        await there.LogInAsync(here.Email);

        var (_, codes) = await SetUpAsync(here);
        Assert.True(await here.IsLoggedInAsync());
        Assert.False(await there.IsLoggedInAsync());

        var step = (await there.LogInAsync(here.Email)).Location!;
        (await there.SendAsync(step, ("Input.Code", codes[0]))).IsRedirectTo("/");
        await here.SendFormAsync(Authenticator, "turn-off");
        Assert.True(await here.IsLoggedInAsync());
        Assert.False(await there.IsLoggedInAsync());
    }

    [Fact]
    public async Task What_guards_an_account_is_changed_after_a_question_who_is_there()
    {
        await using var shop = await StartAsync();
        var visitor = await new Visitor(shop).RegisterAsync();
        foreach (var address in Guarded) Assert.Equal(HttpStatusCode.OK, (await visitor.OpenAsync(address)).Status);
        clock.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));

        foreach (var address in Guarded)
            (await visitor.OpenAsync(address)).IsRedirectTo($"/account/confirm?ReturnUrl={Uri.EscapeDataString(address)}");
        var confirm = (await visitor.OpenAsync("/account/delete")).Location!;
        (await visitor.SendFormAsync(confirm, "confirm-password", ("Input.Password", "Wr0ng!wrong"))).Says("비밀번호가 맞지 않아요");
        (await visitor.SendFormAsync(confirm, "confirm-password", ("Input.Password", Visitor.Password))).IsRedirectTo("/account/delete");

        foreach (var address in Guarded) Assert.Equal(HttpStatusCode.OK, (await visitor.OpenAsync(address)).Status);
    }

    /// <summary>The form of a page that stood open is not done, but what was typed is there again.</summary>
    [Fact]
    public async Task A_form_that_was_open_for_long_asks_too_and_keeps_what_is_no_secret()
    {
        await using var shop = await StartAsync();
        var visitor = await new Visitor(shop).RegisterAsync();
        var (email, turnOff) = (await visitor.OpenAsync("/account/email"), Authenticator);
        await SetUpAsync(visitor);
        var open = await visitor.OpenAsync(turnOff);
        clock.Advance(TimeSpan.FromMinutes(11));

        (await visitor.SendFormAsync(open, turnOff, "turn-off"))
            .IsRedirectTo($"/account/confirm?ReturnUrl={Uri.EscapeDataString(turnOff)}");
        (await visitor.OpenAsync("/account/security")).Says("켜져 있어요");
        var sent = await visitor.SendAsync(email, "/account/email", ("Input.Email", "new@example.com"));
        sent.IsRedirectTo("/account/confirm?ReturnUrl=%2Faccount%2Femail%3FEmail%3Dnew%40example.com");
    }

    [Fact]
    public async Task Who_has_an_authenticator_proves_it_by_code_and_not_by_password()
    {
        await using var shop = await StartAsync();
        var visitor = await new Visitor(shop).RegisterAsync();
        var (key, codes) = await SetUpAsync(visitor);
        clock.Advance(TimeSpan.FromMinutes(11));
        var confirm = (await visitor.OpenAsync(Authenticator)).Location!;

        var page = await visitor.OpenAsync(confirm);
        Assert.DoesNotContain("confirm-password", page.Html, StringComparison.Ordinal);
        (await visitor.SendFormAsync(page, confirm, "confirm-code", ("Input.Code", "000000"))).Says(Wrong);
        (await visitor.SendFormAsync(page, confirm, "confirm-code", ("Input.Code", AppCode.Of(key, time: clock))))
            .IsRedirectTo(Authenticator);
        clock.Advance(TimeSpan.FromMinutes(11));
        (await visitor.SendFormAsync(page, confirm, "confirm-code", ("Input.Code", codes[0]))).IsRedirectTo(Authenticator);
    }

    [Fact]
    public void Every_page_that_weakens_an_account_asks()
    {
        var asking = typeof(ProofFirst).Assembly.GetTypes()
            .Where(page => page.IsDefined(typeof(ProofFirstAttribute), inherit: false))
            .SelectMany(page => page.GetCustomAttributes(typeof(RouteAttribute), inherit: false).Cast<RouteAttribute>())
            .Select(route => route.Template);

        Assert.Equal(Guarded.Order(), asking.Order());
    }

    [Fact]
    public async Task Where_it_is_demanded_an_admin_sets_one_up_at_the_first_log_in_and_goes_on()
    {
        await using var shop = await StartAsync(("Admin:RequireSecondFactor", "true"));
        var admin = new Visitor(shop);
        var confirm = (await admin.LogInAsync(DemoAccounts.Admin, returnUrl: "/manage/orders")).Location!;
        Assert.Equal("/account/confirm?ReturnUrl=%2Fmanage%2Forders", confirm);
        var security = (await admin.OpenAsync(confirm)).Location!;
        Assert.Equal("/account/security?ReturnUrl=%2Fmanage%2Forders", security);
        (await admin.OpenAsync(security)).Says("먼저 설정해 주세요");

        // Until then they are a shopper; the management leads to the same place.
        (await admin.OpenAsync("/manage/products?search=a")).IsRedirectTo("/account/confirm?ReturnUrl=%2Fmanage%2Fproducts%3Fsearch%3Da");
        (await admin.OpenAsync("/manage/rankings.csv")).IsRedirectTo("/account/confirm?ReturnUrl=%2Fmanage%2Frankings.csv");
        Assert.Equal(HttpStatusCode.OK, (await admin.OpenAsync("/wallet")).Status);

        await SetUpAsync(admin, $"{Authenticator}?ReturnUrl=%2Fmanage%2Forders");

        Assert.Equal(HttpStatusCode.OK, (await admin.OpenAsync("/manage/orders")).Status); // without a new log-in
        await admin.SendFormAsync(Authenticator, "turn-off");
        Assert.StartsWith("/account/confirm", (await admin.OpenAsync("/manage/orders")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_it_is_demanded_an_admin_with_an_authenticator_manages_after_the_second_step()
    {
        await using var shop = await StartAsync(("Admin:RequireSecondFactor", "true"));
        var admin = new Visitor(shop);
        await admin.LogInAsync(DemoAccounts.Admin);
        var (key, _) = await SetUpAsync(admin);

        var again = new Visitor(shop);
        var step = (await again.LogInAsync(DemoAccounts.Admin, returnUrl: "/manage")).Location!;
        (await again.SendAsync(step, ("Input.Code", AppCode.Of(key, 1, clock)))).IsRedirectTo("/manage");

        Assert.Equal(HttpStatusCode.OK, (await again.OpenAsync("/manage")).Status);
    }

    [Theory]
    [InlineData(null, "이메일이 바뀌었어요")]
    [InlineData("en", "was changed")]
    public async Task The_old_address_is_told_of_the_new_one(string? language, string subject)
    {
        var mails = new SentMails();
        await using var shop = await StartAsync(services => services.AddSingleton<IMailSender>(mails));
        var visitor = new Visitor(shop);
        if (language is not null) visitor.Http.DefaultRequestHeaders.Add("Accept-Language", language);
        await visitor.RegisterAsync();
        await visitor.SendAsync("/account/email", ("Input.Email", "new@example.com"));

        await visitor.OpenAsync(new Uri(mails.Sent[^1].Link).PathAndQuery);

        Assert.Equal(visitor.Email, mails.Sent[^1].To);
        Assert.Contains(subject, mails.Sent[^1].Subject, StringComparison.Ordinal);
        Assert.Contains("new@example.com", mails.Sent[^1].Text, StringComparison.Ordinal);
    }

    private Task<WebShop> StartAsync(params (string Key, string? Value)[] settings) => StartAsync(null, settings);

    private Task<WebShop> StartAsync(Action<IServiceCollection>? configure, params (string Key, string? Value)[] settings) =>
        WebShop.StartAsync(
            databases,
            configure: services =>
            {
                services.AddSingleton<TimeProvider>(clock);
                configure?.Invoke(services);
            },
            settings: settings);

    private async Task<(string Key, IReadOnlyList<string> Codes)> SetUpAsync(Visitor visitor, string address = Authenticator)
    {
        var page = await visitor.OpenAsync(address);
        var key = KeyField().Match(page.Html).Groups[1].Value;
        Assert.Contains("data:image/png;base64,", page.Html, StringComparison.Ordinal);
        (await visitor.SendFormAsync(page, address, "authenticator", ("Input.Code", "000000"))).Says(Wrong);
        return (key, CodesOf(await visitor.SendFormAsync(page, address, "authenticator", ("Input.Code", AppCode.Of(key, time: clock)))));
    }

    private static List<string> CodesOf(Page page) =>
        RecoveryCode().Matches(page.Html).Select(code => code.Groups[1].Value).ToList();

    private static async Task<Page> LogInAsync(WebShop shop, string email, string code)
    {
        var visitor = new Visitor(shop);
        return await visitor.SendAsync((await visitor.LogInAsync(email)).Location!, ("Input.Code", code));
    }

    private static async Task<int> CountInCartAsync(WebShop shop, string email)
    {
        await using var db = await shop.Services.GetRequiredService<IDbContextFactory<ShopContext>>().CreateDbContextAsync();
        var owner = db.Users.Where(u => u.Email == email).Select(u => (long?)u.Id);
        return db.CartItems.Count(i => db.Carts.Any(c => c.Id == i.CartId && owner.Contains(c.ShopperId)));
    }

    [GeneratedRegex("name=\"Input.Key\" value=\"([A-Z2-7]{32})\"")]
    private static partial Regex KeyField();

    [GeneratedRegex("<li><code>([^<]*)</code></li>")]
    private static partial Regex RecoveryCode();
}

using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Http;

/// <summary>Making an account and getting tokens for it.</summary>
public abstract class RegistrationContract(ApiFixture api) : ApiContract(api)
{
    private const string Password = "Passw0rd!";

    [Fact]
    public async Task A_new_account_can_log_in_and_has_an_empty_wallet_and_cart()
    {
        var email = NewEmail();
        (await Api.Anonymous.Post("/auth/register", new { email, password = Password })).Is(200);

        var login = (await Api.Anonymous.Post("/auth/login", new { email, password = Password })).Is(200);

        Assert.Equal("Bearer", login["tokenType"].GetString());
        Assert.True(login["expiresIn"].GetInt32() > 0);
        var me = As(login);
        var balance = (await me.Get("/balance")).Is(200);
        Assert.Equal("""{"balance":0,"currency":"KRW"}""", balance.Text);
        Assert.Empty((await me.Get("/orders/cart")).Is(200).Items);
        Assert.Empty((await me.Get("/orders")).Is(200).Items);
        Assert.Empty((await me.Get("/balance/transactions")).Is(200).Items);
        Assert.Equal(email, (await me.Get("/auth/manage/info")).Is(200)["email"].GetString());
    }

    [Fact]
    public async Task A_refresh_token_brings_new_tokens()
    {
        var login = (await Api.Anonymous.Post("/auth/login", new { email = await RegisterAsync(), password = Password })).Is(200);
        var fresh = (await Api.Anonymous.Post("/auth/refresh", new { refreshToken = login["refreshToken"].GetString() })).Is(200);
        Assert.Equal("Bearer", fresh["tokenType"].GetString());
        (await As(fresh).Get("/balance")).Is(200);
        (await Api.Anonymous.Post("/auth/refresh", new { refreshToken = "nonsense" })).IsProblem(401, "unauthorized");
        (await Api.Anonymous.Post("/auth/refresh", new { refreshToken = login["accessToken"].GetString() })).IsProblem(401, "unauthorized");
    }

    [Fact]
    public async Task An_e_mail_address_has_one_account_whatever_its_case()
    {
        var email = await RegisterAsync();
        foreach (var same in new[] { email, email.ToUpperInvariant() })
        {
            var refused = (await Api.Anonymous.Post("/auth/register", new { email = same, password = Password }))
                .IsProblem(400, "validation-failed");
            Assert.NotEmpty(refused["errors"].EnumerateObject());
        }

        (await Api.Anonymous.Post("/auth/login", new { email = email.ToUpperInvariant(), password = Password })).Is(200);
    }

    [Fact]
    public async Task Of_ten_registrations_of_one_address_at_once_one_succeeds()
    {
        var email = NewEmail();
        var answers = await Race.RunAsync(10, _ => Api.Anonymous.Post("/auth/register", new { email, password = Password }));
        Assert.Single(answers, a => a.Status == 200);
        Assert.All(answers.Where(a => a.Status != 200), a => a.IsProblem(400, "validation-failed"));
    }

    [Theory]
    [InlineData("seven 7", "PasswordTooShort")]
    [InlineData("        ", "PasswordTooShort")]
    [InlineData("password", "PasswordTooCommon")]
    [InlineData("PassWord!", "PasswordTooCommon")]
    [InlineData("iloveyou", "PasswordTooCommon")]
    [InlineData("eCommerce", "PasswordNamesAccount")]
    public async Task A_weak_password_is_refused_with_the_reason(string password, string reason)
    {
        var answer = (await Api.Anonymous.Post("/auth/register", new { email = NewEmail(), password })).IsProblem(400, "validation-failed");
        Assert.Equal(reason, Assert.Single(answer["errors"].EnumerateObject()).Name);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("@example.com")]
    [InlineData("a b@example.com")]
    [InlineData("a\u200Bb@example.com")]
    [InlineData("nobody@-example.com")]
    public async Task What_is_no_e_mail_address_is_refused(string email) =>
        (await Api.Anonymous.Post("/auth/register", new { email, password = Password })).IsProblem(400, "validation-failed");

    [Theory]
    [InlineData("o'brien+shop@example.com", "O'BRIEN+SHOP@EXAMPLE.COM")]
    [InlineData("{a}|b~c!#$%&*/=?^`@example.com", "{A}|B~C!#$%&*/=?^`@EXAMPLE.COM")]
    [InlineData("김민지@example.com", "\u1100\u1175\u11B7민지@example.com")]
    [InlineData("info@bücher.example", "info@xn--bcher-kva.example")]
    [InlineData("\"two words\"@example.com", "\"TWO WORDS\"@example.com")]
    public async Task What_mail_servers_take_is_taken_and_has_one_account_however_it_is_written(string email, string same)
    {
        (await Api.Anonymous.Post("/auth/register", new { email, password = Password })).Is(200);

        (await Api.Anonymous.Post("/auth/register", new { email = same, password = Password })).IsProblem(400, "validation-failed");
        (await Api.Anonymous.Post("/auth/login", new { email = same, password = Password })).Is(200);
    }

    [Fact]
    public async Task An_e_mail_address_that_no_column_holds_is_refused()
    {
        (await Api.Anonymous.Post("/auth/register", new { email = new string('a', 300) + "@example.com", password = Password }))
            .IsProblem(400, "validation-failed");
        (await Api.Anonymous.Post("/auth/login", new { email = new string('a', 300) + "@example.com", password = Password }))
            .IsProblem(401, "unauthorized");
    }

    [Theory]
    [InlineData("/auth/login?useCookies=true")]
    [InlineData("/auth/login?useSessionCookies=true")]
    [InlineData("/auth/login?useCookies=false")]
    [InlineData("/auth/login?USECOOKIES=1")]
    [InlineData("/auth/login?useCookies=true&useSessionCookies=true")]
    public async Task Cookies_are_not_to_be_had(string path) =>
        (await Api.Anonymous.Post(path, new { email = "shopper@example.com", password = Password })).IsProblem(400, "validation-failed");

    [Fact]
    public async Task Wrong_passwords_at_once_are_all_refused()
    {
        var email = await RegisterAsync();
        var answers = await Race.RunAsync(20, _ => Api.Anonymous.Post("/auth/login", new { email, password = "Wr0ng!wrong" }));
        Assert.All(answers, a => a.IsProblem(401, "unauthorized"));
    }

    [Fact]
    public async Task An_unknown_account_is_refused_like_a_wrong_password()
    {
        var unknown = (await Api.Anonymous.Post("/auth/login", new { email = NewEmail(), password = Password }))
            .IsProblem(401, "unauthorized");
        var wrong = (await Api.Anonymous.Post("/auth/login", new { email = await RegisterAsync(), password = "Wr0ng!wrong" }))
            .IsProblem(401, "unauthorized");
        Assert.Equal(wrong["detail"].GetString(), unknown["detail"].GetString());
    }

    [Fact]
    public async Task A_password_is_changed_with_the_old_one()
    {
        var email = await RegisterAsync();
        var me = As((await Api.Anonymous.Post("/auth/login", new { email, password = Password })).Is(200));
        (await me.Post("/auth/manage/info", new { newPassword = "N3w!passw0rd", oldPassword = "wrong" }))
            .IsProblem(400, "validation-failed");
        (await me.Post("/auth/manage/info", new { newPassword = "N3w!passw0rd" })).IsProblem(400, "validation-failed");
        (await me.Post("/auth/manage/info", new { newPassword = "N3w!passw0rd", oldPassword = Password })).Is(200);
        (await Api.Anonymous.Post("/auth/login", new { email, password = Password })).IsProblem(401, "unauthorized");
        (await Api.Anonymous.Post("/auth/login", new { email, password = "N3w!passw0rd" })).Is(200);
    }

    private static string NewEmail() => $"{Guid.NewGuid():N}@example.com";

    private async Task<string> RegisterAsync()
    {
        var email = NewEmail();
        (await Api.Anonymous.Post("/auth/register", new { email, password = Password })).Is(200);
        return email;
    }

    private ApiClient As(Answer login)
    {
        var client = new ApiClient(Api.Shop.Anonymous());
        client.Http.DefaultRequestHeaders.Authorization = new("Bearer", login["accessToken"].GetString());
        return client;
    }
}

public sealed class RegistrationTests(ApiFixture api) : RegistrationContract(api), IClassFixture<ApiFixture>;

public sealed class PostgresRegistrationTests(PostgresApiFixture api) : RegistrationContract(api), IClassFixture<PostgresApiFixture>;

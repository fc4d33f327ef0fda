namespace Ecommerce.Tests.Http;

/// <summary>Identity's endpoints, sent what they were not made for: whatever comes, it is refused, and never a 500.</summary>
public abstract class AccountFieldContract(ApiFixture api) : ApiContract(api)
{
    private const string Email = "\"email\":\"shopper@example.com\"";

    /// <summary>Paths, their text members, and whether each has to be there.</summary>
    private static readonly (string Path, string[] Required, string[] Optional)[] Endpoints =
    [
        ("/auth/register", ["email", "password"], []),
        ("/auth/login", ["email", "password"], ["twoFactorCode", "twoFactorRecoveryCode"]),
        ("/auth/refresh", ["refreshToken"], []),
        ("/auth/forgotPassword", ["email"], []),
        ("/auth/resendConfirmationEmail", ["email"], []),
        ("/auth/resetPassword", ["email", "resetCode", "newPassword"], []),
        ("/auth/manage/info", [], ["newEmail", "newPassword", "oldPassword"]),
        ("/auth/manage/2fa", [], ["twoFactorCode"]),
    ];

    public static TheoryData<string, string> Required()
    {
        var data = new TheoryData<string, string>();
        foreach (var (path, required, _) in Endpoints)
            foreach (var member in required) data.Add(path, member);
        return data;
    }

    public static TheoryData<string, string> All()
    {
        var data = new TheoryData<string, string>();
        foreach (var (path, required, optional) in Endpoints)
            foreach (var member in required.Concat(optional)) data.Add(path, member);
        return data;
    }

    [Theory, MemberData(nameof(Required))]
    public async Task A_missing_null_or_empty_member_is_a_400_that_names_it(string path, string member)
    {
        (await Api.Anonymous.Post(path, BodyOf(path, member, null))).Blames(member);
        (await Api.Anonymous.Post(path, BodyOf(path, member, "null"))).Blames(member);
        (await Api.Anonymous.Post(path, BodyOf(path, member, "\"\""))).Blames(member);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_member_of_the_wrong_type_or_with_unstorable_text_is_a_400(string path, string member)
    {
        foreach (var wrong in new[] { "1", "true", "[]", "{}", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00x\"", "\"\\ufffe\"" })
            (await Api.Admin.Post(path, BodyOf(path, member, wrong))).IsProblem(400, "validation-failed");
    }

    [Theory, MemberData(nameof(All))]
    public async Task Odd_text_in_a_member_is_answered_without_an_error_of_ours(string path, string member)
    {
        string[] texts =
        [
            "\"🛒\"", "\"가나다\"", "\"%00\"", "\"' OR 1=1 --\"", "\"<script>\"", $"\"{new string('x', 5000)}\"", "\"\\u202e\"", "\"a@b\"",
        ];
        foreach (var odd in texts)
            Assert.InRange((await Api.Admin.Post(path, BodyOf(path, member, odd))).Status, 200, 499);
    }

    [Theory]
    [InlineData("/auth/register")]
    [InlineData("/auth/login")]
    [InlineData("/auth/refresh")]
    [InlineData("/auth/forgotPassword")]
    [InlineData("/auth/resendConfirmationEmail")]
    [InlineData("/auth/resetPassword")]
    [InlineData("/auth/manage/info")]
    [InlineData("/auth/manage/2fa")]
    public async Task A_body_that_is_no_object_is_refused(string path)
    {
        foreach (var body in new[] { "", "null", "[]", "1", "\"x\"", "{", "{\"email\":\"a\",\"email\":\"b\"}", "\0" })
        {
            if (path.Contains("manage", StringComparison.Ordinal) && body.StartsWith("{\"email", StringComparison.Ordinal))
                continue; // members it ignores
            (await Api.Admin.Post(path, body)).IsProblem(400, "validation-failed");
        }

        (await Api.Admin.Post(path, ApiClient.JsonBytes("{}"u8.ToArray(), "text/plain"))).IsProblem(415, "unsupported-media-type");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?userId=1")]
    [InlineData("?code=x")]
    [InlineData("?userId=1&code=")]
    [InlineData("?userId=&code=x")]
    [InlineData("?userId=abc&code=x")]
    [InlineData("?userId=1&code=***")]
    [InlineData("?userId=1&code=eA")]
    [InlineData("?userId=99999999999999999999999&code=eA")]
    [InlineData("?userId=1&code=eA&changedEmail=nobody")]
    [InlineData("?userId=1&code=gICA")]
    public async Task A_broken_confirmation_link_is_refused(string query) =>
        Assert.InRange((await Api.Anonymous.Get("/auth/confirmEmail" + query)).Status, 400, 401);

    [Fact]
    public async Task Asking_for_mail_does_not_tell_who_has_an_account()
    {
        foreach (var path in new[] { "/auth/forgotPassword", "/auth/resendConfirmationEmail" })
        {
            (await Api.Anonymous.Post(path, $"{{{Email}}}")).Is(200);
            (await Api.Anonymous.Post(path, new { email = "nobody@example.com" })).Is(200);
        }

        foreach (var email in new[] { "shopper@example.com", "nobody@example.com" })
        {
            foreach (var resetCode in new[] { "x", "eA", "***", "가" })
                (await Api.Anonymous.Post("/auth/resetPassword", new { email, resetCode, newPassword = "N3w!passw0rd" }))
                    .IsProblem(400, "validation-failed");
        }
    }

    [Fact]
    public async Task Two_factor_log_in_works_without_a_cookie()
    {
        var me = await Api.ShopperAsync();
        var email = (await me.Get("/auth/manage/info")).Is(200)["email"].GetString();
        var key = (await me.Post("/auth/manage/2fa", new { })).Is(200)["sharedKey"].GetString()!;
        (await me.Post("/auth/manage/2fa", new { enable = true })).IsProblem(400, "validation-failed");
        (await me.Post("/auth/manage/2fa", new { enable = true, twoFactorCode = "000000" })).IsProblem(400, "validation-failed");
        (await me.Post("/auth/manage/2fa", new { enable = true, twoFactorCode = AppCode.Of(key) })).Is(200);

        var asked = (await Api.Anonymous.Post("/auth/login", new { email, password = "Passw0rd!" })).IsProblem(401, "unauthorized");
        Assert.Contains("twoFactorCode", asked["detail"].GetString());
        (await Api.Anonymous.Post("/auth/login", new { email, password = "Passw0rd!", twoFactorCode = "1" }))
            .IsProblem(401, "unauthorized");
        var next = AppCode.Of(key, later: 1);
        (await Api.Anonymous.Post("/auth/login", new { email, password = "Passw0rd!", twoFactorCode = next })).Is(200);
        (await Api.Anonymous.Post("/auth/login", new { email, password = "Passw0rd!", twoFactorCode = next }))
            .IsProblem(401, "unauthorized"); // it was used
        (await me.Post("/auth/manage/2fa", new { forgetMachine = true })).Is(200);
    }

    /// <summary>A body that is right but for one member.</summary>
    private static string BodyOf(string path, string member, string? value)
    {
        var endpoint = Endpoints.Single(e => e.Path == path);
        var members = endpoint.Required.Where(m => m != member).Select(m => m switch
        {
            "email" => Email,
            _ => $"\"{m}\":\"Passw0rd!\"",
        });
        if (value is not null) members = members.Append($"\"{member}\":{value}");
        return $"{{{string.Join(',', members)}}}";
    }
}

public sealed class AccountFieldTests(ApiFixture api) : AccountFieldContract(api), IClassFixture<ApiFixture>;

public sealed class PostgresAccountFieldTests(PostgresApiFixture api) : AccountFieldContract(api), IClassFixture<PostgresApiFixture>;

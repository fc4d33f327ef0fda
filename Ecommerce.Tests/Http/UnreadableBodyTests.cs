using System.Text;

namespace Ecommerce.Tests.Http;

/// <summary>What can't be read is refused alike by every route that takes a body, whoever wrote the code that reads it.</summary>
public sealed class UnreadableBodyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    public static readonly TheoryData<string, string> Routes = new(BodyRoutes.NeedingOne);

    [Theory, MemberData(nameof(Routes))]
    public async Task What_is_no_object_in_UTF_8_is_a_400_that_blames_the_body(string method, string path)
    {
        byte[][] unreadable =
        [
            "null"u8.ToArray(), " "u8.ToArray(), "[]"u8.ToArray(), "1"u8.ToArray(), "\"x\""u8.ToArray(), "{"u8.ToArray(), "\0"u8.ToArray(),
            [.. "{\"unknown\":\""u8, 0xFF, .. "\"}"u8], [0xEF, 0xBB, 0xBF, .. "{}"u8], Encoding.Unicode.GetBytes("{}"),
        ];
        foreach (var body in unreadable) (await api.Admin.Send(method, path, ApiClient.JsonBytes(body))).Blames("body");
    }

    [Theory, MemberData(nameof(Routes))]
    public async Task A_body_that_is_not_there_is_a_400_that_blames_it_where_one_is_needed(string method, string path)
    {
        foreach (var empty in new HttpContent?[] { null, ApiClient.JsonBytes([]), ApiClient.JsonBytes([], "text/plain") })
        {
            var answer = await api.Admin.Send(method, path, empty);
            if (path.EndsWith("/checkout", StringComparison.Ordinal)) answer.IsProblem(409, "cart-empty");
            else answer.Blames("body");
        }
    }

    [Theory, MemberData(nameof(Routes))]
    public async Task Another_charset_than_UTF_8_is_a_415(string method, string path)
    {
        foreach (var charset in new[] { "nope", "\"no pe\"", "utf-16", "iso-8859-1" })
        {
            var type = $"application/json; charset={charset}";
            (await api.Admin.Send(method, path, ApiClient.JsonBytes("{}"u8.ToArray(), type))).IsProblem(415, "unsupported-media-type");
        }

        foreach (var charset in new[] { "utf-8", "UTF-8", "\"utf-8\"" })
        {
            var type = $"application/json; charset={charset}";
            Assert.NotEqual(415, (await api.Admin.Send(method, path, ApiClient.JsonBytes("{}"u8.ToArray(), type))).Status);
        }
    }

    [Theory]
    [InlineData("/products?search=a%00b")]
    [InlineData("/orders?%00=1")]
    [InlineData("/auth/confirmEmail")]
    [InlineData("/auth/confirmEmail?userId=1")]
    public async Task An_unreadable_query_is_blamed(string path) => (await api.Admin.Get(path)).Blames("query");
}

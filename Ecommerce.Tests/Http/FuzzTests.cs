using System.Text;

namespace Ecommerce.Tests.Http;

/// <summary>Nasty bodies on every route that takes one: whatever comes, the answer is no 500.</summary>
public abstract class FuzzContract(ApiFixture api) : ApiContract(api)
{
    public static readonly TheoryData<string, string> Routes = new([.. BodyRoutes.NeedingOne, ("POST", "/orders/1/cancel")]);

    private static readonly string[] Members =
    [
        "amount", "productId", "quantity", "items", "expectedTotal", "name", "price", "stock", "category", "description",
        "imageUrl", "published", "delta", "reason", "email", "password", "refreshToken", "resetCode", "newPassword", "oldPassword",
        "newEmail", "twoFactorCode", "enable", "delivery", "addressId", "recipient", "phone", "postalCode", "address1", "address2", "note",
        "isDefault", "carrier", "trackingNumber",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1", "1.5", "1e400", "-0", "2147483648", "-9223372036854775808", "18446744073709551616", "\"\"", "\"1\"",
        "\"\\u0000\"", "\"\\ud83d\"", "\"\\ufffe\"", "\"\\uffff\"", "\"🛒\"", "\"\\r\\n\\t\"", "\"%s%n\"", "\"'\\\"--\"",
        "\"a@example.com\"", "[]", "{}", "[null]", "[[]]", "[{}]", "[1,\"a\",{\"productId\":1,\"quantity\":1}]",
        "[{\"productId\":1,\"quantity\":1}]", "{\"$ref\":\"#\"}", $"\"{new string('가', 20_000)}\"",
    ];

    [Theory, MemberData(nameof(Routes))]
    public async Task No_value_of_any_member_is_a_500(string method, string path)
    {
        // Answer itself fails on a 500.
        foreach (var value in Values)
        {
            await Api.Admin.Send(method, path, $"{{{string.Join(',', Members.Select(m => $"\"{m}\":{value}"))}}}", ("If-Match", "*"));
            await Api.Admin.Send(method, path, value, ("If-Match", "*"));
        }
    }

    [Theory, MemberData(nameof(Routes))]
    public async Task No_bytes_are_a_500(string method, string path)
    {
        string[] types =
        [
            "application/json", "application/json; charset=utf-16", "text/plain", "application/x-www-form-urlencoded",
            "multipart/form-data",
        ];
        foreach (var bytes in new byte[][]
        {
            [], [0], [0xFF, 0xFE], [0xEF, 0xBB, 0xBF, .. "{}"u8], [.. "{\""u8, 0xC3, 0x28, .. "\":1}"u8],
            [.. "{\"email\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8],
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 200))),
            Encoding.UTF8.GetBytes(new string('[', 500) + new string(']', 500)),
            Encoding.Unicode.GetBytes("{}"), Encoding.UTF32.GetBytes("{}"), new byte[70_000],
        })
        {
            foreach (var type in types)
                await Api.Admin.Send(method, path, ApiClient.JsonBytes(bytes, type), ("Idempotency-Key", "k"));
        }
    }

    [Fact]
    public async Task Afterwards_the_books_still_balance() =>
        Assert.True((await Api.Admin.Get("/admin/reconciliation")).Is(200)["balanced"].GetBoolean());
}

public sealed class FuzzTests(ApiFixture api) : FuzzContract(api), IClassFixture<ApiFixture>;

public sealed class PostgresFuzzTests(PostgresApiFixture api) : FuzzContract(api), IClassFixture<PostgresApiFixture>;

using System.Text;

namespace Ecommerce.Tests.Http;

/// <summary>Request bodies that are too large, not JSON, or not the JSON that was asked for; on every route that takes one.</summary>
public sealed class BodyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const int MaxBytes = 64 * 1024;

    /// <summary>Routes with our own bodies, and a body that is right.</summary>
    public static readonly TheoryData<string, string, string> Routes = new()
    {
        { "POST", "/balance/charge", """{"amount":1}""" },
        { "POST", "/orders/cart", """{"productId":999999999,"quantity":1}""" },
        { "PATCH", "/orders/cart/1", """{"quantity":1}""" },
        { "POST", "/orders", """{"items":[{"productId":999999999,"quantity":1}]}""" },
        { "POST", "/orders/cart/checkout", """{"expectedTotal":1}""" },
        { "POST", "/admin/products", """{"name":"a","price":1,"stock":1,"category":"a"}""" },
        { "PUT", "/admin/products/1", """{"name":"a","price":1,"category":"a"}""" },
        { "POST", "/admin/products/1/stock", """{"delta":1,"reason":"a"}""" },
    };

    [Theory, MemberData(nameof(Routes))]
    public async Task More_than_64_KiB_is_a_413(string method, string path, string right)
    {
        var tooLarge = Encoding.UTF8.GetBytes(right.PadRight(MaxBytes + 1));
        (await api.Admin.Send(method, path, ApiClient.JsonBytes(tooLarge))).IsProblem(413, "body-too-large");
        (await api.Admin.Send(method, path, new Chunked(tooLarge))).IsProblem(413, "body-too-large");
        (await api.Admin.Send(method, path, ApiClient.JsonBytes(tooLarge, "text/plain"))).IsProblem(413, "body-too-large");
        (await api.Anonymous.Send(method, path, ApiClient.JsonBytes(tooLarge))).IsProblem(401, "unauthorized");

        var justRight = ApiClient.JsonBytes(Encoding.UTF8.GetBytes(right.PadRight(MaxBytes)));
        Assert.NotEqual(413, (await api.Admin.Send(method, path, justRight)).Status);
    }

    [Theory, MemberData(nameof(Routes))]
    public async Task Another_media_type_than_JSON_is_a_415(string method, string path, string right)
    {
        var bytes = Encoding.UTF8.GetBytes(right);
        string[] others = ["text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"];
        foreach (var type in others)
            (await api.Admin.Send(method, path, ApiClient.JsonBytes(bytes, type))).IsProblem(415, "unsupported-media-type");
        (await api.Admin.Send(method, path, new ByteArrayContent(bytes))).IsProblem(415, "unsupported-media-type");
        (await api.Anonymous.Send(method, path, ApiClient.JsonBytes(bytes, "text/plain"))).IsProblem(401, "unauthorized");
        foreach (var type in new[] { "application/json; charset=utf-8", "application/merge-patch+json", "APPLICATION/JSON" })
            Assert.NotEqual(415, (await api.Admin.Send(method, path, ApiClient.JsonBytes(bytes, type))).Status);
    }

    [Theory, MemberData(nameof(Routes))]
    public async Task Malformed_JSON_is_a_400(string method, string path, string right)
    {
        foreach (var broken in Malformed(right))
            (await api.Admin.Send(method, path, ApiClient.JsonBytes(broken))).IsProblem(400, "validation-failed");
    }

    [Theory, MemberData(nameof(Routes))]
    public async Task A_body_that_is_not_there_is_a_400_where_one_is_needed(string method, string path, string right)
    {
        var answer = await api.Admin.Send(method, path, ApiClient.JsonBytes([]));
        if (path.EndsWith("/checkout", StringComparison.Ordinal)) answer.IsProblem(409, "cart-empty");
        else answer.IsProblem(400, "validation-failed");
        Assert.NotEmpty(right);
    }

    [Theory, MemberData(nameof(Routes))]
    public async Task A_number_as_a_string_is_a_400_that_names_the_member(string method, string path, string right)
    {
        var asText = System.Text.RegularExpressions.Regex.Replace(right, @":(\d+)", ":\"$1\"");
        var answer = (await api.Admin.Send(method, path, asText)).IsProblem(400, "validation-failed");
        var blamed = Assert.Single(answer["errors"].EnumerateObject()).Name;
        Assert.Contains($"\"{blamed.Split('.').Last()}\"", right);
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("1.0")]
    [InlineData("1e2")]
    [InlineData("1e999")]
    [InlineData("-1e-5")]
    [InlineData("9223372036854775808")]
    [InlineData("123456789012345678901234567890123456789012345678901234567890")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("\"NaN\"")]
    [InlineData("0x10")]
    [InlineData("01")]
    [InlineData("+1")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\"\"")]
    [InlineData("\"\\u0000\"")]
    public async Task What_is_no_64_bit_integer_is_no_amount_id_or_quantity(string number)
    {
        var product = await api.ProductAsync();
        (await api.Admin.Post("/balance/charge", $$"""{"amount":{{number}}}""")).IsProblem(400, "validation-failed");
        (await api.Admin.Post("/orders/cart", $$"""{"productId":{{number}},"quantity":1}""")).IsProblem(400, "validation-failed");
        (await api.Admin.Post("/orders/cart", $$"""{"productId":{{product}},"quantity":{{number}}}""")).IsProblem(400, "validation-failed");
        (await api.Admin.Post("/orders", $$"""{"items":[{"productId":{{product}},"quantity":{{number}}}]}"""))
            .IsProblem(400, "validation-failed");
        (await api.Admin.Post("/orders", $$"""{"items":[{"productId":{{number}},"quantity":1}]}""")).IsProblem(400, "validation-failed");
        (await api.Admin.Post($"/admin/products/{product}/stock", $$"""{"delta":{{number}},"reason":"a"}"""))
            .IsProblem(400, "validation-failed");
    }

    [Theory]
    [InlineData("NUL", "a\\u0000b")]
    [InlineData("a lone high surrogate", "a\\ud83d")]
    [InlineData("a lone low surrogate", "\\ude00b")]
    [InlineData("a noncharacter", "a\\ufffeb")]
    public async Task Text_that_no_database_can_store_is_a_400(string what, string text)
    {
        Assert.NotEmpty(what);
        var product = await api.ProductAsync();
        foreach (var member in new[] { "name", "category", "description", "imageUrl", "nameEn", "descriptionEn", "categoryEn" })
        {
            var members = new Dictionary<string, string>
            {
                ["name"] = "\"a\"",
                ["price"] = "1",
                ["stock"] = "1",
                ["category"] = "\"a\"",
                [member] = $"\"{text}\"",
            };
            var body = $"{{{string.Join(',', members.Select(m => $"\"{m.Key}\":{m.Value}"))}}}";
            (await api.Admin.Post("/admin/products", body)).IsProblem(400, "validation-failed");
            (await api.Admin.Put($"/admin/products/{product}", body, ("If-Match", "*"))).IsProblem(400, "validation-failed");
        }

        (await api.Admin.Post($"/admin/products/{product}/stock", $$"""{"delta":1,"reason":"{{text}}"}"""))
            .IsProblem(400, "validation-failed");
    }

    private static IEnumerable<byte[]> Malformed(string right)
    {
        yield return Encoding.UTF8.GetBytes(right[..^1]);
        yield return Encoding.UTF8.GetBytes(right + "x");
        yield return Encoding.UTF8.GetBytes(right + right);
        yield return Encoding.UTF8.GetBytes(
            right.Insert(1, right[1..right.IndexOf(',', StringComparison.Ordinal).Or(right.Length - 1)] + ","));
        yield return Encoding.UTF8.GetBytes(right.Insert(right.Length - 1, ","));
        yield return Encoding.UTF8.GetBytes("// comment\n" + right);
        yield return Encoding.UTF8.GetBytes(right.Replace('"', '\''));
        yield return Encoding.Unicode.GetBytes(right);
        yield return [.. Encoding.UTF8.GetBytes(right[..2]), 0xFF, 0xFE, .. Encoding.UTF8.GetBytes(right[2..])];
        yield return "\0"u8.ToArray();
        yield return "null"u8.ToArray();
        yield return "[]"u8.ToArray();
        yield return "1"u8.ToArray();
        yield return "\"text\""u8.ToArray();
        yield return "undefined"u8.ToArray();
        yield return Encoding.UTF8.GetBytes(right.Insert(1, "\"deep\":" + new string('[', 100) + new string(']', 100) + ","));
        yield return Encoding.UTF8.GetBytes(new string('[', 60_000));
    }

    /// <summary>A body whose length is not told beforehand.</summary>
    private sealed class Chunked : HttpContent
    {
        private readonly byte[] bytes;

        public Chunked(byte[] bytes)
        {
            this.bytes = bytes;
            Headers.ContentType = new("application/json");
        }

        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) =>
            stream.WriteAsync(bytes).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}

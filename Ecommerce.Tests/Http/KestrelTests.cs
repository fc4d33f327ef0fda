using System.Text;

namespace Ecommerce.Tests.Http;

public sealed class KestrelTests(KestrelShop shop) : IClassFixture<KestrelShop>
{
    [Theory]
    [InlineData(64 * 1024 + 1)]
    [InlineData(10_000_000)]
    public async Task A_body_that_is_too_large_is_a_413_problem_with_and_without_its_length(int length)
    {
        // Blanks first, or its members could be refused before its end is read.
        var body = Encoding.ASCII.GetBytes("""{"amount":1}""".PadLeft(length));
        (await PostAsync("/balance/charge", [$"Content-Length: {length}"], body)).IsProblem(413, "body-too-large");
        (await PostAsync("/balance/charge", ["Transfer-Encoding: chunked"], Chunked(body))).IsProblem(413, "body-too-large");
        (await PostAsync("/auth/login", [$"Content-Length: {length}"], body)).IsProblem(413, "body-too-large");
        (await PostAsync("/auth/login", ["Transfer-Encoding: chunked"], Chunked(body))).IsProblem(413, "body-too-large");
    }

    [Fact]
    public async Task A_body_of_64_KiB_is_read()
    {
        var body = Encoding.ASCII.GetBytes("""{"amount":1}""".PadRight(64 * 1024));
        Assert.Equal(200, (await PostAsync("/balance/charge", [$"Content-Length: {body.Length}"], body)).Status);
        // The server counts the chunks' own lengths in.
        Assert.Equal(200, (await PostAsync("/balance/charge", ["Transfer-Encoding: chunked"], Chunked(body[..^100]))).Status);
    }

    [Theory]
    [InlineData("zz\r\n{}\r\n0\r\n\r\n")]
    [InlineData("5\r\n{\"amount\":1}\r\n0\r\n\r\n")]
    [InlineData("ffffffffffffffffffff\r\n{}\r\n")]
    [InlineData("-1\r\n{}\r\n")]
    public async Task A_malformed_chunk_is_a_400_problem(string chunks)
    {
        foreach (var path in new[] { "/balance/charge", "/auth/login" })
            (await PostAsync(path, ["Transfer-Encoding: chunked"], Encoding.ASCII.GetBytes(chunks))).IsProblem(400, "validation-failed");
    }

    [Theory]
    [InlineData("Idempotency-Key:")]
    [InlineData("Idempotency-Key:  ")]
    [InlineData("Idempotency-Key: \"\"")]
    [InlineData("Idempotency-Key: one\r\nIdempotency-Key: two")]
    [InlineData("Idempotency-Key: \"one\", \"two\"")]
    [InlineData("Idempotency-Key: one\r\nIdempotency-Key:")]
    public async Task An_empty_key_or_two_are_a_400_problem(string header)
    {
        var body = """{"amount":1}"""u8.ToArray();
        (await PostAsync("/balance/charge", [$"Content-Length: {body.Length}", .. header.Split("\r\n")], body))
            .IsProblem(400, "idempotency-key-invalid");
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused_by_whoever_reads_the_header()
    {
        var body = """{"amount":1}"""u8.ToArray();
        (await PostAsync("/balance/charge", [$"Content-Length: {body.Length}", "Idempotency-Key: caf\u00e9"], body))
            .IsProblem(400, "idempotency-key-invalid");
        (await shop.SendAsync(["GET /balance HTTP/1.1", "Authorization: Bearer \u00ff"])).IsProblem(401, "unauthorized");
    }

    [Fact]
    public async Task Spaces_around_a_key_are_no_part_of_it()
    {
        var body = """{"amount":1}"""u8.ToArray();
        Assert.DoesNotContain(
            "Replayed", (await PostAsync("/balance/charge", [$"Content-Length: {body.Length}", "Idempotency-Key:  spaced "], body)).Head);
        Assert.Contains(
            "Idempotent-Replayed: true",
            (await PostAsync("/balance/charge", [$"Content-Length: {body.Length}", "Idempotency-Key:spaced"], body)).Head);
    }

    [Fact]
    public async Task OPTIONS_is_a_wrong_method()
    {
        (await shop.SendAsync(["OPTIONS /orders HTTP/1.1"])).IsProblem(405, "method-not-allowed");
        (await shop.SendAsync(["POST /orders/1/2/3 HTTP/1.1", "Content-Length: 0"])).IsProblem(404, "not-found");
    }

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/catalog/1", 200)]
    [InlineData("/catalog/999999", 404)]
    [InlineData("/nowhere", 404)]
    [InlineData("/products?limit=1", 200)]
    [InlineData("/products/top", 200)]
    [InlineData("/products/999999", 404)]
    [InlineData("/balance", 401)]
    [InlineData("/balance/charge", 405)]
    [InlineData("/health/live", 200)]
    [InlineData("/sitemap.xml", 200)]
    [InlineData("/robots.txt", 200)]
    [InlineData("/favicon.svg", 200)]
    [InlineData("/css/theme.css", 200)]
    [InlineData("/openapi/v1.json", 200)]
    [InlineData("/products/1", 200)]
    [InlineData("/health/ready", 200)]
    [InlineData("/suggestions?search=a", 200)]
    [InlineData("/images/products/oak-stool.svg", 200)]
    [InlineData("/images/share.png", 200)]
    [InlineData("/site.webmanifest", 200)]
    [InlineData("/wallet/statement.csv", 302)]
    [InlineData("/account/data.json", 302)]
    [InlineData("/manage/rankings.csv", 302)]
    [InlineData("/admin/rankings.csv", 401)]
    public async Task HEAD_is_answered_as_GET_is_without_the_body(string path, int status)
    {
        var get = await shop.SendAsync([$"GET {path} HTTP/1.1"]);
        var head = await shop.SendAsync([$"HEAD {path} HTTP/1.1"]);

        Assert.Equal((status, status, ""), (get.Status, head.Status, head.Body));
        foreach (var name in new[] { "Content-Type", "ETag", "Cache-Control", "Location", "Link", "WWW-Authenticate" })
            Assert.Equal(HeaderOf(get, name), HeaderOf(head, name));
    }

    [Theory]
    [InlineData("/balance", 200)]
    [InlineData("/balance/transactions", 200)]
    [InlineData("/orders", 200)]
    [InlineData("/orders/cart", 200)]
    [InlineData("/orders/999999", 404)]
    [InlineData("/auth/manage/info", 200)]
    [InlineData("/admin/rankings.csv", 403)]
    public async Task HEAD_is_answered_to_a_shopper_as_GET_is(string path, int status)
    {
        var get = await shop.SendAsync([$"GET {path} HTTP/1.1", $"Authorization: Bearer {shop.Token}"]);
        var head = await shop.SendAsync([$"HEAD {path} HTTP/1.1", $"Authorization: Bearer {shop.Token}"]);

        Assert.Equal((status, status, ""), (get.Status, head.Status, head.Body));
        foreach (var name in new[] { "Content-Type", "Cache-Control", "Link" }) Assert.Equal(HeaderOf(get, name), HeaderOf(head, name));
    }

    [Fact]
    public async Task A_304_has_no_body()
    {
        var answer = await shop.SendAsync(["GET /products?limit=1 HTTP/1.1", "If-None-Match: *"]);
        Assert.Equal((304, ""), (answer.Status, answer.Body));
        Assert.Contains("ETag: \"", answer.Head);
    }

    [Fact]
    public async Task A_long_address_is_answered_and_an_endless_one_refused()
    {
        (await shop.SendAsync([$"GET /products?search={new string('x', 7000)} HTTP/1.1"])).IsProblem(400, "validation-failed");
        (await shop.SendAsync([$"GET /products/{new string('9', 1000)} HTTP/1.1"])).IsProblem(404, "product-not-found");
        Assert.Equal(414, (await shop.SendAsync([$"GET /products?search={new string('x', 20_000)} HTTP/1.1"])).Status);
    }

    [Theory]
    [InlineData("GET /products/%00 HTTP/1.1", 400)]
    [InlineData("GET /products?search=%00 HTTP/1.1", 400)]
    [InlineData("GET /products/%ff%fe HTTP/1.1", 404)]
    [InlineData("GET /products?search=%ff%ED%A0%80 HTTP/1.1", 200)]
    [InlineData("GET /orders/../products HTTP/1.1", 200)]
    [InlineData("GET //products HTTP/1.1", 404)]
    public async Task Odd_addresses_are_answered(string line, int status) => Assert.Equal(status, (await shop.SendAsync([line])).Status);

    [Fact]
    public async Task A_body_without_a_length_is_no_body()
    {
        (await PostAsync("/balance/charge", [], null)).IsProblem(400, "validation-failed");
        (await PostAsync("/orders/cart/checkout", [], null)).IsProblem(409, "cart-empty");
    }

    private Task<RawAnswer> PostAsync(string path, string[] headers, byte[]? body) =>
        shop.SendAsync(
            [$"POST {path} HTTP/1.1", $"Authorization: Bearer {shop.Token}", "Content-Type: application/json", .. headers], body);

    private static string? HeaderOf(RawAnswer answer, string name) =>
        answer.Head.Split("\r\n").FirstOrDefault(line => line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase));

    private static byte[] Chunked(byte[] body)
    {
        using var chunks = new MemoryStream();
        foreach (var chunk in body.Chunk(16 * 1024))
        {
            chunks.Write(Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"));
            chunks.Write(chunk);
            chunks.Write("\r\n"u8);
        }

        chunks.Write("0\r\n\r\n"u8);
        return chunks.ToArray();
    }
}

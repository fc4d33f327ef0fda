namespace Ecommerce.Tests.Http;

/// <summary>What a load balancer asks. (With the database away: <see cref="DatabaseAwayTests"/>.)</summary>
public sealed class HealthTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Anybody_may_ask_and_hears_one_word(string path)
    {
        foreach (var caller in new[] { api.Anonymous, api.Admin })
        {
            var answer = (await caller.Get(path)).Is(200);
            Assert.Equal(("Healthy", "text/plain"), (answer.Text, answer.ContentType));
            Assert.Contains("no-store", answer.Header("Cache-Control"));
        }
    }

    [Theory]
    [InlineData("/products")]
    [InlineData("/balance")]
    [InlineData("/products?page=0")]
    [InlineData("/health/live")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/")]
    public async Task Every_answer_carries_the_security_headers(string path)
    {
        var answer = await api.Anonymous.Send("GET", path, null);
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Contains("default-src 'self'", answer.Header("Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", answer.Header("Content-Security-Policy"));
        Assert.Equal("strict-origin-when-cross-origin", answer.Header("Referrer-Policy"));
        Assert.NotNull(answer.Header("Permissions-Policy"));
        Assert.Null(answer.Header("Server"));
        Assert.Null(answer.Header("X-Powered-By"));
    }

    [Fact]
    public async Task A_style_element_needs_the_pages_own_nonce()
    {
        var first = await StyleSourcesAsync();
        var second = await StyleSourcesAsync();

        Assert.Equal(["'self'", $"'nonce-{first.Nonce}'"], first.Sources);
        Assert.NotEqual(first.Nonce, second.Nonce);
        var answerOfApi = (await api.Anonymous.Send("GET", "/products", null)).Header("Content-Security-Policy")!;
        Assert.Contains("style-src 'self';", answerOfApi, StringComparison.Ordinal);
    }

    private async Task<(string Nonce, string[] Sources)> StyleSourcesAsync()
    {
        var answer = await api.Anonymous.Send("GET", "/", null);
        var nonce = System.Text.RegularExpressions.Regex.Match(answer.Text, """js/shop[^"]*" nonce="([^"]+)">""").Groups[1].Value;
        var policy = answer.Header("Content-Security-Policy")!.Split("; ")
            .Single(d => d.StartsWith("style-src ", StringComparison.Ordinal));
        return (System.Net.WebUtility.HtmlDecode(nonce), policy.Split(' ')[1..]);
    }
}

using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ecommerce.Tests.Http;

/// <summary>What the API answered, already checked for what must hold of every answer.</summary>
public sealed partial class Answer
{
    private readonly HttpResponseMessage message;
    private readonly Lazy<JsonElement> json;

    private Answer(HttpResponseMessage message, byte[] body)
    {
        this.message = message;
        Text = System.Text.Encoding.UTF8.GetString(body);
        json = new(() => JsonSerializer.Deserialize<JsonElement>(body));
    }

    public int Status => (int)message.StatusCode;

    public string Text { get; }

    public JsonElement Json => json.Value;

    public JsonElement this[string member] =>
        Json.TryGetProperty(member, out var value) ? value : throw new Xunit.Sdk.XunitException($"There is no '{member}' in {this}");

    public IReadOnlyList<JsonElement> Items => this["items"].EnumerateArray().ToList();

    public string? ETag => Header("ETag");

    /// <summary>In seconds.</summary>
    public int RetryAfter => int.Parse(Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture);

    public string? ContentType => message.Content.Headers.ContentType?.MediaType;

    public string? Header(string name) => Values(message.Headers, name) ?? Values(message.Content.Headers, name);

    public static async Task<Answer> ReadAsync(HttpResponseMessage message)
    {
        var answer = new Answer(message, await message.Content.ReadAsByteArrayAsync());
        answer.CheckWhatAlwaysHolds();
        return answer;
    }

    public Answer Is(int status)
    {
        Assert.True(Status == status, $"Expected {status}, but it is {this}");
        return this;
    }

    public Answer IsSuccess()
    {
        Assert.True(Status is >= 200 and < 300, $"Expected a success, but it is {this}");
        return this;
    }

    /// <summary>It is a problem as RFC 9457 and the API's conventions want it.</summary>
    public Answer IsProblem(int status, string code)
    {
        Is(status);
        Assert.Equal("application/problem+json", ContentType);
        Assert.Equal(code, this["code"].GetString());
        Assert.Equal(status, this["status"].GetInt32());
        Assert.EndsWith(code, this["type"].GetString());
        foreach (var member in new[] { "title", "detail", "instance", "traceId" })
            Assert.False(string.IsNullOrWhiteSpace(this[member].GetString()), member);
        Assert.Equal(message.RequestMessage!.RequestUri!.AbsolutePath, this["instance"].GetString());
        if (Header(DocumentedRefusals.Header) is { } documented) Assert.Contains(code, documented.Split(' '));
        if (code != "validation-failed") return this;
        Assert.NotEmpty(this["errors"].EnumerateObject());
        Assert.All(this["errors"].EnumerateObject(), field => Assert.NotEmpty(field.Value.EnumerateArray()));
        return this;
    }

    /// <summary>It is a 400 that names the fields.</summary>
    public Answer Blames(params string[] fields)
    {
        IsProblem(400, "validation-failed");
        Assert.Equal(fields.Order(), this["errors"].EnumerateObject().Select(e => e.Name).Order());
        return this;
    }

    public override string ToString() => $"{Status} {ContentType} {Text}";

    private static string? Values(HttpHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    private void CheckWhatAlwaysHolds()
    {
        Assert.True(Status != 500, $"{message.RequestMessage?.Method} {message.RequestMessage?.RequestUri} → {this}");
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.NotNull(Header("Content-Security-Policy"));
        var path = message.RequestMessage!.RequestUri!.AbsolutePath;
        if (!IsApi().IsMatch(path)) return;

        Assert.Null(Header("Set-Cookie"));
        Assert.DoesNotContain("   at ", Text); // a stack trace
        foreach (Match time in TimeMember().Matches(Text))
            Assert.Matches(@"^(null|""\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"")$", time.Groups["value"].Value);
        if (!path.StartsWith("/products", StringComparison.OrdinalIgnoreCase)) Assert.Contains("no-store", Header("Cache-Control"));
    }

    [GeneratedRegex(@"""\w+At"":(?<value>[^,}]+)")]
    private static partial Regex TimeMember();

    [GeneratedRegex(@"^/(products|orders|balance|auth|admin)(/|$)", RegexOptions.IgnoreCase)]
    private static partial Regex IsApi();
}

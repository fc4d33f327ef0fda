using System.Text.Json;

namespace Ecommerce.Tests.Http;

public sealed record RawAnswer(int Status, string Head, string Body)
{
    public static RawAnswer Parse(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return new(int.Parse(text.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture), text[..end], text[(end + 4)..]);
    }

    public string Code =>
        JsonSerializer.Deserialize<JsonElement>(Body[Body.IndexOf('{', StringComparison.Ordinal)..(Body.LastIndexOf('}') + 1)])
            .GetProperty("code").GetString()!;

    public void IsProblem(int status, string code)
    {
        Assert.True(Status == status, $"{Head}\n\n{Body}");
        Assert.Contains("application/problem+json", Head, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("X-Content-Type-Options: nosniff", Head, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\r\nServer:", Head, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(code, Code);
    }
}

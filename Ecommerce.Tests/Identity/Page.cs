using System.Net;
using System.Text.RegularExpressions;

namespace Ecommerce.Tests.Identity;

/// <summary>A page as it came: status, destination of a redirect, HTML.</summary>
public sealed partial record Page(HttpStatusCode Status, string? Location, string Html, IReadOnlyList<string> Cookies)
{
    /// <summary>What a reader sees between the header and the footer, tags taken out.</summary>
    public string Text => WebUtility.HtmlDecode(Tag().Replace(MainPart().Match(Html).Groups[1].Value, " "));

    /// <summary>The link in the mail that a shop for trying out shows on the page.</summary>
    public string MailLink => WebUtility.HtmlDecode(MailButton().Match(Html).Groups[1].Value);

    public bool HasMail => MailButton().IsMatch(Html);

    public static async Task<Page> OfAsync(HttpResponseMessage answer)
    {
        var location = answer.Headers.Location is { } to
            ? (to.IsAbsoluteUri && to.Host == "localhost" ? to.PathAndQuery : to.ToString())
            : null;
        var cookies = answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.ToArray() : [];
        return new(answer.StatusCode, location, await answer.Content.ReadAsStringAsync(), cookies);
    }

    public Page IsRedirectTo(string location)
    {
        Assert.True(Location is not null, $"{Status}: {Text}");
        Assert.Equal(location, Location);
        return this;
    }

    /// <summary>Shows the form again, with this text.</summary>
    public Page Says(string text)
    {
        Assert.Equal(HttpStatusCode.OK, Status);
        Assert.Contains(text, Text);
        return this;
    }

    [GeneratedRegex("<main[^>]*>(.*)</main>", RegexOptions.Singleline)]
    private static partial Regex MainPart();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("<a (?=[^>]*mail-link)[^>]*href=\"([^\"]*)\"")]
    private static partial Regex MailButton();
}

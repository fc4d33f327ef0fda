using System.Net;
using System.Text.RegularExpressions;

namespace Ecommerce.TestKit;

/// <summary>The form in a page's main part, as a browser without scripts sends it.</summary>
public static partial class PageForm
{
    /// <summary>The form with these values, and with what the page itself keeps in it: the antiforgery token above all.</summary>
    public static FormUrlEncodedContent Fill(string html, params IEnumerable<(string Name, string Value)> values) =>
        FillOf(MainForm().Match(html).Groups[1].Value, values);

    /// <summary>The form of this name, on a page that has several.</summary>
    public static FormUrlEncodedContent Fill(string html, string name, IEnumerable<(string Name, string Value)> values) =>
        FillOf(AnyForm().Matches(html).Select(form => form.Groups[1].Value).Single(form => form.Contains($"value=\"{name}\"")), values);

    private static FormUrlEncodedContent FillOf(string form, IEnumerable<(string Name, string Value)> values)
    {
        var hidden = HiddenField().Matches(form)
            .Select(field => (WebUtility.HtmlDecode(field.Groups[1].Value), WebUtility.HtmlDecode(field.Groups[2].Value)));
        return new FormUrlEncodedContent(hidden.Concat(values).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
    }

    [GeneratedRegex("<main.*?<form(.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex MainForm();

    [GeneratedRegex("<form(.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex AnyForm();

    [GeneratedRegex("""<input type="hidden" name="([^"]*)" value="([^"]*)" />""")]
    private static partial Regex HiddenField();
}

using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ecommerce.Core.Jobs;
using Ecommerce.Web.Shared;

namespace Ecommerce.Tests.Architecture;

/// <summary>A missing text would show its key to a shopper.</summary>
public sealed partial class TextTests
{
    public static TheoryData<string> TextFiles =>
        new(Directory.EnumerateFiles(Path.Combine(Repository.Root, "Ecommerce.Web"), "*Text.resx", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Repository.Root, f)));

    [Theory]
    [MemberData(nameof(TextFiles))]
    public void Korean_and_English_have_the_same_texts(string korean)
    {
        var texts = TextsOf(korean);
        var all = TextsOf(Path.ChangeExtension(korean, ".en.resx"));
        var english = all.Where(t => !IsOfOne(t.Key, texts)).ToDictionary();

        Assert.Equal(texts.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(texts.Concat(all), t => string.IsNullOrWhiteSpace(t.Value));
        // What is filled in ({0}, {1} …) is filled in in both.
        Assert.DoesNotContain(texts, t => !Places(t.Value).SequenceEqual(Places(english[t.Key])));
    }

    [Fact]
    public void Every_text_that_a_page_names_exists()
    {
        var known = TextFiles.SelectMany(f => TextsOf(f.Data).Keys).ToHashSet(StringComparer.Ordinal);
        var named =
            from source in Repository.Sources("Ecommerce.Web")
            from line in source.Lines
            from Match use in TextUse().Matches(line)
            select (source.Path, Key: use.Groups["key"].Value);

        Assert.True(named.Count() > 200);
        Assert.DoesNotContain(named, use => !known.Contains(use.Key));
    }

    /// <summary>How a run ended is a part of these keys: no page names them in full.</summary>
    [Theory]
    [InlineData("Outcome")]
    [InlineData("Overview.Books")]
    public void Every_way_a_run_can_end_has_a_text(string key)
    {
        var texts = TextsOf(Path.Combine("Ecommerce.Web", "Admin", "AdminText.resx"));
        string[] outcomes = [.. Enum.GetNames<JobOutcome>().Select(name => name.ToLowerInvariant()), "running", "killed"];

        Assert.DoesNotContain(outcomes, outcome => !texts.ContainsKey($"{key}.{outcome}"));
    }

    /// <summary>What English says of one thing in other words (<see cref="CountedText"/>).</summary>
    private static bool IsOfOne(string key, Dictionary<string, string> texts) =>
        key.EndsWith(".One", StringComparison.Ordinal) && texts.ContainsKey(key[..^".One".Length]);

    private static Dictionary<string, string> TextsOf(string file) =>
        XDocument.Load(Path.Combine(Repository.Root, file)).Root!.Elements("data")
            .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    private static IEnumerable<string> Places(string text) =>
        Place().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex("""\b(Shared|Text|text)(\[|\.Counted\()"(?<key>[^"]+)"[],)]""")]
    private static partial Regex TextUse();

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Place();
}

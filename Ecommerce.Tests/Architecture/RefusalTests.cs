using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ecommerce.Core.Common;
using Ecommerce.Web.Api;

namespace Ecommerce.Tests.Architecture;

/// <summary>A refusal is its record, its row in the catalog of problems, and what a page says in two languages.</summary>
public sealed partial class RefusalTests
{
    private static readonly ProblemKind[] Rows = ProblemKind.All.Where(kind => kind.Example is not null).ToArray();

    [Fact]
    public void Every_refusal_has_a_row()
    {
        var refusals = typeof(Refusal).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Refusal))).Select(type => type.Name);
        Assert.Equal(refusals.Order(), Rows.Select(row => row.Example!.GetType().Name).Order());
    }

    [Fact]
    public void Every_code_is_of_one_row_and_in_kebab_case()
    {
        Assert.Equal(ProblemKind.All.Count, ProblemKind.All.DistinctBy(kind => kind.Code).Count());
        Assert.All(ProblemKind.All, kind => Assert.Matches("^[a-z]+(-[a-z]+)*$", kind.Code));
        Assert.All(ProblemKind.All, kind => Assert.InRange(kind.Status, 400, 599));
    }

    [Theory]
    [InlineData("RefusalText.resx")]
    [InlineData("RefusalText.en.resx")]
    public void Every_refusal_has_its_text_and_every_text_its_refusal(string file)
    {
        var texts = XDocument.Load(Path.Combine(Repository.Root, "Ecommerce.Web/Shared", file)).Root!.Elements("data")
            .Select(text => text.Attribute("name")!.Value)
            .ToList();
        Assert.Empty(Rows.Select(row => row.Code).Except(texts));
        // Other words for a special case stand under the code and a name of their own.
        Assert.Empty(texts.Select(key => key.Split('.')[0]).Except(Rows.Select(row => row.Code)));
    }

    [Fact]
    public void A_refusal_stands_in_a_file_of_its_name_or_among_its_features_refusals()
    {
        var records =
            from source in Repository.Sources("Ecommerce.Core")
            from Match match in RefusalRecord().Matches(string.Join('\n', source.Lines))
            select (Name: match.Groups["name"].Value, File: Path.GetFileNameWithoutExtension(source.Path), source.Path);

        Assert.Equal(Rows.Length, records.Count());
        Assert.Empty(records.Where(r => r.File != r.Name && !r.File.EndsWith("Refusals", StringComparison.Ordinal)).Select(r => r.Path));
    }

    [GeneratedRegex(@"\brecord\s+(?<name>\w+)[^;{}]*:\s*Refusal\(")]
    private static partial Regex RefusalRecord();
}

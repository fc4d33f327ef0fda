using System.Text.RegularExpressions;

namespace Ecommerce.Tests.Architecture;

/// <summary>What build/StoreAssets.targets leaves out of MudBlazor's stylesheet is used nowhere.</summary>
public sealed partial class StylesheetTests
{
    [Fact]
    public void No_page_uses_a_class_that_the_stylesheet_leaves_out()
    {
        var uses = Repository.Sources("Ecommerce.Web").SelectMany(file => file.Lines
            .Where(line => LeftOut().IsMatch(line))
            .Select(line => $"{file.Path}: {line.Trim()}"));

        Assert.Empty(uses);
    }

    [GeneratedRegex("""["' ]([mp][trblxyse]?-(sm|md|lg|xl|xxl)-[\w-]+|(text-)?(lighten|darken|accent)-\d)["' ]""")]
    private static partial Regex LeftOut();
}

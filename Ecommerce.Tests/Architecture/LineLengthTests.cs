namespace Ecommerce.Tests.Architecture;

public sealed class LineLengthTests
{
    /// <summary>As .editorconfig says.</summary>
    private const int Max = 140;

    [Theory]
    [InlineData("Ecommerce.Core")]
    [InlineData("Ecommerce.Web")]
    [InlineData("Ecommerce.Tests")]
    [InlineData("Ecommerce.E2E")]
    [InlineData("bench")]
    [InlineData("build/TestKit")]
    [InlineData("wwwroot-assets")]
    public void Code_and_markup_fit_the_width(string project)
    {
        var tooLong = Repository.Sources(project)
            .SelectMany(source => source.Lines.Index().Select(line => (source.Path, Number: line.Index + 1, line.Item.Length)))
            .Where(line => line.Length > Max);

        Assert.Empty(tooLong);
    }
}

using System.Globalization;
using Bunit;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Shared;

namespace Ecommerce.Tests.Components;

public sealed class PagerTests(TestDatabases databases) : ComponentTests(databases)
{
    [Theory]
    [InlineData(1, 1, "")]
    [InlineData(1, 3, "1 2 3 next:2")]
    [InlineData(5, 9, "prev:4 1 … 4 5 6 … 9 next:6")]
    [InlineData(9, 9, "prev:8 1 … 8 9")]
    [InlineData(12, 9, "prev:9 1 … 9")]
    [InlineData(2, 1, "prev:1 1")]
    [InlineData(2, 0, "")]
    public void Offers_the_ends_and_the_neighbours(int page, int total, string shown)
    {
        var pager = Render<Pager>(p => p
            .Add(x => x.Page, page)
            .Add(x => x.TotalPages, total)
            .Add(x => x.Href, n => n.ToString(CultureInfo.InvariantCulture)));

        var parts = pager.FindAll("nav > *").Select(part =>
            part.GetAttribute("rel") is { } rel ? $"{rel}:{part.GetAttribute("href")}" : part.GetAttribute("href") ?? part.TextContent);
        Assert.Equal(shown, string.Join(' ', parts));
        Assert.Equal(
            total > 1 && page <= total ? [$"{page}"] : [], pager.FindAll("[aria-current=page]").Select(a => a.GetAttribute("href")));
    }
}

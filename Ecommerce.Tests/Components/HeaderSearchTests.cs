using Bunit;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Catalog;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Components;

public sealed class HeaderSearchTests(TestDatabases databases) : ComponentTests(databases)
{
    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public async Task Suggests_and_opens_what_the_arrows_choose()
    {
        await Shop.AddProductAsync(name: "참나무 책상", price: 12_300);
        var board = await Shop.AddProductAsync(name: "월넛 도마");
        await Shop.AddProductAsync(name: "단풍 도마");
        var search = Render<HeaderSearch>();

        Type(search, "도마");
        Assert.Equal(["단풍 도마", "월넛 도마"], search.FindAll("li a > span:first-of-type").Select(s => s.TextContent));
        search.Find("input").KeyDown("ArrowDown");
        search.Find("input").KeyDown("ArrowDown");
        Assert.Equal("suggestion-1", search.Find("input").GetAttribute("aria-activedescendant"));
        search.Find("input").KeyDown("Enter");

        Assert.EndsWith($"/catalog/{board}", Navigation.Uri, StringComparison.Ordinal);
        search.WaitForAssertion(() => Assert.True(search.Find("ul").HasAttribute("hidden")));
    }

    [Fact]
    public async Task Closes_with_Escape_and_when_one_goes_elsewhere()
    {
        await Shop.AddProductAsync(name: "월넛 도마");
        var search = Render<HeaderSearch>();

        Type(search, "도마");
        search.Find("input").KeyDown("Escape");
        Assert.True(search.Find("ul").HasAttribute("hidden"));
        Type(search, "도마 ");
        Assert.False(search.Find("ul").HasAttribute("hidden"));
        search.Find("form").FocusOut();
        Assert.True(search.Find("ul").HasAttribute("hidden"));
        Assert.Equal("false", search.Find("input").GetAttribute("aria-expanded"));
    }

    [Fact]
    public void Shows_what_the_page_was_searched_by()
    {
        var search = Render<HeaderSearch>();

        Navigation.NavigateTo("/?search=%EB%8F%84%EB%A7%88&page=2");

        search.WaitForAssertion(() => Assert.Equal("도마", search.Find("input").GetAttribute("value")));
    }

    private static void Type(IRenderedComponent<HeaderSearch> search, string words)
    {
        search.Find("form").FocusIn();
        search.Find("input").Input(words);
    }
}

using System.Net;
using Bunit;
using Ecommerce.Core.Catalog;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Catalog;
using Ecommerce.Web.Shared;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Components;

public sealed class FragmentCacheTests(TestDatabases databases) : ComponentTests(databases)
{
    private static readonly ProductSummary Lamp = new(1, "램프", "Lamp", 50_000, 3, "조명", "Lighting", null);

    private FragmentCache Fragments => Services.GetRequiredService<FragmentCache>();

    [Fact]
    public async Task Renders_a_model_once()
    {
        Counted.Renderings = 0;

        var first = await Fragments.GetAsync<Counted, string>("a");
        var again = await Fragments.GetAsync<Counted, string>("a");
        var other = await Fragments.GetAsync<Counted, string>("b");

        Assert.Equal(("a1", "a1", "b2"), (first.Value, again.Value, other.Value));
    }

    [Fact]
    public async Task Renders_each_language()
    {
        var korean = await Fragments.GetAsync<ProductCard, ProductCardModel>(new(Lamp, Eager: false));
        Read("en-US");
        var english = await Fragments.GetAsync<ProductCard, ProductCardModel>(new(Lamp, Eager: false));

        Assert.Contains("램프", WebUtility.HtmlDecode(korean.Value), StringComparison.Ordinal);
        Assert.Contains("Lamp", english.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_grid_shows_the_stock_and_price_of_now()
    {
        var grid = Render<ProductGrid>(p => p.Add(g => g.Products, [Lamp]));
        Assert.Contains("3", grid.Find(".stock").TextContent, StringComparison.Ordinal);

        grid.Render(p => p.Add(g => g.Products, [Lamp with { Stock = 0, Price = 40_000 }]));

        Assert.Equal("품절", grid.Find(".stock").TextContent);
        Assert.Contains("40,000", grid.Find(".price").TextContent, StringComparison.Ordinal);
        Assert.True(grid.Find("button").HasAttribute("disabled"));
    }

    private sealed class Counted : Fragment<string>
    {
        public static int Renderings { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, $"{Model}{++Renderings}");
    }
}

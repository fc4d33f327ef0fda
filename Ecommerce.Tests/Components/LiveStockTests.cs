using Bunit;
using Ecommerce.Core.Catalog;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Catalog;

namespace Ecommerce.Tests.Components;

public sealed class LiveStockTests(TestDatabases databases) : ComponentTests(databases)
{
    [Theory]
    [InlineData(true, 5, false)]
    [InlineData(true, 0, true)]
    [InlineData(false, 5, false)]
    public void Can_be_clicked_when_there_is_stock_with_or_without_a_circuit(bool interactive, int stock, bool disabled)
    {
        if (!interactive) Prerender();

        var shown = Show(1, stock);

        Assert.Equal(disabled, shown.Find(".primary").HasAttribute("disabled"));
        Assert.Equal(stock == 0 ? "품절" : "담기", shown.Find(".primary").TextContent.Trim());
    }

    [Theory]
    [InlineData("99", "41", "41개까지")]
    [InlineData("0", "1", "1개부터")]
    [InlineData("-5", "1", "1개부터")]
    [InlineData("", "1", "숫자가 아니어서")]
    [InlineData("99999999999", "41", "41개까지")]
    [InlineData("7", "7", "")]
    [InlineData("\uFEFF７\u200B", "7", "")]
    public void Shows_the_quantity_that_counts_and_says_why(string typed, string counts, string why)
    {
        var shown = Show(1, stock: 41);

        // Twice, for what is clamped to what was shown already has to be drawn again as well.
        for (var i = 0; i < 2; i++)
        {
            shown.Find("input").Change(typed);

            Assert.Equal(counts, shown.Find("input").GetAttribute("value"));
            Assert.Contains(why, shown.Find(".stepper-note").TextContent);
        }
    }

    [Fact]
    public void Steps_by_button_and_by_key_within_the_stock()
    {
        var shown = Show(1, stock: 2);

        shown.Find("[aria-label='수량 늘리기']").Click();
        Assert.Equal("2", shown.Find("input").GetAttribute("value"));
        Assert.True(shown.Find("[aria-label='수량 늘리기']").HasAttribute("disabled"));
        shown.Find("input").KeyDown("ArrowUp");
        Assert.Equal("2", shown.Find("input").GetAttribute("value"));
        shown.Find("input").KeyDown("ArrowDown");
        Assert.Equal("1", shown.Find("input").GetAttribute("aria-valuenow"));
    }

    [Fact]
    public async Task Follows_the_stock_while_one_looks()
    {
        var lamp = await Shop.AddProductAsync(stock: 8);
        var shown = Show(lamp, 8);
        Assert.Equal("재고 8개", shown.Find(".stock").TextContent);
        shown.Find("input").Change("8");

        await Shop.MoveStockAsync(lamp, -5, "test");
        await Shop.Get<StockFeed>().RefreshAsync(default);
        shown.WaitForAssertion(() => Assert.Equal("3개 남았어요", shown.Find(".stock").TextContent));
        Assert.Equal("3", shown.Find("input").GetAttribute("value"));

        await Shop.MoveStockAsync(lamp, -3, "test");
        await Shop.Get<StockFeed>().RefreshAsync(default);
        shown.WaitForAssertion(() => Assert.Equal("품절", shown.Find(".stock").TextContent));
        Assert.True(shown.Find(".primary").HasAttribute("disabled"));
    }

    private IRenderedComponent<LiveStock> Show(long product, int stock) =>
        Render<LiveStock>(p => p.Add(s => s.ProductId, product).Add(s => s.Stock, stock));
}

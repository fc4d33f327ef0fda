using Bunit;
using Ecommerce.Core.Catalog;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Carts;
using Ecommerce.Web.Catalog;
using Ecommerce.Web.Shared;

namespace Ecommerce.Tests.Components;

public sealed class AddToCartTests(TestDatabases databases) : ComponentTests(databases)
{
    [Fact]
    public async Task Puts_as_many_into_the_cart_as_were_asked_for_and_counts_them_in_the_header()
    {
        var shopper = await LogInShopperAsync();
        var lamp = await Shop.AddProductAsync(stock: 5);
        var told = CollectToasts();
        var badge = Render<CartBadge>();
        var add = Button(lamp, stock: 5);

        add.Find("input").Change("3");
        await add.Find(".primary").ClickAsync(new());

        Assert.Equal(3, (await Shop.CartAsync(shopper)).Items.Single().Quantity);
        Assert.Equal(("램프, 장바구니에 담았어요.", "/cart"), (told[0].Text, told[0].Href));
        badge.WaitForAssertion(() => Assert.Equal("3", badge.Find(".count").TextContent));
    }

    [Fact]
    public async Task Tells_how_many_there_are_when_others_were_quicker()
    {
        await LogInShopperAsync();
        var lamp = await Shop.AddProductAsync(stock: 2);
        var told = CollectToasts();
        var add = Button(lamp, stock: 5);

        add.Find("input").Change("3");
        await add.Find(".primary").ClickAsync(new());

        Assert.Equal((ToastKind.Error, "지금은 2개까지 살 수 있어요. 수량을 줄여 주세요."), (told[0].Kind, told[0].Text));
    }

    [Fact]
    public async Task Says_that_it_failed_and_can_be_tried_again()
    {
        await LogInShopperAsync();
        var lamp = await Shop.AddProductAsync(stock: 5);
        var told = CollectToasts();
        var add = Button(lamp, stock: 5);
        await Shop.ExecuteSqlAsync("ALTER TABLE cart_items RENAME TO away");

        await add.Find(".primary").ClickAsync(new());

        Assert.Equal((ToastKind.Error, "처리하지 못했어요. 잠시 후 다시 시도해 주세요."), (told[0].Kind, told[0].Text));
        Assert.False(add.Find(".primary").HasAttribute("disabled"));
    }

    [Theory]
    [InlineData(true, 5, false)]
    [InlineData(true, 0, true)]
    [InlineData(false, 5, true)]
    public void Can_be_clicked_when_there_is_stock_and_a_circuit(bool interactive, int stock, bool disabled)
    {
        if (!interactive) Prerender();

        var add = Button(1, stock);

        Assert.Equal(disabled, add.Find(".primary").HasAttribute("disabled"));
        Assert.Equal(stock == 0 ? "품절" : "담기", add.Find(".primary span").TextContent);
    }

    [Theory]
    [InlineData("7", "5")]
    [InlineData("0", "1")]
    [InlineData("x", "1")]
    public void Keeps_the_quantity_between_one_and_the_stock(string typed, string kept)
    {
        var add = Button(1, stock: 5);

        add.Find("input").Change(typed);

        Assert.Equal(kept, add.Find("input").GetAttribute("value"));
    }

    [Fact]
    public async Task Follows_the_stock_while_one_looks()
    {
        var lamp = await Shop.AddProductAsync(stock: 8);
        var stock = Render<LiveStock>(p => p.Add(s => s.ProductId, lamp).Add(s => s.ProductName, "램프").Add(s => s.Stock, 8));
        Assert.Equal("재고 8개", stock.Find(".stock").TextContent);
        stock.Find("input").Change("8");

        await Shop.Get<ProductEditor>().AdjustStockAsync(lamp, -5, "test", default);
        await Shop.Get<StockFeed>().RefreshAsync(default);
        stock.WaitForAssertion(() => Assert.Equal("3개 남았어요", stock.Find(".stock").TextContent));
        Assert.Equal("3", stock.Find("input").GetAttribute("value"));

        await Shop.Get<ProductEditor>().AdjustStockAsync(lamp, -3, "test", default);
        await Shop.Get<StockFeed>().RefreshAsync(default);
        stock.WaitForAssertion(() => Assert.Equal("품절", stock.Find(".stock").TextContent));
        Assert.True(stock.Find(".primary").HasAttribute("disabled"));
    }

    private IRenderedComponent<AddToCart> Button(long product, int stock) => Render<AddToCart>(
        p => p.Add(a => a.ProductId, product).Add(a => a.ProductName, "램프").Add(a => a.Stock, stock).Add(a => a.WithQuantity, true));
}

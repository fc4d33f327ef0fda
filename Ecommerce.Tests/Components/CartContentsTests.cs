using Bunit;
using Ecommerce.Core.Catalog;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Carts;

namespace Ecommerce.Tests.Components;

public sealed class CartContentsTests(TestDatabases databases) : ComponentTests(databases)
{
    [Fact]
    public async Task Shows_what_each_line_and_all_of_them_cost()
    {
        var shopper = await LogInShopperAsync();
        await Shop.AddToCartAsync(shopper, await Shop.AddProductAsync(price: 12_300), 3);
        await Shop.AddToCartAsync(shopper, await Shop.AddProductAsync(price: 500), 2);

        var cart = Render<CartContents>();

        Assert.Equal(["₩36,900", "₩1,000"], cart.FindAll(".line-total").Select(t => t.TextContent));
        Assert.Equal(["5", "₩37,900"], cart.FindAll(".amounts dd").Select(d => d.TextContent));
        Assert.Equal("주문하기", cart.Find(".summary a[href='/checkout']").TextContent.Trim());
    }

    [Fact]
    public async Task Changes_a_quantity_and_the_total_with_it()
    {
        var shopper = await LogInShopperAsync();
        await Shop.AddToCartAsync(shopper, await Shop.AddProductAsync(price: 1_000, stock: 3), 1);
        var cart = Render<CartContents>();

        await cart.Find(".stepper button:last-child").ClickAsync(new());
        await cart.Find(".stepper button:last-child").ClickAsync(new());

        Assert.Equal("₩3,000", cart.Find(".grand dd").TextContent);
        Assert.True(cart.Find(".stepper button:last-child").HasAttribute("disabled"), "There are no more than three.");
        Assert.Equal(3, (await Shop.CartAsync(shopper)).Items.Single().Quantity);
    }

    [Fact]
    public async Task Takes_a_line_out_and_puts_it_back_on_request()
    {
        var shopper = await LogInShopperAsync();
        await Shop.AddToCartAsync(shopper, await Shop.AddProductAsync(name: "램프"), 2);
        var told = CollectToasts();
        var cart = Render<CartContents>();

        await cart.Find("button[aria-label='램프 삭제']").ClickAsync(new());
        Assert.Equal("장바구니가 비어 있어요", cart.Find(".empty-state h2").TextContent);
        Assert.Equal("램프, 장바구니에서 뺐어요.", Assert.Single(told).Text);
        await cart.InvokeAsync(told[0].Action!);

        cart.WaitForAssertion(() => Assert.Equal("2", cart.Find(".stepper input").GetAttribute("value")));
    }

    [Fact]
    public async Task Says_that_stock_fell_and_mends_it_in_one_click()
    {
        var shopper = await LogInShopperAsync();
        var lamp = await Shop.AddProductAsync(stock: 5, price: 1_000);
        await Shop.AddToCartAsync(shopper, lamp, 5);
        await Shop.MoveStockAsync(lamp, -3, "test");
        var cart = Render<CartContents>();

        Assert.Equal("지금 2개만 남아 있어요.", cart.Find(".field-error").TextContent);
        Assert.Empty(cart.FindAll("a[href='/checkout']"));
        Assert.False(cart.Find(".stepper button").HasAttribute("disabled"), "What is too much can be reduced by hand.");
        await cart.Find(".mud-alert button").ClickAsync(new());

        Assert.Equal("₩2,000", cart.Find(".grand dd").TextContent);
        Assert.Empty(cart.FindAll(".mud-alert"));
        Assert.NotNull(cart.Find("a[href='/checkout']"));
    }

    [Fact]
    public async Task A_quantity_that_is_refused_is_taken_back_in_the_field_which_says_why()
    {
        var shopper = await LogInShopperAsync();
        var lamp = await Shop.AddProductAsync(stock: 41);
        await Shop.AddToCartAsync(shopper, lamp, 2);
        var cart = Render<CartContents>();
        await Shop.MoveStockAsync(lamp, -38, "test");

        await cart.Find(".stepper input").ChangeAsync(new() { Value = "10" });

        Assert.Equal("2", cart.Find(".stepper input").GetAttribute("value"));
        Assert.Contains("3개", cart.Find(".field-error").TextContent, StringComparison.Ordinal);
        await cart.Find(".stepper input").ChangeAsync(new() { Value = "3" });
        Assert.Empty(cart.FindAll(".field-error"));
    }

    [Fact]
    public async Task Says_that_a_price_changed_until_that_is_acknowledged()
    {
        var shopper = await LogInShopperAsync();
        var lamp = await Shop.AddProductAsync(price: 1_000, name: "램프");
        await Shop.AddToCartAsync(shopper, lamp);
        (await Shop.EditAsync(lamp, new ProductEdit("램프", 1_500, "Things"))).Granted();
        var cart = Render<CartContents>();

        Assert.Equal("₩1,000", cart.Find(".was del").TextContent);
        Assert.Equal("₩1,500", cart.Find(".grand dd").TextContent);
        await cart.Find(".mud-alert button").ClickAsync(new());

        Assert.Empty(cart.FindAll(".mud-alert, .was"));
        Assert.Equal("₩1,500", cart.Find(".grand dd").TextContent);
    }

    [Fact]
    public async Task Answers_to_no_click_before_the_circuit_is_up()
    {
        var shopper = await LogInShopperAsync();
        await Shop.AddToCartAsync(shopper, await Shop.AddProductAsync());
        Prerender();

        var cart = Render<CartContents>();

        Assert.Equal("false", cart.Find(".cart-layout").GetAttribute("data-interactive"));
        Assert.All(cart.FindAll("button, input"), control => Assert.True(control.HasAttribute("disabled")));
    }

    [Fact]
    public async Task Speaks_English_to_who_reads_English()
    {
        var shopper = await LogInShopperAsync();
        await Shop.AddToCartAsync(shopper, await Shop.AddProductAsync(price: 12_300, name: "램프", nameEn: "Lamp"));
        Read("en-US");

        var cart = Render<CartContents>();

        Assert.Equal("Lamp", cart.Find(".line-name").TextContent);
        Assert.Equal("Check out", cart.Find(".summary a[href='/checkout']").TextContent.Trim());
        Assert.Equal("₩12,300", cart.Find(".grand dd").TextContent);
    }

    [Fact]
    public void Leads_on_from_an_empty_cart()
    {
        var cart = Render<CartContents>();

        Assert.Equal("/", cart.Find(".empty-state a").GetAttribute("href"));
    }
}

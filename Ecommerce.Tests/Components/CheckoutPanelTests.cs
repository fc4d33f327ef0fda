using Bunit;
using Ecommerce.Core.Catalog;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Ordering;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Components;

public sealed class CheckoutPanelTests(TestDatabases databases) : ComponentTests(databases)
{
    private const string Pay = ".summary button";

    private string Address => Services.GetRequiredService<NavigationManager>().Uri;

    [Fact]
    public async Task Shows_the_balance_before_and_after()
    {
        var shopper = await LogInShopperAsync(balance: 50_000);
        await Shop.AddToCartAsync(shopper, await Shop.AddProductAsync(price: 12_000), 2);

        var checkout = Render<CheckoutPanel>();

        Assert.Equal(["₩50,000", "₩24,000", "₩26,000"], checkout.FindAll(".amounts dd").Select(d => d.TextContent));
    }

    [Fact]
    public async Task Pays_and_shows_the_receipt()
    {
        var shopper = await LogInShopperAsync(balance: 50_000);
        await Shop.AddToCartAsync(shopper, await Shop.AddProductAsync(price: 12_000), 2);
        var checkout = Render<CheckoutPanel>();

        await checkout.Find(Pay).ClickAsync(new());

        Assert.EndsWith("/my/orders/1?receipt=true", Address, StringComparison.Ordinal);
        Assert.Equal(26_000, await Shop.BalanceAsync(shopper));
    }

    [Fact]
    public async Task Leads_to_a_top_up_of_exactly_what_is_missing_and_back()
    {
        var shopper = await LogInShopperAsync(balance: 5_000);
        await Shop.AddToCartAsync(shopper, await Shop.AddProductAsync(price: 12_000));

        var checkout = Render<CheckoutPanel>();

        Assert.Equal("₩7,000", checkout.Find(".short dd").TextContent);
        Assert.Equal("/wallet?amount=7000&returnUrl=%2Fcheckout", checkout.Find(".summary a.mud-button-filled").GetAttribute("href"));
        Assert.Empty(checkout.FindAll(Pay));
    }

    [Fact]
    public async Task Does_not_take_another_price_than_the_one_shown()
    {
        var shopper = await LogInShopperAsync(balance: 50_000);
        var lamp = await Shop.AddProductAsync(price: 12_000, name: "램프");
        await Shop.AddToCartAsync(shopper, lamp);
        var checkout = Render<CheckoutPanel>();
        (await Shop.EditAsync(lamp, new ProductEdit("램프", 13_000, "Things"))).Granted();

        await checkout.Find(Pay).ClickAsync(new());

        Assert.Contains("₩13,000", checkout.Find(".mud-alert").TextContent, StringComparison.Ordinal);
        Assert.Equal("₩13,000", checkout.Find(".grand dd").TextContent);
        Assert.Equal(50_000, await Shop.BalanceAsync(shopper));
        await checkout.Find(Pay).ClickAsync(new());
        Assert.Equal(37_000, await Shop.BalanceAsync(shopper));
    }

    [Fact]
    public async Task Sends_a_cart_that_is_short_of_stock_back_to_be_mended()
    {
        var shopper = await LogInShopperAsync(balance: 50_000);
        var lamp = await Shop.AddProductAsync(stock: 2);
        await Shop.AddToCartAsync(shopper, lamp, 2);
        await Shop.MoveStockAsync(lamp, -1, "test");

        var checkout = Render<CheckoutPanel>();

        Assert.Equal("/cart", checkout.Find(".summary a.mud-button-filled").GetAttribute("href"));
        Assert.Empty(checkout.FindAll(Pay));
    }

    [Fact]
    public async Task Cannot_be_paid_before_the_circuit_is_up()
    {
        var shopper = await LogInShopperAsync(balance: 50_000);
        await Shop.AddToCartAsync(shopper, await Shop.AddProductAsync());
        Prerender();

        Assert.True(Render<CheckoutPanel>().Find(Pay).HasAttribute("disabled"));
    }
}

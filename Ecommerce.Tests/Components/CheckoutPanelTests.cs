using Bunit;
using Ecommerce.Core.Addresses;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Ordering;
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
    public async Task Goes_to_the_default_address_unless_another_place_is_chosen()
    {
        var shopper = await LogInShopperAsync(balance: 50_000);
        await Shop.AddToCartAsync(shopper, await Shop.AddProductAsync());
        await Shop.AddAddressAsync(shopper);
        await Shop.AddAddressAsync(shopper, "이두리");
        var checkout = Render<CheckoutPanel>();
        Assert.Equal([true, false, false, false], checkout.FindAll("[type=radio]").Select(r => r.HasAttribute("checked")));

        await checkout.FindAll("[type=radio]")[1].ChangeAsync(new());
        await checkout.Find(Pay).ClickAsync(new());

        Assert.Equal("이두리", (await OrderAsync(shopper)).Delivery!.Recipient);
    }

    [Fact]
    public async Task Takes_a_new_address_says_what_is_wrong_with_it_and_keeps_it()
    {
        var shopper = await LogInShopperAsync(balance: 50_000);
        await Shop.AddToCartAsync(shopper, await Shop.AddProductAsync());
        var checkout = Render<CheckoutPanel>();
        await checkout.FindAll("[type=radio]")[0].ChangeAsync(new());
        foreach (var (field, text) in new[] { ("recipient", "김하나"), ("phone", "010-1234-5678"), ("address1", "세종대로 110") })
            await checkout.Find($"#{field}").ChangeAsync(new() { Value = text });

        await checkout.Find(Pay).ClickAsync(new());
        Assert.Contains("우편번호", checkout.Find("#postal-code-error").TextContent, StringComparison.Ordinal);
        Assert.Equal(50_000, await Shop.BalanceAsync(shopper));
        await checkout.Find("#postal-code").ChangeAsync(new() { Value = "04524" });
        await checkout.Find(Pay).ClickAsync(new());

        Assert.Equal("김하나", (await OrderAsync(shopper)).Delivery!.Recipient);
        Assert.Equal("04524", Assert.Single(await Shop.Get<AddressBook>().ListAsync(shopper, default)).PostalCode);
    }

    [Fact]
    public async Task An_address_that_is_gone_meanwhile_is_not_replaced_by_another()
    {
        var shopper = await LogInShopperAsync(balance: 50_000);
        await Shop.AddToCartAsync(shopper, await Shop.AddProductAsync());
        var gone = await Shop.AddAddressAsync(shopper);
        await Shop.AddAddressAsync(shopper, "이두리");
        var checkout = Render<CheckoutPanel>();
        (await Shop.Get<AddressBook>().RemoveAsync(shopper, gone, default)).Granted();

        await checkout.Find(Pay).ClickAsync(new());
        Assert.Contains("배송지를 찾을 수 없어요", checkout.Find(".mud-alert").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(checkout.FindAll("[type=radio]"), r => r.HasAttribute("checked"));
        await checkout.Find(Pay).ClickAsync(new());
        Assert.Contains("골라 주세요", checkout.Find(".mud-alert").TextContent, StringComparison.Ordinal);
        Assert.Equal(50_000, await Shop.BalanceAsync(shopper));

        await checkout.FindAll("[type=radio]")[0].ChangeAsync(new());
        await checkout.Find(Pay).ClickAsync(new());
        Assert.Equal("이두리", (await OrderAsync(shopper)).Delivery!.Recipient);
    }

    [Fact]
    public async Task Cannot_be_paid_before_the_circuit_is_up()
    {
        var shopper = await LogInShopperAsync(balance: 50_000);
        await Shop.AddToCartAsync(shopper, await Shop.AddProductAsync());
        Prerender();

        Assert.True(Render<CheckoutPanel>().Find(Pay).HasAttribute("disabled"));
    }

    private async Task<OrderView> OrderAsync(long shopper) =>
        Assert.Single((await Shop.Get<OrderQueries>().ListAsync(shopper, new PageRequest(), default)).Items);
}

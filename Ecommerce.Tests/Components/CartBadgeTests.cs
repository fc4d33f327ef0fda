using Bunit;
using Ecommerce.Core.Carts;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Carts;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Tests.Components;

public sealed class CartBadgeTests(TestDatabases databases) : ComponentTests(databases)
{
    [Fact]
    public async Task Follows_what_other_parts_of_the_page_do_to_the_cart()
    {
        await LogInShopperAsync();
        var lamp = await Shop.AddProductAsync(stock: 200);
        var badge = Render<CartBadge>(p => p.Add(b => b.Count, 0));
        Assert.Empty(badge.FindAll(".count"));

        await Services.GetRequiredService<CartState>().AddAsync(lamp, 3);
        badge.WaitForAssertion(() => Assert.Equal("3", badge.Find(".count").TextContent.Trim()));
        Assert.Equal("장바구니, 상품 3개", badge.Find("a > .visually-hidden").TextContent);
        await Services.GetRequiredService<CartState>().AddAsync(lamp, 97);
        badge.WaitForAssertion(() => Assert.Equal("99+", badge.Find(".count").TextContent.Trim()));
    }

    /// <summary>A page from the browser's memory shows an old number, until its circuit has asked.</summary>
    [Fact]
    public async Task Shows_what_the_page_was_drawn_with_and_asks_once_there_is_a_circuit()
    {
        var shopper = await LogInShopperAsync();
        await Shop.Get<CartService>().AddAsync(CartOwner.Shopper(shopper), await Shop.AddProductAsync(stock: 9), 2, default);

        Assert.Equal("2", Render<CartBadge>(p => p.Add(b => b.Count, 7)).Find(".count").TextContent.Trim());
        Prerender();
        Assert.Equal("7", Render<CartBadge>(p => p.Add(b => b.Count, 7)).Find(".count").TextContent.Trim());
    }
}

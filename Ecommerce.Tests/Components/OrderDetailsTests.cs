using Bunit;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Ordering;

namespace Ecommerce.Tests.Components;

public sealed class OrderDetailsTests(TestDatabases databases) : ComponentTests(databases)
{
    [Fact]
    public async Task Cancels_only_after_asking()
    {
        var (shopper, order) = await OrderAsync();
        var told = CollectToasts();
        order.FindAll("button").Single(b => b.TextContent == "주문 취소").Click();
        Assert.Equal(4_000, await Shop.BalanceAsync(shopper));

        await order.Find("[role=alertdialog] .danger").ClickAsync(new());

        Assert.Equal("취소됨", order.Find(".badge").TextContent);
        Assert.Equal("주문을 취소했어요. ₩6,000을 지갑으로 돌려드렸어요.", Assert.Single(told).Text);
        Assert.Equal(10_000, await Shop.BalanceAsync(shopper));
        Assert.Empty(order.FindAll("button"));
    }

    [Fact]
    public async Task Leaves_the_order_alone_when_the_answer_is_no()
    {
        var (shopper, order) = await OrderAsync();
        order.FindAll("button").Single(b => b.TextContent == "주문 취소").Click();

        order.FindAll("[role=alertdialog] button").Single(b => b.TextContent == "아니요").Click();

        Assert.Empty(order.FindAll("[role=alertdialog]"));
        Assert.Equal("결제 완료", order.Find(".badge").TextContent);
        Assert.Equal(4_000, await Shop.BalanceAsync(shopper));
    }

    [Fact]
    public async Task Says_so_when_it_was_cancelled_elsewhere_meanwhile()
    {
        var (shopper, order) = await OrderAsync();
        var told = CollectToasts();
        order.FindAll("button").Single(b => b.TextContent == "주문 취소").Click();
        await Shop.CancelAsync(shopper, 1);

        await order.Find("[role=alertdialog] .danger").ClickAsync(new());

        Assert.Equal("이미 취소된 주문이에요.", Assert.Single(told).Text);
        Assert.Equal("취소됨", order.Find(".badge").TextContent);
        Assert.Equal(10_000, await Shop.BalanceAsync(shopper));
    }

    private async Task<(long Shopper, IRenderedComponent<OrderDetails> Order)> OrderAsync()
    {
        var shopper = await LogInShopperAsync(balance: 10_000);
        var placed = (await Shop.OrderAsync(shopper, (await Shop.AddProductAsync(price: 3_000), 2))).Granted();
        return (shopper, Render<OrderDetails>(p => p.Add(o => o.OrderId, placed.Order.Id)));
    }
}

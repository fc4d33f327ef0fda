using AngleSharp.Dom;
using Bunit;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Ordering.Fulfilment;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Ordering;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Ecommerce.Tests.Components;

public sealed class OrderDetailsTests(TestDatabases databases) : ComponentTests(databases)
{
    [Fact]
    public async Task Cancels_only_after_asking()
    {
        var (shopper, order, dialogs) = await OrderAsync();
        var told = CollectToasts();
        await Button(order, "주문 취소").ClickAsync(new());
        Assert.Equal(4_000, await Shop.BalanceAsync(shopper));

        await Button(dialogs, "네, 취소할게요").ClickAsync(new());

        Assert.Equal("취소됨", order.Find(".order-status").TextContent.Trim());
        Assert.Equal("주문을 취소했어요. ₩6,000을 지갑으로 돌려드렸어요.", Assert.Single(told).Text);
        Assert.Equal(10_000, await Shop.BalanceAsync(shopper));
        Assert.DoesNotContain(order.FindAll("button"), b => b.TextContent.Trim() == "주문 취소");
    }

    [Fact]
    public async Task Leaves_the_order_alone_when_the_answer_is_no()
    {
        var (shopper, order, dialogs) = await OrderAsync();
        await Button(order, "주문 취소").ClickAsync(new());

        await Button(dialogs, "아니요").ClickAsync(new());

        Assert.Equal("결제 완료", order.Find(".order-status").TextContent.Trim());
        Assert.Equal(4_000, await Shop.BalanceAsync(shopper));
    }

    [Fact]
    public async Task Says_so_when_it_was_cancelled_elsewhere_meanwhile()
    {
        var (shopper, order, dialogs) = await OrderAsync();
        var told = CollectToasts();
        await Button(order, "주문 취소").ClickAsync(new());
        await Shop.CancelAsync(shopper, 1);

        await Button(dialogs, "네, 취소할게요").ClickAsync(new());

        Assert.Equal("이미 취소된 주문이에요.", Assert.Single(told).Text);
        Assert.Equal("취소됨", order.Find(".order-status").TextContent.Trim());
        Assert.Equal(10_000, await Shop.BalanceAsync(shopper));
    }

    [Fact]
    public async Task Tells_how_far_it_is_and_where_the_parcel_can_be_followed()
    {
        var shopper = await LogInShopperAsync(balance: 10_000);
        var placed = (await Shop.OrderToAsync(shopper, TestAddresses.Home, (await Shop.AddProductAsync(), 1))).Granted();
        var order = Render<OrderDetails>(p => p.Add(o => o.OrderId, placed.Order.Id));
        Assert.Equal([true, false, false], Steps(order));
        Assert.Contains("김하나", order.Find(".address").TextContent, StringComparison.Ordinal);
        Assert.Contains(order.FindAll("button"), b => b.TextContent.Trim() == "주문 취소");

        (await Shop.Get<ShipOrder>().RunAsync(Actor.System, new(placed.Order.Id, "CJ대한통운", "12 34"), default)).Granted();
        order = Render<OrderDetails>(p => p.Add(o => o.OrderId, placed.Order.Id));

        Assert.Equal([true, true, false], Steps(order));
        var link = order.Find(".parcel a");
        Assert.Equal("https://trace.cjlogistics.com/next/tracking.html?wblNo=12%2034", link.GetAttribute("href"));
        Assert.Equal("noopener noreferrer", link.GetAttribute("rel"));
        Assert.DoesNotContain(order.FindAll("button"), b => b.TextContent.Trim() == "주문 취소");
        (await Shop.Get<DeliverOrder>().RunAsync(Actor.System, placed.Order.Id, default)).Granted();
        Assert.Equal([true, true, true], Steps(Render<OrderDetails>(p => p.Add(o => o.OrderId, placed.Order.Id))));
    }

    [Fact]
    public async Task Says_that_it_was_shipped_when_somebody_cancels_too_late()
    {
        var (shopper, order, dialogs) = await OrderAsync();
        var told = CollectToasts();
        await Button(order, "주문 취소").ClickAsync(new());
        (await Shop.Get<ShipOrder>().RunAsync(Actor.System, new(1, "somebody", "1"), default)).Granted();

        await Button(dialogs, "네, 취소할게요").ClickAsync(new());

        Assert.StartsWith("이미 발송된 주문", Assert.Single(told).Text, StringComparison.Ordinal);
        Assert.Equal("배송 중", order.Find(".order-status").TextContent.Trim());
        Assert.Empty(order.FindAll(".parcel a")); // no carrier that the shop knows
        Assert.Equal(4_000, await Shop.BalanceAsync(shopper));
    }

    private static IEnumerable<bool> Steps(IRenderedComponent<OrderDetails> order) =>
        order.FindAll(".timeline li").Select(li => li.ClassList.Contains("done"));

    private static IElement Button<T>(IRenderedComponent<T> place, string text)
        where T : IComponent =>
        place.FindAll("button").Single(b => b.TextContent.Trim() == text);

    private async Task<(long Shopper, IRenderedComponent<OrderDetails> Order, IRenderedComponent<MudDialogProvider> Dialogs)> OrderAsync()
    {
        var shopper = await LogInShopperAsync(balance: 10_000);
        var placed = (await Shop.OrderAsync(shopper, (await Shop.AddProductAsync(price: 3_000), 2))).Granted();
        return (shopper, Render<OrderDetails>(p => p.Add(o => o.OrderId, placed.Order.Id)), Render<MudDialogProvider>());
    }
}

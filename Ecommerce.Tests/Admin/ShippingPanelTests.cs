using Bunit;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Ordering;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Admin.Orders;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Admin;

/// <summary>Orders as an admin sends them, one by one and several at once.</summary>
public sealed class ShippingPanelTests(TestDatabases databases) : AdminPanelTests(databases)
{
    [Fact]
    public async Task An_order_is_shipped_and_delivered_after_asking()
    {
        await LogInAdminAsync();
        var order = await OrderAsync();
        var panel = Render<AdminOrder>(p => p.Add(o => o.OrderId, order));
        Assert.Contains("김하나", panel.Find(".address").TextContent, StringComparison.Ordinal);
        Assert.Empty(panel.FindAll(".deliver")); // it has to be shipped first
        await panel.Find("form.filter").SubmitAsync();
        Assert.NotEmpty(panel.Find("[role=alert]").TextContent);
        await panel.Find("#tracking-number").ChangeAsync(new() { Value = "6789" });

        var question = await AnswerAsync(Dialogs(), () => panel.Find("form.filter").SubmitAsync(), yes: true);

        Assert.Contains("6789", question, StringComparison.Ordinal);
        Assert.Equal(OrderStatus.Shipped, await StatusAsync(order));
        Assert.Empty(panel.FindAll("form.filter"));
        await AnswerAsync(Dialogs(), panel.Find(".deliver button"), yes: true);
        Assert.Equal(OrderStatus.Delivered, await StatusAsync(order));
        Assert.Empty(panel.FindAll(".deliver"));
    }

    [Fact]
    public async Task Several_are_shipped_at_once_and_each_says_what_became_of_it()
    {
        await LogInAdminAsync();
        var orders = new List<long>();
        for (var i = 0; i < 3; i++) orders.Add(await OrderAsync());
        var pickedUp = await OrderAsync(isPickedUp: true);
        var panel = Render<ToShipPanel>();
        Assert.Equal(
            orders.Append(pickedUp).Select(id => $"{id}"),
            panel.FindAll("td a[href^='/manage/orders/']").Select(a => a.GetAttribute("href")!.Split('/')[^1]).Distinct());
        Assert.Equal(3, panel.FindAll("[type=checkbox]").Count); // what is picked up is handed over

        await panel.FindAll("[type=checkbox]")[0].ChangeAsync(new() { Value = true });
        await panel.FindAll("[type=checkbox]")[1].ChangeAsync(new() { Value = true });
        await panel.Find(".actions button").ClickAsync();
        Assert.NotEmpty(panel.Find("[role=alert]").TextContent); // no numbers yet
        for (var i = 0; i < 2; i++) await panel.FindAll("[inputmode=numeric]")[i].ChangeAsync(new() { Value = $"70{i}" });
        (await Shop.Get<CancelForShopper>().RunAsync(Actor.System, orders[1], "sold out", default)).Granted(); // elsewhere
        Assert.Equal(
            $"/manage/orders/packing?ids={orders[0]},{orders[1]}", panel.Find(".actions a").GetAttribute("href"));

        await AnswerAsync(Dialogs(), panel.Find(".actions button"), yes: true);

        Assert.Equal(
            (OrderStatus.Shipped, OrderStatus.Cancelled, OrderStatus.Paid),
            (await StatusAsync(orders[0]), await StatusAsync(orders[1]), await StatusAsync(orders[2])));
        Assert.Equal(["done", "refused"], panel.FindAll(".results li").Select(li => li.ClassName));
        var number = await Shop.ReadAsync(db => db.Orders.Where(o => o.Id == orders[0]).Select(o => o.TrackingNumber).SingleAsync());
        Assert.Equal("700", number);
        Assert.Single(panel.FindAll("[type=checkbox]"));
    }

    private async Task<long> OrderAsync(bool isPickedUp = false)
    {
        var (shopper, product) = (await Shop.AddShopperAsync(1_000), await Shop.AddProductAsync(price: 100));
        var placed = await (isPickedUp
            ? Shop.OrderAsync(shopper, (product, 1))
            : Shop.OrderToAsync(shopper, TestAddresses.Home, (product, 1)));
        return placed.Granted().Order.Id;
    }

    private Task<OrderStatus> StatusAsync(long order) =>
        Shop.ReadAsync(db => db.Orders.Where(o => o.Id == order).Select(o => o.Status).SingleAsync());
}

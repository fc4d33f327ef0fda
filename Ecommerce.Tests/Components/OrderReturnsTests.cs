using Bunit;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Ordering.Returns;
using Ecommerce.Tests.Infrastructure;
using Ecommerce.Web.Ordering;

namespace Ecommerce.Tests.Components;

/// <summary>What a shopper sees of what was given back, and how they ask for it.</summary>
public sealed class OrderReturnsTests(TestDatabases databases) : ComponentTests(databases)
{
    [Fact]
    public async Task A_return_is_asked_for_and_its_answer_read()
    {
        var (shopper, product, order) = await ArrangeAsync();
        var returns = Render<OrderReturns>(p => p.Add(r => r.OrderId, order));
        var told = CollectToasts();
        await returns.Find("form").SubmitAsync();
        Assert.NotEmpty(returns.Find("[role=alert]").TextContent);
        await returns.Find(".pieces input").ChangeAsync(new() { Value = "2" });
        await returns.Find("#return-reason").ChangeAsync(new() { Value = "너무 작아요" });

        await returns.Find("form").SubmitAsync();

        Assert.Single(told);
        Assert.Empty(returns.FindAll("form")); // one at a time
        Assert.Contains("너무 작아요", returns.Find(".return").TextContent, StringComparison.Ordinal);
        var id = (await Shop.Get<ReturnQueries>().ListOfOrderAsync(shopper, order, default)).Granted()[0].Id;
        (await Shop.Get<AnswerReturn>().DeclineAsync(Actor.System, id, "사용한 흔적이 있어요", default)).Granted();
        returns = Render<OrderReturns>(p => p.Add(r => r.OrderId, order));
        Assert.Contains("사용한 흔적이 있어요", returns.Find(".return").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(returns.FindAll("form"));
        Assert.Equal(2, await Shop.StockAsync(product));
    }

    [Fact]
    public async Task An_order_on_its_way_says_nothing_of_returns()
    {
        var shopper = await LogInShopperAsync(1_000);
        var order = (await Shop.OrderAsync(shopper, (await Shop.AddProductAsync(5, 100), 1))).Granted().Order.Id;

        Assert.Empty(Render<OrderReturns>(p => p.Add(r => r.OrderId, order)).FindAll(".returns"));
    }

    [Fact]
    public async Task What_was_given_back_stands_in_the_order()
    {
        var (_, product, order) = await ArrangeAsync();
        (await Shop.RefundAsync(order, (product, 1))).Granted();

        var details = Render<OrderDetails>(p => p.Add(o => o.OrderId, order));

        Assert.Equal("부분 환불됨", details.Find(".order-refunded").TextContent.Trim());
        Assert.Equal("1개 환불됨", details.Find(".line-refunded").TextContent.Trim());
        var step = details.Find(".timeline .refunded").TextContent;
        Assert.Contains("₩100", step, StringComparison.Ordinal);
        Assert.DoesNotContain("torn", details.Markup, StringComparison.Ordinal); // the admin's words
    }

    /// <summary>Three pieces for 100 each, paid from 1,000 and delivered; two are left in stock.</summary>
    private async Task<(long Shopper, long Product, long Order)> ArrangeAsync()
    {
        var (shopper, product) = (await LogInShopperAsync(1_000), await Shop.AddProductAsync(5, 100));
        return (shopper, product, await Shop.DeliveredAsync(shopper, (product, 3)));
    }
}

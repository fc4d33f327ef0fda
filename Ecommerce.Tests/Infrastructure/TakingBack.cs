using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ordering.Fulfilment;
using Ecommerce.Core.Ordering.Refunds;
using Ecommerce.Core.Ordering.Returns;

namespace Ecommerce.Tests.Infrastructure;

/// <summary>Giving parts of orders back, as tests ask for it: the shop itself does what an admin does.</summary>
public static class TakingBack
{
    public static Task<Result<OrderView>> RefundAsync(this TestShop shop, long order, params (long ProductId, int Quantity)[] items) =>
        shop.RefundAsync(order, restock: true, items);

    public static async Task<Result<OrderView>> RefundAsync(
        this TestShop shop, long order, bool restock, params (long ProductId, int Quantity)[] items)
    {
        var request = new RefundOrderRequest(order, ItemsOf(items), restock, "torn");
        var refunded = await shop.Get<RefundOrder>().RunAsync(Actor.System, request, default);
        return refunded.Succeeded ? refunded.Value.Value : refunded.Refusal;
    }

    public static Task<Result<long>> AskForReturnAsync(
        this TestShop shop, long shopper, long order, params (long ProductId, int Quantity)[] items) =>
        shop.Get<AskForReturn>().RunAsync(new(shopper, order, ItemsOf(items), "too small"), default);

    /// <summary>An order that is picked up and has reached its shopper. Returns its id.</summary>
    public static async Task<long> DeliveredAsync(this TestShop shop, long shopper, params (long ProductId, int Quantity)[] items)
    {
        var order = (await shop.OrderAsync(shopper, items)).Granted().Order.Id;
        (await shop.Get<DeliverOrder>().RunAsync(Actor.System, order, default)).Granted();
        return order;
    }

    private static List<OrderItem> ItemsOf((long ProductId, int Quantity)[] items) =>
        items.Select(i => new OrderItem(i.ProductId, i.Quantity)).ToList();
}

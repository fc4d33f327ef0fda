using Ecommerce.Core.Ordering;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Ordering;

/// <summary>The overview's charts: what each of the store's days sold.</summary>
public sealed class SalesByDayTests(TestDatabases databases) : ShopTests(databases)
{
    private static readonly DateOnly First = new(2026, 11, 23);

    [Fact]
    public async Task A_day_begins_and_ends_at_the_stores_midnight()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(1_000_000), await Shop.AddProductAsync(stock: 100, price: 1));
        var midnight = new DateTimeOffset(2026, 11, 22, 15, 0, 0, TimeSpan.Zero); // in Seoul, where the 23rd begins
        await SellAsync(midnight.AddMilliseconds(-1), 1);
        await SellAsync(midnight, 2);
        await SellAsync(midnight.AddDays(1).AddMilliseconds(-1), 4);
        await SellAsync(midnight.AddDays(1), 8);
        await SellAsync(midnight.AddDays(3).AddMilliseconds(-1), 16);
        await SellAsync(midnight.AddDays(3), 32);

        var days = await Shop.Get<SalesByDay>().ListAsync(First, First.AddDays(2), default);

        Assert.Equal([new(First, 2, 6), new(First.AddDays(1), 1, 8), new(First.AddDays(2), 1, 16)], days);
        Assert.Equal([new(First, 2, 6)], await Shop.Get<SalesByDay>().ListAsync(First, First, default));

        async Task SellAsync(DateTimeOffset at, int quantity)
        {
            Clock.SetUtcNow(at);
            (await Shop.OrderAsync(shopper, (product, quantity))).Granted();
        }
    }

    [Fact]
    public async Task A_day_without_an_order_is_there_and_what_was_cancelled_is_not()
    {
        var (shopper, product) = (await Shop.AddShopperAsync(1_000), await Shop.AddProductAsync(price: 100));
        Clock.SetUtcNow(new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));
        await Shop.OrderAsync(shopper, (product, 3));
        var cancelled = (await Shop.OrderAsync(shopper, (product, 1))).Granted().Order.Id;
        (await Shop.CancelAsync(shopper, cancelled)).Granted();

        var days = await Shop.Get<SalesByDay>().ListAsync(First, First.AddDays(2), default);

        Assert.Equal([new(First, 0, 0), new(First.AddDays(1), 1, 300, 1, 100), new(First.AddDays(2), 0, 0)], days);
    }
}

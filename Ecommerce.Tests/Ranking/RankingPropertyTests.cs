using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ranking;
using Ecommerce.Tests.Infrastructure;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Tests.Ranking;

/// <summary>
/// Whatever is sold and cancelled, and whenever the night's run comes: the top list is what a recount of the orders says. The orders
/// are written straight into the table, for there are thousands of them.
/// </summary>
public sealed class RankingPropertyTests(TestDatabases databases)
{
    private const int Products = 8;
    private static readonly DateOnly FirstDay = new(2026, 2, 20); // New York's 23-hour day comes along

    [Fact]
    public async Task The_top_list_equals_a_recount_of_the_orders()
    {
        await using var shop = await SellingShop.StartAsync(databases, DatabaseProvider.Sqlite, "America/New_York");
        var products = new List<long>();
        for (var i = 0; i < Products; i++) products.Add(await shop.AddProductAsync(price: 1 + i % 3));
        var day = FirstDay;

        // Each case has six days of its own, far enough from the last case's that their windows do not meet.
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Days().ToArbitrary(), days =>
        {
            day = day.AddDays(9);
            Task.Run(() => CompareAsync(shop, products, day, days)).GetAwaiter().GetResult();
            return true;
        }));
    }

    /// <summary>Six days of sales, each with its minute of the day, and the nights on which the run came.</summary>
    private static Gen<Day[]> Days()
    {
        var sale =
            from minute in Gen.Frequency((3, Gen.Choose(0, 23 * 60 - 1)), (1, Gen.Constant(0)), (1, Gen.Constant(23 * 60 - 1)))
            from product in Gen.Choose(0, Products - 1)
            from quantity in Gen.Choose(1, 4)
            from cancelledAfterDays in Gen.Frequency((6, Gen.Constant(-1)), (2, Gen.Choose(0, 2)))
            select new Sale(minute, product, quantity, cancelledAfterDays);
        var day =
            from sales in sale.ListOf(5)
            from ranAtNight in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
            select new Day([.. sales.OrderBy(s => s.Minute)], ranAtNight);
        return day.ArrayOf(6);
    }

    private static async Task CompareAsync(SellingShop shop, List<long> products, DateOnly first, Day[] days)
    {
        var clock = shop.Shop.Get<StoreClock>();
        var sold = new List<(DateOnly Day, Sale Sale, Order Order)>();
        for (var i = 0; i < days.Length; i++)
        {
            var date = first.AddDays(i);
            var placed = days[i].Sales
                .Select(s => (date, s, OrderOf(s, shop.Shopper, products, clock.StartOf(date).AddMinutes(s.Minute)))).ToList();
            sold.AddRange(placed);
            await shop.Shop.ReadAsync(async db =>
            {
                db.AddRange(placed.Select(s => s.Item3));
                return await db.SaveChangesAsync();
            });
            var cancelled = sold
                .Where(s => s.Sale.CancelledAfterDays >= 0 && s.Day.AddDays(s.Sale.CancelledAfterDays) == date)
                .Select(s => s.Order.Id).ToList();
            await shop.Shop.ReadAsync(db => db.Orders
                .Where(o => cancelled.Contains(o.Id)).ExecuteUpdateAsync(o => o.SetProperty(x => x.Status, OrderStatus.Cancelled)));
            shop.GoToNightAfter(date);
            if (days[i].RanAtNight) await shop.RunNightAsync();
        }

        await shop.RunNightAsync();
        var today = first.AddDays(days.Length);
        var expected = sold
            .Where(s => s.Day >= today.AddDays(-3) && (s.Sale.CancelledAfterDays < 0 || s.Day.AddDays(s.Sale.CancelledAfterDays) >= today))
            .GroupBy(s => s.Sale.Product)
            .Select(g => (Product: products[g.Key], Quantity: g.Sum(s => (long)s.Sale.Quantity), Price: 1 + g.Key % 3))
            .OrderByDescending(s => s.Quantity).ThenByDescending(s => s.Quantity * s.Price).ThenBy(s => s.Product)
            .Take(TopProducts.Size)
            .Select(s => (s.Product, s.Quantity));
        Assert.Equal(expected, await shop.TopSoldAsync());
    }

    private static Order OrderOf(Sale sale, long shopper, List<long> products, DateTime placedAt)
    {
        var (price, product) = (1 + sale.Product % 3, products[sale.Product]);
        var line = new OrderLine
        {
            ProductId = product,
            Name = "Thing",
            UnitPrice = price,
            Quantity = sale.Quantity,
            LineTotal = price * sale.Quantity,
        };
        return new Order { ShopperId = shopper, Currency = "KRW", Total = line.LineTotal, PlacedAt = placedAt, Lines = [line] };
    }

    private sealed record Sale(int Minute, int Product, int Quantity, int CancelledAfterDays);

    private sealed record Day(Sale[] Sales, bool RanAtNight);
}

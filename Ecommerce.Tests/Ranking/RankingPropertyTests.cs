using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Ranking;
using Ecommerce.Tests.Infrastructure;
using FsCheck;
using FsCheck.Fluent;

namespace Ecommerce.Tests.Ranking;

/// <summary>Whatever is sold and cancelled, and whenever the night's run comes: the top list is what a recount of the orders says.</summary>
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
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(40), Prop.ForAll(Days().ToArbitrary(), days =>
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
        var sold = new List<(DateOnly Day, Sale Sale, long Order)>();
        for (var i = 0; i < days.Length; i++)
        {
            var date = first.AddDays(i);
            foreach (var sale in days[i].Sales)
            {
                shop.Clock.Set(clock.StartOf(date).AddMinutes(sale.Minute));
                sold.Add((date, sale, await shop.SellAsync(products[sale.Product], sale.Quantity)));
            }

            foreach (var (_, _, order) in sold.Where(s => s.Sale.CancelledAfterDays >= 0 && s.Day.AddDays(s.Sale.CancelledAfterDays) == date))
                await shop.CancelAsync(order);
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

    private sealed record Sale(int Minute, int Product, int Quantity, int CancelledAfterDays);

    private sealed record Day(Sale[] Sales, bool RanAtNight);
}

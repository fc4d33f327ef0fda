using Ecommerce.Core.Common;

namespace Ecommerce.Core.Data.Seeding;

/// <param name="Shopper">Place in the list of demo shoppers.</param>
/// <param name="Items">Places in the demo catalog, and pieces.</param>
internal sealed record DemoOrder(DateTime PlacedAt, int Shopper, IReadOnlyList<(int Product, int Quantity)> Items, DateTime? CancelledAt);

/// <summary>
/// What the demo shoppers have bought in the last <see cref="Days"/> days: a few orders a day, more at the weekend, some products more
/// liked than others, one order in fifteen cancelled. The same for the same day.
/// </summary>
internal static class DemoPlan
{
    public const int Days = 30;

    private const int EnoughToCancel = 10;

    /// <summary>When the demo shop opened: its products and their first stock are from then.</summary>
    public static DateTime OpenedAt(StoreClock clock) => clock.StartOf(clock.Today.AddDays(-Days));

    /// <summary>The orders up to now, in the order of time.</summary>
    /// <param name="stock">
    /// What is to be left of each product. Where that is little, orders are not cancelled: their pieces are needed.
    /// </param>
    public static IReadOnlyList<DemoOrder> Of(StoreClock clock, IReadOnlyList<int> stock, int shoppers)
    {
        var random = new Random(clock.Today.DayNumber);
        var liked = Enumerable.Range(0, stock.Count).ToArray();
        random.Shuffle(liked);
        var orders = new List<DemoOrder>();
        for (var day = clock.Today.AddDays(-Days); day <= clock.Today; day = day.AddDays(1))
        {
            var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            for (var count = random.Next(4, 7) + (weekend ? 3 : 0); count > 0; count--)
                orders.Add(Order(random, clock.StartOf(day), liked, shoppers));
        }

        return orders
            .Where(o => o.PlacedAt < clock.UtcNow)
            .OrderBy(o => o.PlacedAt)
            .Select(o => o.CancelledAt < clock.UtcNow && o.Items.All(i => stock[i.Product] >= EnoughToCancel)
                ? o
                : o with { CancelledAt = null })
            .ToList();
    }

    private static DemoOrder Order(Random random, DateTime startOfDay, int[] liked, int shoppers)
    {
        var placedAt = startOfDay.AddHours(8).AddSeconds(random.Next(15 * 60 * 60));
        var items = Enumerable.Range(0, random.Next(1, 4))
            .Select(_ => liked[(int)(liked.Length * Math.Pow(random.NextDouble(), 2))]) // the front of the list is liked more
            .Distinct()
            .Select(product => (product, random.Next(4) == 0 ? 2 : 1))
            .ToList();
        var shopper = random.Next(shoppers);
        return new DemoOrder(placedAt, shopper, items, random.Next(15) == 0 ? placedAt.AddMinutes(random.Next(5, 60)) : null);
    }
}

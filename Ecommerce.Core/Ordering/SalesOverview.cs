using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Ranking;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Ordering;

/// <summary>What a range of business days sold; amounts in minor units.</summary>
/// <param name="Orders">Those that were not cancelled.</param>
/// <param name="Units">Pieces in them; of complete days as the night counted them.</param>
/// <param name="NewShoppers">Accounts that were opened.</param>
/// <param name="Cancelled">Orders of these days that were cancelled, whenever that was.</param>
/// <param name="Refunded">What was given back for these days' orders.</param>
public sealed record SalesFigures(long Revenue, int Orders, long Units, int NewShoppers, int Cancelled, long Refunded)
{
    /// <summary>What an order came to, rounded to a minor unit; 0 without orders.</summary>
    public long AverageBasket => Orders == 0 ? 0 : (Revenue + Orders / 2) / Orders;
}

/// <summary>How the shop did in a range of business days, against as many days before.</summary>
/// <param name="Days">The days before and those of the range, oldest first: twice <see cref="RankingWindow.Days"/>.</param>
/// <param name="Best">What sold the most pieces.</param>
/// <param name="Slowest">Published products with stock that sold the fewest.</param>
public sealed record SalesReport(
    RankingWindow Range,
    SalesFigures Figures,
    SalesFigures Before,
    IReadOnlyList<SoldDay> Days,
    IReadOnlyList<RankedProduct> Best,
    IReadOnlyList<SlowProduct> Slowest);

/// <summary>How the shop does, for admins.</summary>
public sealed class SalesOverview(
    IDbContextFactory<ShopContext> contexts, SalesByDay sales, RankingQueries rankings, StoreClock clock)
{
    /// <summary>Days in a range, at most: a year.</summary>
    public const int MaxDays = 366;

    /// <summary>Products in each of the two lists.</summary>
    public const int Products = 5;

    /// <summary>
    /// Refused: a range that ends before it begins, has more than <see cref="MaxDays"/> days, begins before
    /// <see cref="AggregateDay.Earliest"/> or ends after today.
    /// </summary>
    public async Task<Result<SalesReport>> GetAsync(RankingWindow range, CancellationToken cancellationToken)
    {
        if (Check(range) is { } failure) return failure;
        var before = range.Before;
        var days = await sales.ListAsync(before.From, range.To, cancellationToken);
        var best = await rankings.ListAsync(range, RankingOrder.Quantity, new PageRequest(1, Products), cancellationToken);
        return new SalesReport(
            range,
            await FiguresOfAsync(range, days.Skip(range.Days), cancellationToken),
            await FiguresOfAsync(before, days.Take(range.Days), cancellationToken),
            days,
            best.Value!.Items,
            await rankings.ListSlowestAsync(range, Products, cancellationToken));
    }

    /// <summary>The report with the running day as it is now: all that changes by the minute. The rest is read for a page once.</summary>
    public async Task<SalesReport> RenewAsync(SalesReport report, CancellationToken cancellationToken)
    {
        var today = clock.Today;
        if (report.Range.To != today) return report;
        var days = report.Days.SkipLast(1).Append(await sales.GetTodayAsync(cancellationToken)).ToList();
        var (old, now) = (report.Figures, Sum(days.Skip(report.Range.Days)));
        return report with { Days = days, Figures = now with { Units = old.Units, NewShoppers = old.NewShoppers } };
    }

    /// <summary>What each day of the range sold, oldest first. Refused as in <see cref="GetAsync"/>.</summary>
    public async Task<Result<List<SoldDay>>> ListDaysAsync(RankingWindow range, CancellationToken cancellationToken) =>
        Check(range) is { } failure ? failure : (await sales.ListAsync(range.From, range.To, cancellationToken)).ToList();

    /// <summary>Orders that are paid and wait to be shipped.</summary>
    public async Task<int> CountToShipAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Orders.CountAsync(o => o.Status == OrderStatus.Paid, cancellationToken);
    }

    private ValidationFailed? Check(RankingWindow range)
    {
        var validation = new Validation();
        validation.Require(range.From <= range.To, "from", "Must not be later than 'to'.");
        validation.Require(range.From >= AggregateDay.Earliest, "from", $"Must not be before {AggregateDay.Earliest:yyyy-MM-dd}.");
        validation.Require(range.To <= clock.Today, "to", "Must not be later than today.");
        validation.Require(range.Days <= MaxDays, "to", $"Must be at most {MaxDays} days from 'from' on.");
        return validation.Failure;
    }

    private async Task<SalesFigures> FiguresOfAsync(RankingWindow range, IEnumerable<SoldDay> days, CancellationToken cancellationToken)
    {
        var (from, to) = clock.RangeOf(range.From, range.To);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return Sum(days) with
        {
            Units = await rankings.CountUnitsAsync(range, cancellationToken),
            NewShoppers = await db.Users.CountAsync(u => u.CreatedAt >= from && u.CreatedAt < to, cancellationToken),
        };
    }

    private static SalesFigures Sum(IEnumerable<SoldDay> days) => days.Aggregate(
        new SalesFigures(0, 0, 0, 0, 0, 0),
        (sum, day) => sum with
        {
            Revenue = sum.Revenue + day.Revenue,
            Orders = sum.Orders + day.Orders,
            Cancelled = sum.Cancelled + day.Cancelled,
            Refunded = sum.Refunded + day.Refunded,
        });
}

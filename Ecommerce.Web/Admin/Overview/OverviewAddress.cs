using System.Globalization;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ranking;
using Ecommerce.Web.Shared;

namespace Ecommerce.Web.Admin.Overview;

/// <summary>The overview's state, which is its address: <c>/manage?from=&amp;to=</c>.</summary>
public sealed record OverviewAddress(RankingWindow Range)
{
    private const int UsualDays = 7;
    private static readonly int[] Presets = [1, UsualDays, 30, 90];

    /// <summary>The same days for a spreadsheet.</summary>
    public string Download => $"/manage/overview.csv{Query}";

    private string Query => string.Create(CultureInfo.InvariantCulture, $"?from={Range.From:yyyy-MM-dd}&to={Range.To:yyyy-MM-dd}");

    /// <summary>The ranges one asks for most, by their days up to today.</summary>
    public static IEnumerable<(int Days, OverviewAddress Address)> Usual(DateOnly today) =>
        Presets.Select(days => (days, Last(days, today)));

    /// <summary>
    /// One day that is given stands for both; days that are given the wrong way round are turned. What has not come yet is left out, and of
    /// more days than a report has the last ones are shown.
    /// </summary>
    public static OverviewAddress Read(string? from, string? to, DateOnly today)
    {
        var (one, other) = (QueryText.Day(from), QueryText.Day(to));
        if ((one ?? other) is not { } first || (other ?? one) is not { } last) return Last(UsualDays, today);
        if (first > last) (first, last) = (last, first);
        last = Between(AggregateDay.Earliest, last, today);
        first = Between(AggregateDay.Earliest, first, last);
        if (new RankingWindow(first, last).Days > SalesOverview.MaxDays) first = last.AddDays(1 - SalesOverview.MaxDays);
        return new(new RankingWindow(first, last));
    }

    public override string ToString() => $"/manage{Query}";

    private static OverviewAddress Last(int days, DateOnly today) => new(new RankingWindow(today.AddDays(1 - days), today));

    private static DateOnly Between(DateOnly least, DateOnly day, DateOnly most) => day < least ? least : day > most ? most : day;
}

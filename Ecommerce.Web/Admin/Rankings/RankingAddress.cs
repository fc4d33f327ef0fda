using System.Globalization;
using Ecommerce.Core.Ranking;
using Ecommerce.Web.Shared;
using Microsoft.AspNetCore.Http.Extensions;

namespace Ecommerce.Web.Admin.Rankings;

/// <summary>
/// The rankings page's state, which is its address: <c>/manage/rankings?from=&amp;to=&amp;by=&amp;page=&amp;product=</c>.
/// </summary>
/// <param name="Product">Whose history is shown.</param>
public sealed record RankingAddress(RankingWindow Window, RankingOrder Order, int Page = 1, long? Product = null)
{
    private const string Path = "/manage/rankings";

    /// <summary>The same window for a spreadsheet.</summary>
    public string Download => $"{Path}.csv{Query(this with { Page = 1, Product = null })}";

    /// <summary>The windows one asks for most; their names are the keys of their texts.</summary>
    public static IReadOnlyList<(string Name, RankingWindow Window)> Presets(DateOnly today) =>
    [
        ("Last3", RankingWindow.LastCompleteDays(today)),
        ("Last7", new(today.AddDays(-7), today.AddDays(-1))),
        ("Last30", new(today.AddDays(-30), today.AddDays(-1))),
        ("Today", new(today, today)),
    ];

    /// <summary>One day that is given stands for both; days that are given the wrong way round are turned.</summary>
    public static RankingAddress Read(string? from, string? to, string? by, string? page, string? product, DateOnly today)
    {
        var (first, last) = (QueryText.Day(from), QueryText.Day(to));
        var window = first is null && last is null
            ? RankingWindow.LastCompleteDays(today)
            : new((first ?? last)!.Value, (last ?? first)!.Value);
        if (window.From > window.To) window = new(window.To, window.From);
        return new(window, QueryText.Choice<RankingOrder>(by) ?? RankingOrder.Quantity, QueryText.Page(page), QueryText.Positive(product));
    }

    public override string ToString() => Path + Query(this);

    private static string Query(RankingAddress address)
    {
        var query = new QueryBuilder
        {
            { "from", Text(address.Window.From) },
            { "to", Text(address.Window.To) },
            { "by", address.Order.ToString().ToLowerInvariant() },
        };
        if (address.Page > 1) query.Add("page", address.Page.ToString(CultureInfo.InvariantCulture));
        if (address.Product is { } product) query.Add("product", product.ToString(CultureInfo.InvariantCulture));
        return query.ToString();
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

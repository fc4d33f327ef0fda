using Ecommerce.Core.Common;
using Ecommerce.Core.Ranking;
using Ecommerce.Web.Api;
using Ecommerce.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Web.Admin.Endpoints;

/// <param name="From">First business day, <c>yyyy-MM-dd</c>; by default the window is the last three complete days.</param>
/// <param name="To">Last business day, <c>yyyy-MM-dd</c>; may reach into today, whose sales so far count.</param>
/// <param name="By"><c>quantity</c> (default) or <c>revenue</c>.</param>
public sealed record RankingQuery(
    [FromQuery(Name = "from"), DescribedQuery("First business day, yyyy-MM-dd; the last three complete days by default.")] string? From,
    [FromQuery(Name = "to"), DescribedQuery("Last business day, yyyy-MM-dd.")] string? To,
    [FromQuery(Name = "by"), DescribedQuery("quantity by default.", "quantity", "revenue")] string? By)
{
    /// <summary>Refused with 400: what is no date, a <c>by</c> that is neither, a window that ends before it begins.</summary>
    public (RankingWindow Window, RankingOrder Order) Read(DateOnly today)
    {
        var validation = new Validation();
        var from = Day(From, "from", validation);
        var to = Day(To, "to", validation);
        validation.Require(By is null or "quantity" or "revenue", "by", "Must be quantity or revenue.");
        var window = (from, to) switch
        {
            ({ } first, { } last) => new RankingWindow(first, last),
            ({ } first, null) => new RankingWindow(first, first < today ? today.AddDays(-1) : first),
            (null, { } last) =>
                new RankingWindow(last.DayNumber < RankingWindow.TopDays ? last : last.AddDays(1 - RankingWindow.TopDays), last),
            _ => RankingWindow.LastCompleteDays(today),
        };
        if (validation.Failure is null) validation.Require(window.From <= window.To, "from", "Must not be later than 'to'.");
        return validation.Failure is { } failure
            ? throw new RefusedRequestException(failure)
            : (window, By == "revenue" ? RankingOrder.Revenue : RankingOrder.Quantity);
    }

    private static DateOnly? Day(string? text, string field, Validation validation)
    {
        if (text is null) return null;
        var date = QueryText.Day(text);
        validation.Require(date is not null, field, "Must be a date such as 2026-11-21.");
        return date;
    }
}

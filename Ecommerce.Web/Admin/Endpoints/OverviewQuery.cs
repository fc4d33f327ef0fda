using Ecommerce.Core.Common;
using Ecommerce.Core.Ranking;
using Ecommerce.Web.Api;
using Ecommerce.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Web.Admin.Endpoints;

/// <param name="From">First business day, <c>yyyy-MM-dd</c>; by default the week up to <paramref name="To"/>.</param>
/// <param name="To">Last business day, <c>yyyy-MM-dd</c>; today by default.</param>
public sealed record OverviewQuery(
    [FromQuery(Name = "from"), DescribedQuery("First business day, yyyy-MM-dd; by default the week up to 'to'.")] string? From,
    [FromQuery(Name = "to"), DescribedQuery("Last business day, yyyy-MM-dd; today by default.")] string? To)
{
    private const int UsualDays = 7;

    /// <summary>Refused with 400: what is no date.</summary>
    public RankingWindow Read(DateOnly today)
    {
        var validation = new Validation();
        var (from, to) = (QueryText.Day(From), QueryText.Day(To));
        validation.Require(From is null || from is not null, "from", "Must be a date such as 2026-11-21.");
        validation.Require(To is null || to is not null, "to", "Must be a date such as 2026-11-21.");
        if (validation.Failure is { } failure) throw new RefusedRequestException(failure);
        var last = to ?? today;
        return new(from ?? (last.DayNumber < UsualDays ? last : last.AddDays(1 - UsualDays)), last);
    }
}

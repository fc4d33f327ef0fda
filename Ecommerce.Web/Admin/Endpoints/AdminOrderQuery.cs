using Ecommerce.Core.Common;
using Ecommerce.Core.Ordering;
using Ecommerce.Web.Api;
using Ecommerce.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Web.Admin.Endpoints;

public sealed record AdminOrderQuery(
    [FromQuery(Name = "status"), DescribedQuery("All of them by default.", "paid", "shipped", "delivered", "cancelled")] string? Status,
    [FromQuery(Name = "search"), DescribedQuery(
        "An order's or a parcel's number, a shopper's whole e-mail address, or the whole name of the recipient.")]
    string? Search,
    [FromQuery(Name = "from"), DescribedQuery("First business day on which it was placed, yyyy-MM-dd.")] string? From,
    [FromQuery(Name = "to"), DescribedQuery("Last business day on which it was placed, yyyy-MM-dd.")] string? To)
{
    private static readonly Dictionary<string, OrderStatus> Statuses =
        Enum.GetValues<OrderStatus>().ToDictionary(status => status.ToString().ToLowerInvariant());

    /// <summary>Refused with 400: what is no status or no date, days that end before they begin.</summary>
    public OrderFilter Read(StoreClock clock)
    {
        var validation = new Validation();
        OrderStatus? wanted = null;
        if (Status is not null)
        {
            var isKnown = Statuses.TryGetValue(Status, out var status);
            validation.Require(isKnown, "status", "Must be paid, shipped, delivered or cancelled.");
            wanted = status;
        }

        var (from, to) = (QueryText.Day(From), QueryText.Day(To));
        validation.Require(From is null || from is not null, "from", "Must be a date such as 2026-11-21.");
        validation.Require(To is null || to is not null, "to", "Must be a date such as 2026-11-21.");
        validation.Require(from is null || to is null || from <= to, "from", "Must not be later than 'to'.");
        return validation.Failure is { } failure
            ? throw new RefusedRequestException(failure)
            : new OrderFilter(wanted, Search: Search, PlacedIn: OrderDays.RangeOf(from, to, clock));
    }
}

using Ecommerce.Core.Common;

namespace Ecommerce.Web.Admin;

/// <summary>The days that a list of orders is narrowed down to; either end may be open.</summary>
public static class OrderDays
{
    private static readonly DateOnly Earliest = new(2000, 1, 1);
    private static readonly DateOnly Latest = new(2999, 12, 31);

    /// <summary>Null when both ends are open.</summary>
    public static UtcRange? RangeOf(DateOnly? from, DateOnly? to, StoreClock clock) => from is null && to is null
        ? null
        : new UtcRange(clock.StartOf(Within(from ?? Earliest)), clock.StartOf(Within(to ?? Latest).AddDays(1)));

    /// <summary>No order is from before or after; a zone's clock can't be asked about the ends of time.</summary>
    private static DateOnly Within(DateOnly day) => day < Earliest ? Earliest : day > Latest ? Latest : day;
}

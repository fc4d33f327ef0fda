using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Common;

/// <summary>The store's time: instants in UTC, business days in the store's zone. The only place that asks for the time.</summary>
public sealed class StoreClock(TimeProvider time, IOptions<StoreSettings> store)
{
    public TimeProvider Provider { get; } = time;

    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(store.Value.TimeZone);

    /// <summary>Now in UTC, cut to whole milliseconds: what every supported database stores without changing it.</summary>
    public DateTime UtcNow => Cut(Provider.GetUtcNow().UtcDateTime);

    /// <summary>A time cut to whole milliseconds, as <see cref="UtcNow"/>.</summary>
    public static DateTime Cut(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMillisecond));

    /// <summary>The running business day.</summary>
    public DateOnly Today => DayOf(UtcNow);

    /// <summary>The business day that an instant belongs to.</summary>
    public DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, Zone));

    /// <summary>An instant as the store's wall clock shows it.</summary>
    public DateTime ToStoreTime(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, Zone);

    /// <summary>
    /// The instant at which the store's wall clock shows this; null for a time that it skips. Of one that it shows twice, the earlier.
    /// </summary>
    public DateTime? FromStoreTime(DateTime local) =>
        Zone.IsInvalidTime(local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified)) ? null : ToUtc(local);

    /// <summary>The business days <paramref name="first"/> to <paramref name="last"/> (inclusive) as a half-open UTC range.</summary>
    public UtcRange RangeOf(DateOnly first, DateOnly last) => new(StartOf(first), StartOf(last.AddDays(1)));

    /// <summary>
    /// The first instant of a business day. Where clocks jump over midnight it is the first instant that exists; where
    /// midnight comes twice, it is the earlier one.
    /// </summary>
    public DateTime StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (Zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(1);
        return ToUtc(midnight);
    }

    private DateTime ToUtc(DateTime local)
    {
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
    }
}

/// <summary>Instants from <paramref name="From"/> (inclusive) to <paramref name="To"/> (exclusive), in UTC.</summary>
public readonly record struct UtcRange(DateTime From, DateTime To);

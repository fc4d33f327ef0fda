using System.Globalization;
using Ecommerce.Core.Common;
using Microsoft.Extensions.Options;

namespace Ecommerce.Tests.Common;

public sealed class StoreClockTests
{
    [Fact]
    public void Cuts_the_time_to_milliseconds_in_UTC()
    {
        var clock = At("Asia/Seoul", new DateTimeOffset(2026, 11, 22, 12, 0, 0, 123, 456, TimeSpan.FromHours(9)).AddTicks(7));

        Assert.Equal(Utc("2026-11-22T03:00:00.123"), clock.UtcNow);
        Assert.Equal(DateTimeKind.Utc, clock.UtcNow.Kind);
    }

    [Theory]
    [InlineData("Asia/Seoul", "2026-11-22T14:59:59.999", "2026-11-22")]
    [InlineData("Asia/Seoul", "2026-11-22T15:00:00", "2026-11-23")]
    [InlineData("America/New_York", "2026-11-22T04:59:59", "2026-11-21")]
    [InlineData("UTC", "2026-11-22T00:00:00", "2026-11-22")]
    [InlineData("Pacific/Kiritimati", "2026-11-22T10:00:00", "2026-11-23")]
    public void A_day_belongs_to_the_stores_zone(string zone, string instant, string day)
    {
        var clock = At(zone, new DateTimeOffset(Utc(instant)));

        Assert.Equal(Day(day), clock.DayOf(Utc(instant)));
        Assert.Equal(Day(day), clock.Today);
    }

    [Theory]
    [InlineData("Asia/Seoul", "2026-11-22", 24)]
    [InlineData("America/New_York", "2026-03-08", 23)]
    [InlineData("America/New_York", "2026-11-01", 25)]
    [InlineData("Australia/Lord_Howe", "2026-04-05", 24.5)]
    [InlineData("Africa/Cairo", "2026-04-24", 23)] // clocks jump from 00:00 to 01:00
    [InlineData("Africa/Cairo", "2026-10-29", 25)] // midnight comes twice
    [InlineData("America/Havana", "2026-11-01", 25)] // 01:00 falls back to 00:00
    public void A_day_lasts_as_long_as_the_zone_says(string zone, string day, double hours)
    {
        var range = At(zone).RangeOf(Day(day), Day(day));

        Assert.Equal(TimeSpan.FromHours(hours), range.To - range.From);
    }

    [Theory]
    [InlineData("Asia/Seoul", "2026-12-01T09:00:00", "2026-12-01T00:00:00")]
    [InlineData("America/New_York", "2026-03-08T02:30:00", null)] // clocks jump from 02:00 to 03:00
    [InlineData("America/New_York", "2026-11-01T01:30:00", "2026-11-01T05:30:00")] // comes twice: the earlier
    public void A_wall_clocks_time_is_an_instant_or_none(string zone, string local, string? utc)
    {
        var instant = At(zone).FromStoreTime(DateTime.Parse(local, CultureInfo.InvariantCulture));

        Assert.Equal(utc is null ? null : Utc(utc), instant);
    }

    [Fact]
    public void A_midnight_that_does_not_exist_is_the_first_instant_that_does()
    {
        var clock = At("Africa/Cairo");

        var start = clock.StartOf(Day("2026-04-24"));

        Assert.Equal(Utc("2026-04-23T22:00:00"), start);
        Assert.Equal(new DateTime(2026, 4, 24, 1, 0, 0), clock.ToStoreTime(start));
    }

    [Fact]
    public void A_midnight_that_comes_twice_is_the_earlier_one()
    {
        Assert.Equal(Utc("2026-11-01T04:00:00"), At("America/Havana").StartOf(Day("2026-11-01")));
    }

    [Theory]
    [InlineData("Asia/Seoul")]
    [InlineData("America/New_York")]
    [InlineData("Africa/Cairo")]
    [InlineData("America/Havana")]
    [InlineData("America/Asuncion")]
    [InlineData("Europe/London")]
    [InlineData("Australia/Lord_Howe")]
    public void Every_instant_of_a_year_is_in_exactly_the_range_of_its_day(string zone)
    {
        var clock = At(zone);
        var end = clock.StartOf(Day("2025-01-01"));
        for (var day = Day("2025-01-01"); day < Day("2026-01-01"); day = day.AddDays(1))
        {
            var range = clock.RangeOf(day, day);
            Assert.Equal(end, range.From); // no gap and no overlap
            Assert.Equal(day, clock.DayOf(range.From));
            Assert.Equal(day, clock.DayOf(range.To.AddMilliseconds(-1)));
            end = range.To;
        }
    }

    [Fact]
    public void A_range_of_days_is_their_sum()
    {
        var clock = At("America/New_York");

        var range = clock.RangeOf(Day("2026-03-07"), Day("2026-03-09"));

        Assert.Equal(new UtcRange(Utc("2026-03-07T05:00:00"), Utc("2026-03-10T04:00:00")), range);
    }

    private static StoreClock At(string zone, DateTimeOffset? now = null) =>
        new(new FakeTimeProvider(now ?? DateTimeOffset.UnixEpoch), Options.Create(new StoreSettings { TimeZone = zone }));

    private static DateTime Utc(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}

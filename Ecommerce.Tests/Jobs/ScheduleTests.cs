using System.Globalization;
using Cronos;
using Ecommerce.Core.Jobs;

namespace Ecommerce.Tests.Jobs;

/// <summary>
/// When the jobs come, in zones with and without daylight saving. (Hangfire carries the same reader of cron expressions.)
/// </summary>
public sealed class ScheduleTests
{
    [Theory]
    [InlineData("Asia/Seoul", "2026-11-21T14:59:59Z", "2026-11-21T15:00:00Z")]
    [InlineData("Asia/Seoul", "2026-11-21T15:00:00Z", "2026-11-22T15:00:00Z")]
    [InlineData("America/New_York", "2026-03-08T12:00:00Z", "2026-03-09T04:00:00Z")] // after the 23-hour day
    [InlineData("America/New_York", "2026-11-01T12:00:00Z", "2026-11-02T05:00:00Z")] // after the 25-hour day
    [InlineData("Africa/Cairo", "2026-04-23T12:00:00Z", "2026-04-23T22:00:00Z")] // midnight does not exist: the first instant that does
    public void The_nightly_job_comes_at_the_stores_midnight(string zone, string after, string next)
    {
        var cron = CronExpression.Parse(new JobsOptions().RankingCron, CronFormat.Standard);
        var found = cron.GetNextOccurrence(At(after), TimeZoneInfo.FindSystemTimeZoneById(zone));
        Assert.Equal(At(next), found);
    }

    [Theory]
    [InlineData("daily")]
    [InlineData("0 10 4 * * ?")] // six fields, as another scheduler has them
    [InlineData("10 25 * * *")]
    [InlineData("")]
    public void A_schedule_that_is_none_is_refused_with_a_hint(string cron)
    {
        var refused = Assert.Single(new JobsOptions { CleanUpCron = cron }.Validate(new(this))).ErrorMessage!;
        Assert.StartsWith($"Jobs:CleanUpCron '{cron}' is no cron expression of five fields", refused, StringComparison.Ordinal);
        Assert.EndsWith("Set one such as '0 0 * * *'.", refused, StringComparison.Ordinal);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}

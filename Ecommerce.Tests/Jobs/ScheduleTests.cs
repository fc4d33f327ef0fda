using System.Globalization;
using Ecommerce.Core.Jobs;
using Quartz;

namespace Ecommerce.Tests.Jobs;

/// <summary>When the nightly job comes, in zones with and without daylight saving.</summary>
public sealed class ScheduleTests
{
    [Theory]
    [InlineData("Asia/Seoul", "2026-11-21T15:00:00Z", "2026-11-21T15:00:05Z")]
    [InlineData("Asia/Seoul", "2026-11-21T15:00:05Z", "2026-11-22T15:00:05Z")]
    [InlineData("America/New_York", "2026-03-08T12:00:00Z", "2026-03-09T04:00:05Z")] // after the 23-hour day
    [InlineData("America/New_York", "2026-11-01T12:00:00Z", "2026-11-02T05:00:05Z")] // after the 25-hour day
    [InlineData("Africa/Cairo", "2026-04-23T12:00:00Z", "2026-04-23T22:00:00Z")] // midnight does not exist: the first instant that does
    public void The_nightly_job_comes_at_the_stores_midnight(string zone, string after, string next)
    {
        var cron = new CronExpression(new JobsOptions().RankingCron, TimeZoneInfo.FindSystemTimeZoneById(zone));
        var found = cron.GetNextValidTimeAfter(DateTimeOffset.Parse(after, CultureInfo.InvariantCulture));
        Assert.InRange(found!.Value, DateTimeOffset.Parse(next, CultureInfo.InvariantCulture), DateTimeOffset.Parse(next, CultureInfo.InvariantCulture).AddSeconds(5));
    }

    [Fact]
    public void A_schedule_that_is_none_is_refused_with_a_hint() =>
        Assert.Contains("Jobs:CleanUpCron 'daily'", Assert.Single(new JobsOptions { CleanUpCron = "daily" }.Validate(new(this))).ErrorMessage, StringComparison.Ordinal);

    [Fact]
    public void The_jobs_of_a_sqlite_shop_are_in_a_file_beside_it() =>
        Assert.Equal("Data Source=App_Data/shop-jobs.db;Cache=Shared", JobStore.FileBeside("Data Source=App_Data/shop.db;Cache=Shared"));
}

using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Events;

namespace Ecommerce.Tests.DataPlatform;

public sealed class RetryRuleTests
{
    private static readonly DeliveryPolicy Policy = new DataPlatformOptions().Policy;

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(8, 640)]
    [InlineData(9, 900)]
    [InlineData(int.MaxValue, 900)]
    public void The_wait_doubles_up_to_a_quarter_of_an_hour_and_varies_by_a_fifth(int attempts, double seconds)
    {
        Assert.Equal(0.8 * seconds, RetryRule.DelayAfter(attempts, Policy, null, 0).TotalSeconds, 3);
        Assert.Equal(seconds, RetryRule.DelayAfter(attempts, Policy, null, 0.5).TotalSeconds, 3);
        Assert.Equal(1.2 * seconds, RetryRule.DelayAfter(attempts, Policy, null, 1).TotalSeconds, 3);
    }

    [Theory]
    [InlineData(120, 120)]
    [InlineData(3, 5)] // our own wait is longer
    [InlineData(-7, 5)] // an instant that is over
    [InlineData(7 * 86_400, 86_400)]
    public void It_is_not_tried_before_the_destination_wants_it_but_within_a_day(int asked, double seconds) =>
        Assert.Equal(seconds, RetryRule.DelayAfter(1, Policy, TimeSpan.FromSeconds(asked), 0.5).TotalSeconds, 3);

    [Fact]
    public void Dead_is_what_has_failed_for_seven_days()
    {
        var since = DateTime.UnixEpoch;
        Assert.False(RetryRule.IsDead(since, since.AddDays(7).AddMilliseconds(-1), Policy));
        Assert.True(RetryRule.IsDead(since, since.AddDays(7), Policy));
    }
}

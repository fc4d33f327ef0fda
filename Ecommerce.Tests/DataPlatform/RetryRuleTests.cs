using Ecommerce.Core.DataPlatform;

namespace Ecommerce.Tests.DataPlatform;

public sealed class RetryRuleTests
{
    private static readonly DataPlatformOptions Options = new();

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(8, 640)]
    [InlineData(9, 900)]
    [InlineData(int.MaxValue, 900)]
    public void The_wait_doubles_up_to_a_quarter_of_an_hour_and_varies_by_a_fifth(int attempts, double seconds)
    {
        Assert.Equal(0.8 * seconds, RetryRule.DelayAfter(attempts, Options, 0).TotalSeconds, 3);
        Assert.Equal(seconds, RetryRule.DelayAfter(attempts, Options, 0.5).TotalSeconds, 3);
        Assert.Equal(1.2 * seconds, RetryRule.DelayAfter(attempts, Options, 1).TotalSeconds, 3);
    }

    [Fact]
    public void Dead_is_what_has_failed_for_seven_days()
    {
        var since = DateTime.UnixEpoch;
        Assert.False(RetryRule.IsDead(since, since.AddDays(7).AddMilliseconds(-1), Options));
        Assert.True(RetryRule.IsDead(since, since.AddDays(7), Options));
    }
}

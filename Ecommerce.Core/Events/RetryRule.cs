namespace Ecommerce.Core.Events;

/// <summary>When a failed delivery is tried again, and when it is given up.</summary>
public static class RetryRule
{
    /// <summary>A destination that asks for more is asked again after this time all the same.</summary>
    public static readonly TimeSpan LongestObeyed = TimeSpan.FromDays(1);

    /// <summary>
    /// Doubles with each attempt up to the longest wait, and varies by a fifth either way, so that what failed together does not come
    /// back together. Never before the destination wants to be asked again.
    /// </summary>
    /// <param name="retryAfter">What the destination asked for; null when it did not say.</param>
    /// <param name="chance">From 0 (shortest) to 1 (longest).</param>
    public static TimeSpan DelayAfter(int attempts, DeliveryPolicy policy, TimeSpan? retryAfter, double chance)
    {
        var doublings = Math.Clamp(attempts - 1, 0, 30);
        var seconds = Math.Min(policy.FirstRetry.TotalSeconds * Math.Pow(2, doublings), policy.LongestRetry.TotalSeconds);
        var own = TimeSpan.FromMilliseconds(Math.Round(seconds * (0.8 + 0.4 * chance) * 1000));
        var asked = retryAfter is { } wanted && wanted > TimeSpan.Zero ? wanted : TimeSpan.Zero;
        return TimeSpan.FromTicks(Math.Max(own.Ticks, Math.Min(asked.Ticks, LongestObeyed.Ticks)));
    }

    /// <summary>A delivery is dead when it has been failing for the whole time it is granted.</summary>
    public static bool IsDead(DateTime failingSince, DateTime now, DeliveryPolicy policy) => now - failingSince >= policy.GivenUpAfter;
}

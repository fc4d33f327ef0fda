namespace Ecommerce.Core.DataPlatform;

/// <summary>When a failed delivery is tried again, and when it is given up.</summary>
public static class RetryRule
{
    /// <summary>
    /// Doubles with each attempt up to the longest wait, and varies by a fifth either way, so that what failed together does not come
    /// back together.
    /// </summary>
    /// <param name="chance">From 0 (shortest) to 1 (longest).</param>
    public static TimeSpan DelayAfter(int attempts, DataPlatformOptions options, double chance)
    {
        var doublings = Math.Clamp(attempts - 1, 0, 30);
        var seconds = Math.Min(options.FirstRetrySeconds * Math.Pow(2, doublings), options.MaxRetryMinutes * 60.0);
        return TimeSpan.FromMilliseconds(Math.Round(seconds * (0.8 + 0.4 * chance) * 1000));
    }

    /// <summary>An event is dead when it has been failing for the whole time it is granted.</summary>
    public static bool IsDead(DateTime failingSince, DateTime now, DataPlatformOptions options) =>
        now - failingSince >= TimeSpan.FromDays(options.RetryDays);
}

namespace Ecommerce.Tests.Infrastructure;

/// <summary>A calendar that stands still until a test moves it; timers go on in real time (in <see cref="ManualClock"/> they wait as well).</summary>
public sealed class TestClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset now = now;

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan by) => now += by;

    public void Set(DateTimeOffset to) => now = to;
}

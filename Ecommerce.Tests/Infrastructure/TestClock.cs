namespace Ecommerce.Tests.Infrastructure;

/// <summary>The clock of tests. It stands still until a test moves it.</summary>
public static class TestClock
{
    /// <summary>Shortly after noon in Seoul; with seconds and milliseconds, so that it shows where they get lost.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 11, 22, 3, 4, 5, 678, TimeSpan.Zero);

    public static FakeTimeProvider New() => new(Start);
}

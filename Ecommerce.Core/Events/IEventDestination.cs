namespace Ecommerce.Core.Events;

/// <summary>Where events are delivered to: the data platform, say. Register one, and every event that it wants reaches it.</summary>
public interface IEventDestination
{
    /// <summary>Names its deliveries in the database; never changes. At most 50 characters.</summary>
    string Name { get; }

    DeliveryPolicy Policy { get; }

    /// <summary>Whether an event is removed once it was delivered or given up here: one that holds personal data.</summary>
    bool Forgets => false;

    bool Wants(ShopEvent shopEvent);

    /// <summary>
    /// Delivers one event. What it throws counts as a failure that may pass; when <paramref name="cancellationToken"/> is cancelled the
    /// time is over and the outcome unknown, so the event will come again.
    /// </summary>
    Task<DeliveryResult> SendAsync(ShopEvent shopEvent, CancellationToken cancellationToken);
}

/// <summary>How patiently a destination is tried.</summary>
/// <param name="Timeout">How long one try may take.</param>
/// <param name="Concurrency">Tries that an instance has under way at once, each of another subject.</param>
/// <param name="FirstRetry">Wait after the first failure; it doubles with each further one.</param>
/// <param name="LongestRetry">The longest wait between two tries.</param>
/// <param name="GivenUpAfter">How long a delivery that keeps failing is tried before it is parked as dead.</param>
public sealed record DeliveryPolicy(TimeSpan Timeout, int Concurrency, TimeSpan FirstRetry, TimeSpan LongestRetry, TimeSpan GivenUpAfter)
{
    /// <summary>Longer than any try takes, so that nobody else takes a delivery that is still under way.</summary>
    public TimeSpan Lease => 2 * Timeout + TimeSpan.FromSeconds(30);
}

/// <summary>How a try ended, and why it failed if it did.</summary>
/// <param name="RetryAfter">What the destination asks to be left alone for; null when it did not say.</param>
public readonly record struct DeliveryResult(DeliveryOutcome Outcome, string? Error = null, TimeSpan? RetryAfter = null)
{
    public static DeliveryResult Delivered { get; } = new(DeliveryOutcome.Delivered);

    /// <summary>It may work later.</summary>
    public static DeliveryResult Failed(string error, TimeSpan? retryAfter = null) => new(DeliveryOutcome.Failed, error, retryAfter);

    /// <summary>The destination will never take this event as it is.</summary>
    public static DeliveryResult Rejected(string error) => new(DeliveryOutcome.Rejected, error);
}

public enum DeliveryOutcome
{
    Delivered,
    Failed,
    Rejected,
}

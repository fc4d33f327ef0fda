namespace Ecommerce.Core.DataPlatform;

/// <summary>Where order events are delivered to.</summary>
public interface IDataPlatformSink
{
    /// <summary>
    /// Delivers one event. What it throws counts as a failure that may pass; when <paramref name="cancellationToken"/> is cancelled the time
    /// is over and the outcome unknown, so the event will come again with the same id.
    /// </summary>
    Task<Delivery> SendAsync(OrderEvent orderEvent, CancellationToken cancellationToken);
}

/// <summary>How a delivery ended, and why it failed if it did.</summary>
public readonly record struct Delivery(DeliveryOutcome Outcome, string? Error = null)
{
    public static Delivery Delivered { get; } = new(DeliveryOutcome.Delivered);

    /// <summary>It may work later.</summary>
    public static Delivery Failed(string error) => new(DeliveryOutcome.Failed, error);

    /// <summary>The platform will never take this event as it is.</summary>
    public static Delivery Rejected(string error) => new(DeliveryOutcome.Rejected, error);
}

public enum DeliveryOutcome
{
    Delivered,
    Failed,
    Rejected,
}

namespace Ecommerce.Core.Events;

/// <summary>How a try to deliver ended.</summary>
/// <param name="Claimed">The delivery as it was claimed.</param>
public sealed record DeliveryEnd(
    Delivery Claimed, DeliveryStatus Status, string? Error, DateTime NextAttemptAt, DateTime? FailingSince, DateTime? SentAt);

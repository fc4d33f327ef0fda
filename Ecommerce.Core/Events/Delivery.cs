namespace Ecommerce.Core.Events;

/// <summary>An event on its way to one destination.</summary>
public sealed class Delivery
{
    public const int MaxErrorLength = 500;

    public long Id { get; init; }

    public long EventId { get; init; }

    public ShopEvent Event { get; init; } = null!;

    /// <summary>The destination's name.</summary>
    public required string Destination { get; init; }

    /// <summary>The event's, repeated here because deliveries of one subject to one destination keep their order.</summary>
    public required string SubjectType { get; init; }

    public long SubjectId { get; init; }

    public DeliveryStatus Status { get; set; } = DeliveryStatus.Pending;

    /// <summary>Tries begun since it was made, or since an admin made it ready again.</summary>
    public int Attempts { get; set; }

    public string? LastError { get; set; }

    /// <summary>When the event happened.</summary>
    public DateTime OccurredAt { get; init; }

    /// <summary>Not tried before this instant. While a dispatcher holds the delivery it is the end of its lease.</summary>
    public DateTime NextAttemptAt { get; set; }

    public DateTime? SentAt { get; set; }

    /// <summary>When a try failed for the first time; null before, and after an admin made it ready again.</summary>
    public DateTime? FailingSince { get; set; }

    /// <summary>The delivery of an event, ready to be tried.</summary>
    public static Delivery Of(ShopEvent shopEvent, string destination) => new()
    {
        EventId = shopEvent.Id,
        Destination = destination,
        SubjectType = shopEvent.SubjectType,
        SubjectId = shopEvent.SubjectId,
        OccurredAt = shopEvent.OccurredAt,
        NextAttemptAt = shopEvent.OccurredAt,
    };
}

public enum DeliveryStatus
{
    /// <summary>Not tried yet, or made ready again by an admin.</summary>
    Pending,

    /// <summary>Tried without success; will be tried again.</summary>
    Failed,

    /// <summary>Given up; an admin can send it again.</summary>
    Dead,

    Sent,
}

/// <summary>A delivery as it was read under its lock.</summary>
public sealed record LockedDelivery(long Id, DeliveryStatus Status);

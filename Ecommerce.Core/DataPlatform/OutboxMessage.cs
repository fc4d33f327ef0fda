using Ecommerce.Core.Data;
using Ecommerce.Core.Ordering;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecommerce.Core.DataPlatform;

/// <summary>
/// An event about an order that the data platform has to hear of, written in the order's own transaction. What it says is read from the
/// order when it is sent: an order's lines never change.
/// </summary>
public sealed class OutboxMessage
{
    public const int MaxErrorLength = 500;

    public long Id { get; init; }

    /// <summary>One of <see cref="OrderEvents"/>.</summary>
    public required string Type { get; init; }

    public long OrderId { get; init; }

    public Order Order { get; init; } = null!;

    public OutboxStatus Status { get; set; } = OutboxStatus.Pending;

    /// <summary>Deliveries begun since it was made, or since an admin made it ready again.</summary>
    public int Attempts { get; set; }

    public string? LastError { get; set; }

    public DateTime CreatedAt { get; init; }

    /// <summary>Not tried before this instant. While a dispatcher holds the message it is the end of its lease.</summary>
    public DateTime NextAttemptAt { get; set; }

    public DateTime? SentAt { get; set; }

    /// <summary>When a delivery failed for the first time; null before, and after an admin made it ready again.</summary>
    public DateTime? FailingSince { get; set; }
}

public enum OutboxStatus
{
    /// <summary>Not tried yet, or made ready again by an admin.</summary>
    Pending,

    /// <summary>Tried without success; will be tried again.</summary>
    Failed,

    /// <summary>Given up; an admin can send it again.</summary>
    Dead,

    Sent,
}

public static class OrderEvents
{
    public const string Paid = "order.paid";
    public const string Cancelled = "order.cancelled";
}

internal sealed class OutboxTables : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> message)
    {
        message.ToTable("outbox_messages");
        message.Property(m => m.Type).HasMaxLength(50);
        message.Property(m => m.Status).HasEnumText();
        message.Property(m => m.LastError).HasMaxLength(OutboxMessage.MaxErrorLength);
        message.HasOne(m => m.Order).WithMany().HasForeignKey(m => m.OrderId).OnDelete(DeleteBehavior.Restrict);
        message.HasIndex(m => new { m.OrderId, m.Type }).IsUnique();
        message.HasIndex(m => new { m.Status, m.NextAttemptAt });
    }
}

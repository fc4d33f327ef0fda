using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecommerce.Core.Events;

/// <summary>
/// Something that happened in the shop, written with the facts it tells of. What it says is kept as it was at the time. Each destination
/// that wants it gets a <see cref="Delivery"/>.
/// </summary>
public sealed class ShopEvent
{
    public long Id { get; init; }

    /// <summary>What happened: <c>order.paid</c>, say.</summary>
    public required string Type { get; init; }

    /// <summary>What it happened to: <c>order</c>, say. Events of one subject are delivered in their order.</summary>
    public required string SubjectType { get; init; }

    public long SubjectId { get; init; }

    /// <summary>Which of several of its type and subject: 1, 2, 3 …; 0 where there is only one.</summary>
    public int Number { get; init; }

    /// <summary>What a destination has to know, as a JSON object.</summary>
    public required string Payload { get; init; }

    public DateTime OccurredAt { get; init; }

    /// <summary>When its deliveries were made; null until then.</summary>
    public DateTime? RoutedAt { get; init; }
}

internal sealed class EventTables : IEntityTypeConfiguration<ShopEvent>, IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<ShopEvent> shopEvent)
    {
        shopEvent.ToTable("events");
        shopEvent.Property(e => e.Type).HasMaxLength(50);
        shopEvent.Property(e => e.SubjectType).HasMaxLength(20);
        shopEvent.Property(e => e.Number).HasDefaultValue(0).ValueGeneratedNever();
        shopEvent.HasIndex(e => new { e.SubjectId, e.SubjectType, e.Type });
        shopEvent.HasIndex(e => e.Id).HasDatabaseName(EventIndexes.Unrouted).HasFilter("routed_at IS NULL");
    }

    public void Configure(EntityTypeBuilder<Delivery> delivery)
    {
        delivery.ToTable("deliveries");
        delivery.Property(d => d.Destination).HasMaxLength(50);
        delivery.Property(d => d.SubjectType).HasMaxLength(20);
        delivery.Property(d => d.Status).HasEnumText();
        delivery.Property(d => d.LastError).HasMaxLength(Delivery.MaxErrorLength);
        delivery.HasOne(d => d.Event).WithMany().HasForeignKey(d => d.EventId).OnDelete(DeleteBehavior.Restrict);
        delivery.HasIndex(d => new { d.EventId, d.Destination }).IsUnique();
        // The subject's earlier events; an admin's list; what is due, in the order in which it is taken.
        delivery.HasIndex(d => new { d.SubjectId, d.SubjectType, d.Destination, d.EventId });
        delivery.HasIndex(d => new { d.Destination, d.Status, d.EventId });
        delivery.HasIndex(d => new { d.NextAttemptAt, d.Id }).HasDatabaseName(EventIndexes.Unsent).HasFilter(EventIndexes.IsUnsent);
    }
}

/// <summary>Names that a statement says again, and the filter that stands in both.</summary>
internal static class EventIndexes
{
    /// <summary>Events that have no deliveries yet.</summary>
    public const string Unrouted = "ix_events_unrouted";

    /// <summary>Deliveries that are not sent yet, in the order in which they are taken.</summary>
    public const string Unsent = "ix_deliveries_unsent";

    public static readonly string IsUnsent =
        $"status IN ('{ModelConventions.EnumText(DeliveryStatus.Pending)}', '{ModelConventions.EnumText(DeliveryStatus.Failed)}')";
}

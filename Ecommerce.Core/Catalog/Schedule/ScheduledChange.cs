using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecommerce.Core.Catalog.Schedule;

public enum ScheduledChangeKind
{
    /// <summary>Shows the product in the shop.</summary>
    Publish,

    /// <summary>Takes it out of the shop.</summary>
    Unpublish,

    /// <summary>Gives it another price.</summary>
    Price,
}

public enum ScheduledChangeStatus
{
    Planned,
    Applied,
    Cancelled,
}

/// <summary>Something that an admin has planned for a product. What was applied or cancelled stays as a record of it.</summary>
public sealed class ScheduledChange
{
    public long Id { get; init; }

    public long ProductId { get; init; }

    public Product Product { get; init; } = null!;

    public ScheduledChangeKind Kind { get; init; }

    /// <summary>In minor units; of a <see cref="ScheduledChangeKind.Price"/> alone.</summary>
    public long? Price { get; init; }

    /// <summary>When it is to be done.</summary>
    public DateTime DueAt { get; init; }

    public ScheduledChangeStatus Status { get; set; }

    /// <summary>The account; null for the shop itself.</summary>
    public long? PlannedBy { get; init; }

    public DateTime PlannedAt { get; init; }

    /// <summary>When it was applied or cancelled.</summary>
    public DateTime? EndedAt { get; set; }
}

internal sealed class ScheduledChangeTable : IEntityTypeConfiguration<ScheduledChange>
{
    private static readonly string PriceKind = ModelConventions.EnumText(ScheduledChangeKind.Price);

    public void Configure(EntityTypeBuilder<ScheduledChange> change)
    {
        change.ToTable("scheduled_changes", t => t.HasCheckConstraint(
            "ck_scheduled_changes_price",
            $"(kind = '{PriceKind}' AND price IS NOT NULL AND price >= 1 AND price <= {Product.MaxPrice}) "
            + $"OR (kind <> '{PriceKind}' AND price IS NULL)"));
        change.Property(c => c.Kind).HasEnumText();
        change.Property(c => c.Status).HasEnumText();
        change.HasOne(c => c.Product).WithMany().OnDelete(DeleteBehavior.Restrict);
        // A product's list; what is due.
        change.HasIndex(c => new { c.ProductId, c.DueAt, c.Id });
        change.HasIndex(c => new { c.DueAt, c.Id }).HasDatabaseName("ix_scheduled_changes_planned")
            .HasFilter($"status = '{ModelConventions.EnumText(ScheduledChangeStatus.Planned)}'");
    }
}

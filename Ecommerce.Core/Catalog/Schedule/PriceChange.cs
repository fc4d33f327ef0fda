using Ecommerce.Core.Audit;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecommerce.Core.Catalog.Schedule;

/// <summary>
/// A price that became another: made by <see cref="Product.Reprice(long, Actor, DateTime)"/>, and written in the transaction that changes
/// it.
/// </summary>
public sealed class PriceChange
{
    public long Id { get; init; }

    public long ProductId { get; init; }

    public Product Product { get; init; } = null!;

    /// <summary>In minor units.</summary>
    public long OldPrice { get; init; }

    /// <summary>In minor units.</summary>
    public long NewPrice { get; init; }

    /// <summary>Who changed it, or planned that it changes; null for the shop itself.</summary>
    public long? ActorId { get; init; }

    /// <summary>From where; <see cref="ActorOrigin.System"/> for a planned change.</summary>
    public ActorOrigin Origin { get; init; }

    public DateTime CreatedAt { get; init; }
}

internal sealed class PriceChangeTable : IEntityTypeConfiguration<PriceChange>
{
    public void Configure(EntityTypeBuilder<PriceChange> change)
    {
        change.ToTable("price_changes");
        change.Property(c => c.Origin).HasEnumText();
        change.HasOne(c => c.Product).WithMany().OnDelete(DeleteBehavior.Restrict);
        change.HasIndex(c => new { c.ProductId, c.Id });
    }
}

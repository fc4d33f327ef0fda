using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecommerce.Core.Ordering.Refunds;

/// <summary>
/// A part of an order that was given back. Its money is an entry of the wallet, and its pieces are movements of stock if they came back to
/// the shelf: both bear its number. Append-only: the database refuses to change or delete one.
/// </summary>
public sealed class Refund
{
    public long OrderId { get; init; }

    /// <summary>1, 2, 3 … in each order, without gaps.</summary>
    public int Number { get; init; }

    /// <summary>Σ of the lines, in minor units of the order's currency.</summary>
    public long Amount { get; init; }

    /// <summary><see cref="RefundReason.Return"/>, or an admin's own words.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether the pieces are for sale again.</summary>
    public bool Restocked { get; init; }

    /// <summary>The admin's account; null where none acted.</summary>
    public long? RefundedBy { get; init; }

    public DateTime CreatedAt { get; init; }

    public List<RefundLine> Lines { get; init; } = [];
}

/// <summary>Pieces of a line that were given back together.</summary>
public sealed class RefundLine
{
    public long OrderId { get; init; }

    public int Number { get; init; }

    public long OrderLineId { get; init; }

    public int Quantity { get; init; }

    /// <summary>Their share of what was paid for the line, in minor units.</summary>
    public long Amount { get; init; }
}

public static class RefundReason
{
    /// <summary>The shopper sent the pieces back.</summary>
    public const string Return = "return";
}

internal sealed class RefundTables : IEntityTypeConfiguration<Refund>, IEntityTypeConfiguration<RefundLine>
{
    public void Configure(EntityTypeBuilder<Refund> refund)
    {
        refund.ToAppendOnlyTable("refunds", t => t.HasCheckConstraint("ck_refunds_amount", "number >= 1 AND amount >= 0"));
        refund.HasKey(r => new { r.OrderId, r.Number });
        refund.Property(r => r.Number).ValueGeneratedNever();
        refund.Property(r => r.Reason).HasMaxLength(OrderLimits.MaxReasonLength);
        refund.HasOne<Order>().WithMany().HasForeignKey(r => r.OrderId).OnDelete(DeleteBehavior.Restrict);
        refund.HasMany(r => r.Lines).WithOne().HasForeignKey(l => new { l.OrderId, l.Number }).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<RefundLine> line)
    {
        line.ToTable("refund_lines", t => t.HasCheckConstraint("ck_refund_lines_amounts", "quantity >= 1 AND amount >= 0"));
        line.HasKey(l => new { l.OrderId, l.Number, l.OrderLineId });
        line.Property(l => l.Number).ValueGeneratedNever();
        line.HasOne<OrderLine>().WithMany().HasForeignKey(l => l.OrderLineId).OnDelete(DeleteBehavior.Restrict);
    }
}

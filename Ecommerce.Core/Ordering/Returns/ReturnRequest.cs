using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecommerce.Core.Ordering.Returns;

/// <summary>A shopper asks to give pieces of a delivered order back. It goes with the shopper's account.</summary>
public sealed class ReturnRequest
{
    public long Id { get; init; }

    public long OrderId { get; init; }

    public ReturnStatus Status { get; set; }

    /// <summary>In the shopper's words.</summary>
    public required string Reason { get; init; }

    /// <summary>In the admin's words, for the shopper; null while it is open, and where nothing was said to an accepted one.</summary>
    public string? Answer { get; set; }

    public DateTime RequestedAt { get; init; }

    public DateTime? AnsweredAt { get; set; }

    /// <summary>The part refund of the order that it was accepted with.</summary>
    public int? RefundNumber { get; set; }

    public List<ReturnLine> Lines { get; init; } = [];
}

public enum ReturnStatus
{
    Open,
    Accepted,
    Declined,
}

/// <summary>Pieces of a line that the shopper wants to give back.</summary>
public sealed class ReturnLine
{
    public long ReturnRequestId { get; init; }

    public long OrderLineId { get; init; }

    public int Quantity { get; init; }
}

public static class ReturnLimits
{
    /// <summary>Characters of the shopper's reason and of the admin's answer.</summary>
    public const int MaxTextLength = 500;
}

internal sealed class ReturnTables : IEntityTypeConfiguration<ReturnRequest>, IEntityTypeConfiguration<ReturnLine>
{
    private static readonly string IsOpen = $"status = '{ModelConventions.EnumText(ReturnStatus.Open)}'";

    public void Configure(EntityTypeBuilder<ReturnRequest> request)
    {
        request.ToTable("return_requests");
        request.Property(r => r.Status).HasEnumText();
        request.Property(r => r.Reason).HasMaxLength(ReturnLimits.MaxTextLength);
        request.Property(r => r.Answer).HasMaxLength(ReturnLimits.MaxTextLength);
        request.HasOne<Order>().WithMany().HasForeignKey(r => r.OrderId).OnDelete(DeleteBehavior.Restrict);
        request.HasMany(r => r.Lines).WithOne().HasForeignKey(l => l.ReturnRequestId).OnDelete(DeleteBehavior.Cascade);
        // One waits for an order at a time; an order's, and what waits, the oldest first.
        request.HasIndex(r => r.OrderId).IsUnique().HasFilter(IsOpen);
        request.HasIndex(r => new { r.OrderId, r.Id });
        request.HasIndex(r => new { r.Status, r.Id });
    }

    public void Configure(EntityTypeBuilder<ReturnLine> line)
    {
        line.ToTable("return_lines", t => t.HasCheckConstraint("ck_return_lines_quantity", "quantity >= 1"));
        line.HasKey(l => new { l.ReturnRequestId, l.OrderLineId });
        line.HasOne<OrderLine>().WithMany().HasForeignKey(l => l.OrderLineId).OnDelete(DeleteBehavior.Restrict);
    }
}

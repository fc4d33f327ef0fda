using Ecommerce.Core.Catalog;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecommerce.Core.Ordering;

/// <summary>A paid order. It exists only together with its payment, its stock movements and its outbox event.</summary>
public sealed class Order
{
    public long Id { get; init; }

    public long ShopperId { get; init; }

    public OrderStatus Status { get; set; } = OrderStatus.Paid;

    /// <summary>Σ of the lines, in minor units of <see cref="Currency"/>.</summary>
    public long Total { get; init; }

    public required string Currency { get; init; }

    public DateTime PlacedAt { get; init; }

    public DateTime? CancelledAt { get; set; }

    public DateTime? ShippedAt { get; init; }

    public DateTime? DeliveredAt { get; init; }

    /// <summary>Who brings it; null before it is shipped.</summary>
    public string? Carrier { get; init; }

    /// <summary>The carrier's number of the parcel; blanked with the address when the owner's account is deleted.</summary>
    public string? TrackingNumber { get; init; }

    /// <summary>What was given back of a part of it, in minor units: the sum of its part refunds.</summary>
    public long Refunded { get; init; }

    /// <summary>Part refunds so far, which is also the last one's number.</summary>
    public int RefundCount { get; init; }

    /// <summary>Where it goes; null when it is picked up, or forgotten with the account (<see cref="DeliveryPrivacy"/>).</summary>
    public OrderDelivery? Delivery { get; set; }

    public List<OrderLine> Lines { get; init; } = [];
}

/// <summary>
/// Paid, then shipped, then delivered; what is picked up is delivered at once. Only a paid order can be cancelled. Answers that are stored
/// under idempotency keys hold the number, so new ones go to the end.
/// </summary>
public enum OrderStatus
{
    Paid,
    Cancelled,
    Shipped,
    Delivered,
}

/// <summary>A product in an order, with its name and price as they were when it was bought.</summary>
public sealed class OrderLine
{
    public long Id { get; init; }

    public long OrderId { get; init; }

    public long ProductId { get; init; }

    public required string Name { get; init; }

    public string? NameEn { get; init; }

    public long UnitPrice { get; init; }

    public int Quantity { get; init; }

    /// <summary>What was taken off the line, in minor units; 0 when nothing was.</summary>
    public long Discount { get; init; }

    /// <summary>What was paid for the line, in minor units.</summary>
    public long LineTotal { get; init; }

    /// <summary>Pieces that were given back by part refunds, of <see cref="Quantity"/>.</summary>
    public int RefundedQuantity { get; init; }

    /// <summary>What was given back for them, in minor units.</summary>
    public long RefundedAmount { get; init; }
}

public static class OrderLimits
{
    /// <summary>Lines in one order, counted before the same product's lines are merged.</summary>
    public const int MaxLines = 100;

    /// <summary>Pieces of one product in one order or cart.</summary>
    public const int MaxQuantity = 999;

    /// <summary>Characters of a carrier's name.</summary>
    public const int MaxCarrierLength = 50;

    /// <summary>Characters of a carrier's number.</summary>
    public const int MaxTrackingLength = 50;

    /// <summary>Characters of the reason why an admin cancels or refunds.</summary>
    public const int MaxReasonLength = 200;
}

internal sealed class OrderingTables : IEntityTypeConfiguration<Order>, IEntityTypeConfiguration<OrderLine>
{
    private static readonly string[] LaterMembers =
    [
        nameof(Order.ShippedAt), nameof(Order.DeliveredAt), nameof(Order.Carrier), nameof(Order.TrackingNumber), nameof(Order.Refunded),
        nameof(Order.RefundCount), nameof(OrderLine.RefundedQuantity), nameof(OrderLine.RefundedAmount),
    ];

    public void Configure(EntityTypeBuilder<Order> order)
    {
        order.ToTable("orders", t =>
        {
            t.HasCheckConstraint("ck_orders_total_positive", "total > 0");
            t.HasCheckConstraint("ck_orders_refunded", "refunded >= 0 AND refunded <= total AND refund_count >= 0");
        });
        order.Property(o => o.Status).HasEnumText();
        order.Property(o => o.Currency).HasMaxLength(3);
        order.HasOne<Shopper>().WithMany().HasForeignKey(o => o.ShopperId).OnDelete(DeleteBehavior.Restrict);
        order.HasMany(o => o.Lines).WithOne().HasForeignKey(l => l.OrderId).OnDelete(DeleteBehavior.Restrict);
        order.Property(o => o.Carrier).HasMaxLength(OrderLimits.MaxCarrierLength);
        order.Property(o => o.TrackingNumber).HasMaxLength(OrderLimits.MaxTrackingLength);
        order.Property(o => o.Refunded).HasDefaultValue(0L);
        order.Property(o => o.RefundCount).HasDefaultValue(0);
        IgnoreLaterMembers(order.Metadata);
        order.HasOne(o => o.Delivery).WithOne().HasForeignKey<OrderDelivery>(d => d.OrderId).OnDelete(DeleteBehavior.Restrict);
        // A shopper's history, newest first; what is to be shipped, the oldest first; the ranking's day; a parcel's order.
        order.HasIndex(o => new { o.ShopperId, o.Id });
        order.HasIndex(o => new { o.Status, o.Id });
        order.HasIndex(o => new { o.PlacedAt, o.Status });
        order.HasIndex(o => o.TrackingNumber).HasFilter("tracking_number IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<OrderLine> line)
    {
        line.ToTable("order_lines", t =>
        {
            t.HasCheckConstraint(
                "ck_order_lines_amounts",
                $"quantity >= 1 AND quantity <= {OrderLimits.MaxQuantity} AND unit_price >= 1 AND discount >= 0 AND line_total >= 0 "
                + "AND line_total = unit_price * quantity - discount");
            // No piece is given back twice, whoever writes.
            t.HasCheckConstraint(
                "ck_order_lines_refunded",
                "refunded_quantity >= 0 AND refunded_quantity <= quantity AND refunded_amount >= 0 AND refunded_amount <= line_total");
        });
        line.Property(l => l.RefundedQuantity).HasDefaultValue(0);
        line.Property(l => l.RefundedAmount).HasDefaultValue(0L);
        IgnoreLaterMembers(line.Metadata);
        line.Property(l => l.Name).HasMaxLength(Product.MaxNameLength);
        line.Property(l => l.NameEn).HasMaxLength(Product.MaxNameLength);
        line.HasOne<Product>().WithMany().HasForeignKey(l => l.ProductId).OnDelete(DeleteBehavior.Restrict);
        line.HasIndex(l => new { l.OrderId, l.ProductId }).IsUnique();
        line.HasIndex(l => l.ProductId);
    }

    /// <summary>A new order has none of these, and its insert does not name them.</summary>
    private static void IgnoreLaterMembers(IMutableEntityType entity)
    {
        foreach (var later in entity.GetProperties().Where(p => LaterMembers.Contains(p.Name)))
            later.SetBeforeSaveBehavior(PropertySaveBehavior.Ignore);
    }
}

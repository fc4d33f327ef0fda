using Ecommerce.Core.Addresses;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecommerce.Core.Ordering;

/// <summary>
/// Where an order goes: its own copy, so that nothing that becomes of the shopper's addresses changes it. An order that is picked up has
/// none. It is deleted when nobody needs it any more (<see cref="DeliveryPrivacy"/>).
/// </summary>
public sealed class OrderDelivery
{
    public long OrderId { get; init; }

    public required string Recipient { get; init; }

    public required string Phone { get; init; }

    public required string PostalCode { get; init; }

    public required string Address1 { get; init; }

    public string? Address2 { get; init; }

    public string? Note { get; init; }

    public static OrderDelivery Of(long orderId, PostalAddress address) => new()
    {
        OrderId = orderId,
        Recipient = address.Recipient,
        Phone = address.Phone,
        PostalCode = address.PostalCode,
        Address1 = address.Address1,
        Address2 = address.Address2,
        Note = address.Note,
    };

    public PostalAddress ToAddress() => new(Recipient, Phone, PostalCode, Address1, Address2, Note);

    internal sealed class Table : IEntityTypeConfiguration<OrderDelivery>
    {
        public void Configure(EntityTypeBuilder<OrderDelivery> delivery)
        {
            delivery.ToTable("order_deliveries");
            delivery.HasKey(d => d.OrderId);
            delivery.Property(d => d.OrderId).ValueGeneratedNever();
            delivery.Property(d => d.Recipient).HasMaxLength(AddressLimits.MaxRecipientLength);
            delivery.Property(d => d.Phone).HasMaxLength(AddressLimits.MaxPhoneLength);
            delivery.Property(d => d.PostalCode).HasMaxLength(AddressLimits.PostalCodeLength);
            delivery.Property(d => d.Address1).HasMaxLength(AddressLimits.MaxLineLength);
            delivery.Property(d => d.Address2).HasMaxLength(AddressLimits.MaxLineLength);
            delivery.Property(d => d.Note).HasMaxLength(AddressLimits.MaxNoteLength);
            // An admin looks for whom an order goes to.
            delivery.HasIndex(d => new { d.Recipient, d.OrderId });
        }
    }
}

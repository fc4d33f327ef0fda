using Ecommerce.Core.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecommerce.Core.Addresses;

/// <summary>An address that a shopper keeps. It changes under the lock of their wallet only.</summary>
public sealed class ShopperAddress
{
    public long Id { get; init; }

    public long ShopperId { get; init; }

    public required string Recipient { get; set; }

    public required string Phone { get; set; }

    public required string PostalCode { get; set; }

    public required string Address1 { get; set; }

    public string? Address2 { get; set; }

    public string? Note { get; set; }

    /// <summary>The shopper whose default it is; null for the others. The column is unique, so nobody has two.</summary>
    public long? DefaultOf { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<ShopperAddress>
    {
        public void Configure(EntityTypeBuilder<ShopperAddress> address)
        {
            address.ToTable("addresses", t => t.HasCheckConstraint("ck_addresses_default_of_owner", "default_of = shopper_id"));
            address.Property(a => a.Recipient).HasMaxLength(AddressLimits.MaxRecipientLength);
            address.Property(a => a.Phone).HasMaxLength(AddressLimits.MaxPhoneLength);
            address.Property(a => a.PostalCode).HasMaxLength(AddressLimits.PostalCodeLength);
            address.Property(a => a.Address1).HasMaxLength(AddressLimits.MaxLineLength);
            address.Property(a => a.Address2).HasMaxLength(AddressLimits.MaxLineLength);
            address.Property(a => a.Note).HasMaxLength(AddressLimits.MaxNoteLength);
            address.HasOne<Shopper>().WithMany().HasForeignKey(a => a.ShopperId).OnDelete(DeleteBehavior.Restrict);
            address.HasIndex(a => a.ShopperId);
            address.HasIndex(a => a.DefaultOf).IsUnique();
        }
    }
}

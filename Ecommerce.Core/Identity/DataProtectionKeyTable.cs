using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecommerce.Core.Identity;

/// <summary>The keys that sign and encrypt tokens and cookies, in the shop's own form: every id is a long, no text is null.</summary>
internal sealed class DataProtectionKeyTable : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> key)
    {
        key.ToTable("data_protection_keys");
        key.Property(k => k.Id).HasConversion<long>();
        key.Property(k => k.FriendlyName).HasMaxLength(200).IsRequired();
        key.Property(k => k.Xml).IsRequired();
    }
}

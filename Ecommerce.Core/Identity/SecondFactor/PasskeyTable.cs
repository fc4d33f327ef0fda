using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecommerce.Core.Identity.SecondFactor;

public static class PasskeyLimits
{
    /// <summary>In bytes. Authenticators use 16 to some hundred; the standard allows 1,023.</summary>
    public const int MaxIdLength = 900;

    /// <summary>Of one account.</summary>
    public const int MaxCount = 20;

    public const int MaxNameLength = 60;
}

/// <summary>
/// Passkeys, as Identity's third schema has them (<see cref="IdentitySchemaVersions.Version3"/>), which its context makes for those alone
/// that get their options from the application's services. Shorter is the key: SQL Server takes keys up to 900 bytes.
/// </summary>
internal sealed class PasskeyTable : IEntityTypeConfiguration<IdentityUserPasskey<long>>
{
    public void Configure(EntityTypeBuilder<IdentityUserPasskey<long>> passkey)
    {
        passkey.ToTable("user_passkeys");
        passkey.HasKey(p => p.CredentialId);
        passkey.Property(p => p.CredentialId).HasMaxLength(PasskeyLimits.MaxIdLength);
        passkey.OwnsOne(p => p.Data, data => data.ToJson("data"));
        passkey.HasOne<Shopper>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

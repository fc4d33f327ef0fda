using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecommerce.Core.Identity;

/// <summary>An account: whoever shops here, admins included (role <see cref="Roles.Admin"/>).</summary>
public sealed class Shopper : IdentityUser<long>
{
    /// <summary>
    /// The time step of the last authenticator code that was accepted (<see cref="SecondFactor.Totp"/>); null before the first. Only
    /// <see cref="SecondFactor.UsedCodes"/> raises it.
    /// </summary>
    public long? LastCodeStep { get; init; }

    /// <summary>The name of the culture that mails to them are written in; null until they log in for the first time.</summary>
    public string? Language { get; init; }

    /// <summary>
    /// When the account was opened; null for one from before the shop wrote that down. <see cref="ShopperStore"/> says it.
    /// </summary>
    public DateTime? CreatedAt { get; internal set; }

    internal sealed class Table : IEntityTypeConfiguration<Shopper>
    {
        public void Configure(EntityTypeBuilder<Shopper> shopper)
        {
            // Identity writes all columns of an account that it has read before: that would bring an older value back.
            shopper.Property(s => s.LastCodeStep).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
            shopper.Property(s => s.Language).HasMaxLength(ShopperLanguage.MaxLength)
                .Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
            shopper.HasIndex(s => s.CreatedAt); // the overview counts who is new
        }
    }
}

public static class Roles
{
    public const string Admin = "Admin";
}

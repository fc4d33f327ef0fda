using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecommerce.Core.Identity.Sessions;

/// <summary>
/// A log-in, for as long as it lasts. Its id is in the cookie, in the access and the refresh token, and in the circuits of its pages;
/// none of them is worth anything once it has ended. What makes it live: <see cref="SessionStatements"/>.
/// </summary>
public sealed class LoginSession
{
    public const int MaxDeviceLength = 200;
    public const int MaxAddressLength = 45; // an IPv6 address that ends with an IPv4 one
    private const int MaxStampLength = 100;

    public long Id { get; init; }

    public long ShopperId { get; init; }

    public DateTime CreatedAt { get; init; }

    /// <summary>When it was last used, to some minutes.</summary>
    public DateTime SeenAt { get; init; }

    /// <summary>When it ends unless it is used; an instant that has passed for one that was ended.</summary>
    public DateTime EndsAt { get; init; }

    /// <summary>What the browser or client calls itself.</summary>
    public required string Device { get; init; }

    /// <summary>The address that the log-in came from.</summary>
    public required string Address { get; init; }

    /// <summary>
    /// The account's security stamp at the log-in. It changes with the password, the address and the second factor, which ends every
    /// session but the one that changed it (<see cref="ShopperStore"/>).
    /// </summary>
    public required string SecurityStamp { get; set; }

    /// <summary>When its owner last proved who they are: at the log-in, or when a page asked again.</summary>
    public DateTime ProvedAt { get; init; }

    /// <summary>Whether that was with a second factor once: a code, a passkey, or by setting one up.</summary>
    public bool IsStrong { get; set; }

    /// <summary>Which refresh token is good: the one with this number.</summary>
    public int RefreshNumber { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<LoginSession>
    {
        public void Configure(EntityTypeBuilder<LoginSession> session)
        {
            session.ToTable("sessions");
            session.Property(s => s.Device).HasMaxLength(MaxDeviceLength);
            session.Property(s => s.Address).HasMaxLength(MaxAddressLength);
            session.Property(s => s.SecurityStamp).HasMaxLength(MaxStampLength);
            session.HasOne<Shopper>().WithMany().HasForeignKey(s => s.ShopperId).OnDelete(DeleteBehavior.Cascade);
            session.HasIndex(s => s.EndsAt);
        }
    }
}

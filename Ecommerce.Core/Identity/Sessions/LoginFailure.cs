using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecommerce.Core.Identity.Sessions;

/// <summary>
/// Log-ins to one account from one origin that failed: since the last one that did not, and since the last hour without any.
/// </summary>
public sealed class LoginFailure
{
    public const int MaxOriginLength = 64;

    /// <summary>A hash of the address that was given, which need not be one of an account.</summary>
    public required string Account { get; init; }

    /// <summary>A network address, or a known device.</summary>
    public required string Origin { get; init; }

    public int Count { get; init; }

    public DateTime LastAt { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<LoginFailure>
    {
        public void Configure(EntityTypeBuilder<LoginFailure> failure)
        {
            failure.ToTable("login_failures");
            failure.HasKey(f => new { f.Account, f.Origin });
            failure.Property(f => f.Account).HasMaxLength(64);
            failure.Property(f => f.Origin).HasMaxLength(MaxOriginLength);
            failure.HasIndex(f => f.LastAt);
        }
    }
}

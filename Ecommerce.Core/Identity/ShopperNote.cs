using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecommerce.Core.Identity;

/// <summary>
/// What an admin wrote down about a shopper, for other admins. It is personal data of the shopper's: it goes with the account, and is in
/// what the shopper downloads.
/// </summary>
public sealed class ShopperNote
{
    public const int MaxLength = 2_000;

    public long Id { get; init; }

    public long ShopperId { get; init; }

    /// <summary>The admin who wrote it. No foreign key: nothing waits for their account's row.</summary>
    public long AuthorId { get; init; }

    public required string Text { get; init; }

    public DateTime CreatedAt { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<ShopperNote>
    {
        public void Configure(EntityTypeBuilder<ShopperNote> note)
        {
            note.ToTable("shopper_notes");
            note.Property(n => n.Text).HasMaxLength(MaxLength);
            note.HasOne<Shopper>().WithMany().HasForeignKey(n => n.ShopperId).OnDelete(DeleteBehavior.Restrict);
            note.HasIndex(n => new { n.ShopperId, n.Id });
        }
    }
}

using Ecommerce.Core.Data;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Ordering;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecommerce.Core.Wallets;

/// <summary>
/// A shopper's prepaid money. Its row lock is also the shopper's mutex: whatever charges, orders or cancels for a shopper locks it
/// first (see <see cref="RowLocks"/>).
/// </summary>
public sealed class Wallet
{
    /// <summary>The owner's id: one wallet per shopper.</summary>
    public long ShopperId { get; init; }

    public Shopper Shopper { get; init; } = null!;

    /// <summary>In minor units; never negative.</summary>
    public long Balance { get; init; }

    /// <summary>Entries booked so far, which is also the last one's sequence number.</summary>
    public long EntryCount { get; init; }

    /// <summary>When the owner deleted the account. The wallet and its entries stay as they were; nothing is booked any more.</summary>
    public DateTime? ClosedAt { get; private set; }

    /// <summary>Ends the wallet's use, for good. Call it under the wallet's lock.</summary>
    public void Close(DateTime at) => ClosedAt ??= at;
}

public enum WalletEntryKind
{
    Charge,
    Payment,
    Refund,

    /// <summary>By an admin, with a reason.</summary>
    Correction,
}

/// <summary>A line of a wallet's statement. Append-only: the database refuses to change or delete one.</summary>
public sealed class WalletEntry
{
    public const int MaxReasonLength = 200;

    public long Id { get; init; }

    public long ShopperId { get; init; }

    public Wallet Wallet { get; init; } = null!;

    /// <summary>1, 2, 3 … in each wallet, without gaps.</summary>
    public long Sequence { get; init; }

    public WalletEntryKind Kind { get; init; }

    /// <summary>In minor units: positive into the wallet, negative out of it.</summary>
    public long Amount { get; init; }

    public long BalanceAfter { get; init; }

    public long? OrderId { get; init; }

    public Order? Order { get; init; }

    /// <summary>Which part refund of the order: 1, 2, 3 …; 0 for a charge, a payment and the refund of a cancelled order.</summary>
    public int RefundNumber { get; init; }

    /// <summary>What the shopper is told of a correction; null for all other kinds.</summary>
    public string? Reason { get; init; }

    public DateTime CreatedAt { get; init; }
}

internal sealed class WalletTables : IEntityTypeConfiguration<Wallet>, IEntityTypeConfiguration<WalletEntry>
{
    public void Configure(EntityTypeBuilder<Wallet> wallet)
    {
        wallet.ToTable("wallets", t => t.HasCheckConstraint("ck_wallets_balance_not_negative", "balance >= 0"));
        wallet.HasKey(w => w.ShopperId);
        wallet.Property(w => w.ShopperId).ValueGeneratedNever();
        wallet.HasOne(w => w.Shopper).WithOne().HasForeignKey<Wallet>(w => w.ShopperId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<WalletEntry> entry)
    {
        entry.ToAppendOnlyTable("wallet_entries", t =>
        {
            t.HasCheckConstraint("ck_wallet_entries_balance_not_negative", "balance_after >= 0");
            t.HasCheckConstraint(
                "ck_wallet_entries_sign_and_source",
                "(kind = 'charge' AND amount > 0 AND order_id IS NULL) OR (kind = 'payment' AND amount < 0 AND order_id IS NOT NULL) "
                + "OR (kind = 'refund' AND amount > 0 AND order_id IS NOT NULL) "
                + "OR (kind = 'correction' AND amount <> 0 AND order_id IS NULL AND reason IS NOT NULL)");
        });
        entry.Property(e => e.Kind).HasEnumText();
        entry.Property(e => e.Reason).HasMaxLength(WalletEntry.MaxReasonLength);
        entry.HasOne(e => e.Wallet).WithMany().HasForeignKey(e => e.ShopperId).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne(e => e.Order).WithMany().HasForeignKey(e => e.OrderId).OnDelete(DeleteBehavior.Restrict);
        entry.HasIndex(e => new { e.ShopperId, e.Sequence }).IsUnique();
        entry.Property(e => e.RefundNumber).HasDefaultValue(0).ValueGeneratedNever();
        // An order is paid once and taken back once, and each of its part refunds is one entry.
        entry.HasIndex(e => new { e.OrderId, e.Kind, e.RefundNumber }).IsUnique();
    }
}

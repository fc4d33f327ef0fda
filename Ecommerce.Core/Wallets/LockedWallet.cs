namespace Ecommerce.Core.Wallets;

/// <summary>A wallet as it was read under its lock. What is booked on it is an entry; the entry's writing changes the balance.</summary>
/// <param name="Balance">In minor units.</param>
/// <param name="EntryCount">Entries booked so far, which is also the last one's sequence number.</param>
public sealed record LockedWallet(long ShopperId, long Balance, long EntryCount)
{
    /// <summary>The wallet when the entry is written.</summary>
    public LockedWallet After(WalletEntry entry) => this with { Balance = entry.BalanceAfter, EntryCount = entry.Sequence };

    /// <summary>The next entry of this wallet.</summary>
    /// <param name="amount">Signed, in minor units.</param>
    /// <param name="orderId">The order that is paid or refunded; null for a charge and a correction.</param>
    /// <param name="reason">What the shopper is told of a correction.</param>
    /// <param name="refundNumber">Which part refund of the order; 0 for all else.</param>
    /// <exception cref="InvalidOperationException">The balance would fall below zero: callers check first and refuse.</exception>
    public WalletEntry Book(
        WalletEntryKind kind, long amount, long? orderId, DateTime at, string? reason = null, int refundNumber = 0)
    {
        var balance = checked(Balance + amount);
        if (balance < 0) throw new InvalidOperationException("A wallet's balance can't be negative.");
        return new WalletEntry
        {
            ShopperId = ShopperId,
            Sequence = EntryCount + 1,
            Kind = kind,
            Amount = amount,
            BalanceAfter = balance,
            OrderId = orderId,
            RefundNumber = refundNumber,
            Reason = reason,
            CreatedAt = at,
        };
    }
}

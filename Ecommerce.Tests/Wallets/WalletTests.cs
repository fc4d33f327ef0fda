using Ecommerce.Core.Wallets;

namespace Ecommerce.Tests.Wallets;

public sealed class WalletTests
{
    private static readonly DateTime Noon = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void An_entry_has_the_next_number_and_the_balance_after_it()
    {
        var entry = new LockedWallet(7, 150, 2).Book(WalletEntryKind.Payment, -150, orderId: 3, Noon);

        Assert.Equal(
            (7, 3, -150, 0, 3, Noon), (entry.ShopperId, entry.Sequence, entry.Amount, entry.BalanceAfter, entry.OrderId, entry.CreatedAt));
    }

    [Fact]
    public void Never_goes_below_zero() => Assert.Throws<InvalidOperationException>(
        () => new LockedWallet(1, 100, 1).Book(WalletEntryKind.Payment, -101, orderId: 3, Noon));

    [Fact]
    public void Never_wraps_around() => Assert.Throws<OverflowException>(
        () => new LockedWallet(1, long.MaxValue, 1).Book(WalletEntryKind.Charge, 1, orderId: null, Noon));
}

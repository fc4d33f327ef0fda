using Ecommerce.Core.Wallets;

namespace Ecommerce.Tests.Wallets;

public sealed class WalletTests
{
    private static readonly DateTime Noon = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Numbers_its_entries_without_gaps()
    {
        var wallet = new Wallet { ShopperId = 7 };

        var entries = new[] { 100L, 50, -150 }.Select(amount => wallet.Book(WalletEntryKind.Charge, amount, order: null, Noon)).ToList();

        Assert.Equal([(1L, 100L), (2, 150), (3, 0)], entries.Select(e => (e.Sequence, e.BalanceAfter)));
        Assert.Equal((0, 3), (wallet.Balance, wallet.EntryCount));
        Assert.All(entries, e => Assert.Equal((7, Noon), (e.ShopperId, e.CreatedAt)));
    }

    [Fact]
    public void Never_goes_below_zero()
    {
        var wallet = new Wallet();
        wallet.Book(WalletEntryKind.Charge, 100, order: null, Noon);

        Assert.Throws<InvalidOperationException>(() => wallet.Book(WalletEntryKind.Payment, -101, order: null, Noon));

        Assert.Equal((100, 1), (wallet.Balance, wallet.EntryCount));
    }

    [Fact]
    public void Never_wraps_around()
    {
        var wallet = new Wallet();
        wallet.Book(WalletEntryKind.Charge, long.MaxValue, order: null, Noon);

        Assert.Throws<OverflowException>(() => wallet.Book(WalletEntryKind.Charge, 1, order: null, Noon));
    }
}

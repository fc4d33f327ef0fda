using Ecommerce.Core.Wallets;
using FsCheck;
using FsCheck.Fluent;

namespace Ecommerce.Tests.Properties;

public sealed class LedgerTests
{
    [Fact]
    public void Any_history_of_a_wallet_can_be_replayed_from_its_entries() =>
        Prop.ForAll(Gen.Choose(-1000, 1000).Where(a => a != 0).ArrayOf().ToArbitrary(), amounts =>
        {
            var wallet = new LockedWallet(1, 0, 0);
            var entries = new List<WalletEntry>();
            foreach (var amount in amounts)
            {
                if (wallet.Balance + amount < 0) Assert.Throws<InvalidOperationException>(() => Book(wallet, amount));
                else
                {
                    entries.Add(Book(wallet, amount));
                    wallet = wallet.After(entries[^1]);
                }
            }

            var balance = 0L;
            foreach (var (entry, index) in entries.Select((e, i) => (e, i)))
            {
                balance += entry.Amount;
                Assert.Equal((index + 1, balance), (entry.Sequence, entry.BalanceAfter));
            }

            Assert.Equal((balance, entries.Count), (wallet.Balance, wallet.EntryCount));
        }).QuickCheckThrowOnFailure();

    private static WalletEntry Book(LockedWallet wallet, long amount) =>
        wallet.Book(amount > 0 ? WalletEntryKind.Charge : WalletEntryKind.Payment, amount, orderId: null, default);
}

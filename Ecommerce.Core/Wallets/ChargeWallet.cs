using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Idempotency;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Wallets;

/// <param name="Amount">In minor units, 1 to <see cref="WalletOptions.MaxChargeAmount"/>.</param>
public sealed record ChargeRequest(long ShopperId, long Amount, IdempotencyKey? Key = null);

public sealed record ChargeReceipt(long Balance, string Currency, long EntryId);

/// <summary>Puts money into a wallet. Charges of one wallet wait for each other; none is refused for contention.</summary>
public sealed class ChargeWallet(
    ShopTransaction transaction, StoreClock clock, IOptions<WalletOptions> wallets, IOptions<StoreSettings> store)
{
    /// <summary>
    /// Refused: an amount out of range, a balance past <see cref="WalletOptions.MaxBalance"/>, a reused key, a missing account.
    /// </summary>
    public async Task<Result<Idempotent<ChargeReceipt>>> RunAsync(ChargeRequest request, CancellationToken cancellationToken)
    {
        var max = wallets.Value.MaxChargeAmount;
        if (request.Amount < 1 || request.Amount > max)
            return new ValidationFailed("amount", $"Must be an integer from 1 to {max}.");

        return await transaction.RunAsync<Idempotent<ChargeReceipt>>(
            async (unit, token) =>
            {
                var wallet = await unit.Locks.WalletAsync(request.ShopperId, token);
                if (wallet is null) return new AccountNotFound();
                return await unit.RunOnceAsync(
                    request.ShopperId, "charge", request.Key, clock.UtcNow, () => ChargeAsync(unit, wallet, request.Amount, token), token);
            },
            cancellationToken);
    }

    private async Task<Result<ChargeReceipt>> ChargeAsync(
        UnitOfWork unit, LockedWallet wallet, long amount, CancellationToken cancellationToken)
    {
        if (wallet.Balance + amount > wallets.Value.MaxBalance) return new BalanceLimitExceeded(wallet.Balance, wallets.Value.MaxBalance);
        var entry = wallet.Book(WalletEntryKind.Charge, amount, orderId: null, clock.UtcNow);
        var id = await unit.WriteAsync(entry, cancellationToken);
        return new ChargeReceipt(entry.BalanceAfter, store.Value.Currency, id);
    }
}

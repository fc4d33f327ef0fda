using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Batches;
using Ecommerce.Core.Idempotency;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Wallets;

/// <param name="Amount">In minor units, 1 to <see cref="WalletOptions.MaxChargeAmount"/>.</param>
public sealed record ChargeRequest(long ShopperId, long Amount, IdempotencyKey? Key = null);

/// <param name="Sequence">The entry's number in the wallet.</param>
public sealed record ChargeReceipt(long Balance, string Currency, long Sequence);

/// <summary>Puts money into a wallet. Charges of one wallet wait for each other; none is refused for contention.</summary>
public sealed class ChargeWallet(
    OperationBatches batches, StoreClock clock, IOptions<WalletOptions> wallets, IOptions<StoreSettings> store)
{
    /// <summary>
    /// Refused: an amount out of range, a balance past <see cref="WalletOptions.MaxBalance"/>, a reused key, a missing account.
    /// </summary>
    public async Task<Result<Idempotent<ChargeReceipt>>> RunAsync(ChargeRequest request, CancellationToken cancellationToken)
    {
        var max = wallets.Value.MaxChargeAmount;
        if (request.Amount < 1 || request.Amount > max)
            return new ValidationFailed("amount", $"Must be an integer from 1 to {max}.");

        return await batches.RunAsync(
            new Operation<ChargeReceipt>("charge", new(request.ShopperId), request.Key, rows => Decide(rows.Wallet, request.Amount)),
            cancellationToken);
    }

    private Result<Decision<ChargeReceipt>> Decide(LockedWallet wallet, long amount)
    {
        if (wallet.Balance + amount > wallets.Value.MaxBalance) return new BalanceLimitExceeded(wallet.Balance, wallets.Value.MaxBalance);
        var entry = wallet.Book(WalletEntryKind.Charge, amount, orderId: null, clock.UtcNow);
        return new Decision<ChargeReceipt>(
            new Facts { Entries = [entry] }, new ChargeReceipt(entry.BalanceAfter, store.Value.Currency, entry.Sequence));
    }
}

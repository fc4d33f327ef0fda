using Ecommerce.Core.Audit;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Identity;
using Microsoft.Extensions.Options;

namespace Ecommerce.Core.Wallets;

/// <param name="Amount">
/// In minor units, added to the balance or, when negative, taken from it: 1 to <see cref="WalletOptions.MaxCorrectionAmount"/> either way.
/// </param>
/// <param name="Reason">
/// Why, for the shopper, who reads it in the statement: 1 to <see cref="WalletEntry.MaxReasonLength"/> characters.
/// </param>
/// <param name="Key">The admin's, for this wallet.</param>
public sealed record CorrectionRequest(long ShopperId, long Amount, string? Reason, IdempotencyKey? Key = null);

/// <param name="Sequence">The entry's number in the wallet.</param>
public sealed record CorrectionReceipt(long Balance, string Currency, long Sequence);

/// <summary>An admin puts a wallet right, by an entry of its own: nothing that was booked is changed.</summary>
public sealed class CorrectWallet(
    AdminTransaction transaction, StoreClock clock, IOptions<WalletOptions> wallets, IOptions<StoreSettings> store)
{
    /// <summary>
    /// Refused: an actor without the role, an amount or a reason out of range, the actor's own wallet, a shopper who is gone, a reused key,
    /// more than the wallet holds, a balance past <see cref="WalletOptions.MaxBalance"/>.
    /// </summary>
    public Task<Result<Idempotent<CorrectionReceipt>>> RunAsync(
        Actor actor, CorrectionRequest request, CancellationToken cancellationToken) =>
        transaction.RunOnceAsync<(LockedWallet Wallet, string Reason), CorrectionReceipt>(
            actor,
            $"correction:{request.ShopperId}",
            request.Key,
            (unit, token) => CheckAndLockAsync(unit, actor, request, token),
            async (unit, rows, token) =>
            {
                var (wallet, reason) = rows;
                if (wallet.Balance + request.Amount < 0) return new CorrectionBelowZero(wallet.Balance);
                if (request.Amount > 0 && wallet.Balance + request.Amount > wallets.Value.MaxBalance)
                    return new BalanceLimitExceeded(wallet.Balance, wallets.Value.MaxBalance);

                var entry = wallet.Book(WalletEntryKind.Correction, request.Amount, orderId: null, clock.UtcNow, reason);
                await unit.WriteAsync(new Facts { Entries = [entry] }, token);
                return new Changed<CorrectionReceipt>(
                    new(entry.BalanceAfter, store.Value.Currency, entry.Sequence),
                    AdminChange.Of(
                        AdminActions.WalletCorrected,
                        new(AuditSubjects.Shopper, request.ShopperId),
                        new { wallet.Balance },
                        new { Balance = entry.BalanceAfter, Reason = reason }));
            },
            cancellationToken);

    private async Task<Result<(LockedWallet Wallet, string Reason)>> CheckAndLockAsync(
        EditingUnit unit, Actor actor, CorrectionRequest request, CancellationToken cancellationToken)
    {
        var validation = new Validation();
        var max = wallets.Value.MaxCorrectionAmount;
        validation.Require(
            request.Amount != 0 && request.Amount >= -max && request.Amount <= max,
            "amount",
            $"Must be an integer other than 0, from -{max} to {max}.");
        var reason = validation.Text(request.Reason, "reason", 1, WalletEntry.MaxReasonLength);
        if (validation.Failure is { } failure) return failure;
        if (actor.AccountId == request.ShopperId) return new OwnAccount();
        return await unit.Locks.WalletAsync(request.ShopperId, cancellationToken) is { } wallet
            ? (wallet, reason)
            : new ShopperNotFound();
    }
}

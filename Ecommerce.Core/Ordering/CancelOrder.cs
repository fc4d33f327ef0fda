using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Wallets;

namespace Ecommerce.Core.Ordering;

public sealed record CancelOrderRequest(long ShopperId, long OrderId, IdempotencyKey? Key = null);

/// <summary>Takes a paid order back, once: the money returns to the wallet, the pieces to stock.</summary>
public sealed class CancelOrder(ShopTransaction transaction, StoreClock clock)
{
    /// <summary>Refused: an order that is not the shopper's, one that is cancelled already, a reused key.</summary>
    public Task<Result<Idempotent<OrderReceipt>>> RunAsync(CancelOrderRequest request, CancellationToken cancellationToken) =>
        transaction.RunAsync<Idempotent<OrderReceipt>>(
            async (unit, token) =>
            {
                var wallet = await unit.Locks.WalletAsync(request.ShopperId, token);
                if (wallet is null) return new AccountNotFound();
                return await unit.RunOnceAsync(
                    request.ShopperId,
                    $"cancel-order/{request.OrderId}",
                    request.Key,
                    clock.UtcNow,
                    () => CancelAsync(unit, wallet, request.OrderId, clock.UtcNow, token),
                    token);
            },
            cancellationToken);

    /// <summary>Cancels an order of the wallet's owner, whoever asks for it. The wallet is locked.</summary>
    internal static async Task<Result<OrderReceipt>> CancelAsync(
        UnitOfWork unit, LockedWallet wallet, long orderId, DateTime now, CancellationToken cancellationToken)
    {
        var order = await unit.Locks.OrderAsync(orderId, wallet.ShopperId, cancellationToken);
        if (order is null) return new OrderNotFound();
        var cancellation = OrderCancellation.Decide(order, wallet, now);
        if (!cancellation.Succeeded) return cancellation.Refusal;
        await unit.WriteAsync(cancellation.Value.Facts, cancellationToken);
        return cancellation.Value.Receipt;
    }
}

using Ecommerce.Core.Common;
using Ecommerce.Core.Data.Batches;
using Ecommerce.Core.Idempotency;

namespace Ecommerce.Core.Ordering;

public sealed record CancelOrderRequest(long ShopperId, long OrderId, IdempotencyKey? Key = null);

/// <summary>Takes a paid order back, once: the money returns to the wallet, the pieces to stock.</summary>
public sealed class CancelOrder(OperationBatches batches, StoreClock clock)
{
    /// <summary>Refused: an order that is not the shopper's, one that is cancelled already, a reused key.</summary>
    public Task<Result<Idempotent<OrderReceipt>>> RunAsync(CancelOrderRequest request, CancellationToken cancellationToken) =>
        batches.RunAsync(
            new Operation<OrderReceipt>(
                $"cancel-order/{request.OrderId}",
                new(request.ShopperId) { Order = request.OrderId },
                request.Key,
                rows => rows.Order is null ? new OrderNotFound() : OrderCancellation.Decide(rows.Order, rows.Wallet, clock.UtcNow)),
            cancellationToken);
}

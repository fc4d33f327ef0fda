using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Wallets;

namespace Ecommerce.Core.Ordering;

public sealed record CancelOrderRequest(long ShopperId, long OrderId, IdempotencyKey? Key = null);

/// <summary>Takes a paid order back, once: the money returns to the wallet, the pieces to stock.</summary>
public sealed class CancelOrder(ShopTransaction transaction, StoreClock clock, OutboxNudge nudge)
{
    /// <summary>Refused: an order that is not the shopper's, one that is cancelled already, a reused key.</summary>
    public Task<Result<Idempotent<OrderReceipt>>> RunAsync(CancelOrderRequest request, CancellationToken cancellationToken) =>
        transaction.RunAsync<Idempotent<OrderReceipt>>(
            async (unit, token) =>
            {
                var wallet = await unit.Lock.WalletAsync(request.ShopperId, token);
                if (wallet is null) return new AccountNotFound();
                return await unit.RunOnceAsync(
                    request.ShopperId,
                    $"cancel-order/{request.OrderId}",
                    request.Key,
                    clock.UtcNow,
                    () => CancelAsync(unit, wallet, request.OrderId, token),
                    token);
            },
            cancellationToken);

    private async Task<Result<OrderReceipt>> CancelAsync(UnitOfWork unit, Wallet wallet, long orderId, CancellationToken cancellationToken)
    {
        var order = await unit.Lock.OrderAsync(orderId, wallet.ShopperId, cancellationToken);
        if (order is null) return new OrderNotFound();
        if (order.Status != OrderStatus.Paid) return new OrderNotCancellable(order.Status);

        await unit.Db.Entry(order).Collection(o => o.Lines).LoadAsync(cancellationToken);
        var products = (await unit.Lock.ProductsAsync(order.Lines.Select(l => l.ProductId), cancellationToken)).ToDictionary(p => p.Id);
        var now = clock.UtcNow;
        foreach (var line in order.Lines)
        {
            var product = products[line.ProductId];
            product.Stock += line.Quantity;
            unit.Db.Add(StockMovement.For(product, line.Quantity, StockReason.Cancellation, order, now));
        }

        order.Status = OrderStatus.Cancelled;
        order.CancelledAt = now;
        unit.Db.Add(wallet.Book(WalletEntryKind.Refund, order.Total, order, now));
        unit.Db.Add(new OutboxMessage { Type = OrderEvents.Cancelled, Order = order, CreatedAt = now, NextAttemptAt = now });
        unit.AfterCommit(nudge.Notify);
        return new OrderReceipt(OrderView.Of(order), wallet.Balance);
    }
}

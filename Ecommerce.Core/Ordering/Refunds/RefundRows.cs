using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Ordering.Fulfilment;
using Ecommerce.Core.Wallets;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Ordering.Refunds;

/// <summary>An order and its owner's wallet, locked for giving a part of it back.</summary>
/// <param name="Wallet">Null when the owner's account was deleted.</param>
internal sealed record RefundRows(LockedOrder Order, LockedWallet? Wallet)
{
    /// <summary>Refused: an order that does not exist.</summary>
    public static async Task<Result<RefundRows>> LockAsync(EditingUnit unit, long orderId, CancellationToken cancellationToken)
    {
        if (await OrderOwners.FindAsync(unit.Db, orderId, cancellationToken) is not { } owner) return new OrderNotFound();
        var wallet = await unit.Locks.WalletAsync(owner, cancellationToken);
        if (await unit.Locks.OrderAsync(orderId, owner, cancellationToken) is not { } order) return new OrderNotFound();
        return new RefundRows(order, wallet);
    }

    /// <summary>
    /// Writes what was decided, and marks the order's business day: if it is counted already, the next night counts it again.
    /// </summary>
    public async Task WriteAsync(EditingUnit unit, Facts facts, StoreClock clock, CancellationToken cancellationToken)
    {
        await unit.Locks.ProductsAsync(facts.Movements.Select(m => m.ProductId), cancellationToken);
        var day = clock.DayOf(Order.PlacedAt);
        await unit.Locks.RankingDayAsync(day, cancellationToken);
        await unit.Db.RankingDays.Where(d => d.Date == day)
            .ExecuteUpdateAsync(d => d.SetProperty(x => x.Outdated, true), cancellationToken);
        await unit.WriteAsync(facts, cancellationToken);
    }
}

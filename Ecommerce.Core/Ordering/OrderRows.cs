using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Wallets;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Ordering;

/// <summary>Anybody's order and its owner's wallet, locked for an admin.</summary>
/// <param name="Wallet">Null when the owner's account was deleted.</param>
internal sealed record OrderRows(LockedOrder Order, LockedWallet? Wallet)
{
    /// <summary>Refused: an order that does not exist.</summary>
    public static async Task<Result<OrderRows>> LockAsync(EditingUnit unit, long orderId, CancellationToken cancellationToken)
    {
        if (await FindOwnerAsync(unit.Db, orderId, cancellationToken) is not { } owner) return new OrderNotFound();
        var wallet = await unit.Locks.WalletAsync(owner, cancellationToken);
        if (await unit.Locks.OrderAsync(orderId, owner, cancellationToken) is not { } order) return new OrderNotFound();
        return new OrderRows(order, wallet);
    }

    /// <summary>Whose an order is, which never changes and so is read before the locks; null when there is no such order.</summary>
    public static Task<long?> FindOwnerAsync(ShopContext db, long orderId, CancellationToken cancellationToken) =>
        db.Orders.Where(o => o.Id == orderId).Select(o => (long?)o.ShopperId).FirstOrDefaultAsync(cancellationToken);
}

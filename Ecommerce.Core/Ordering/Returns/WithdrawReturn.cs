using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Ordering.Returns;

/// <summary>A shopper thinks better of it: a request that still waits is gone, as if it had never been.</summary>
public sealed class WithdrawReturn(ShopTransaction transaction)
{
    /// <summary>
    /// Answers the request's id. Refused: an order that is not the shopper's, a request that the order does not have, one that was
    /// answered.
    /// </summary>
    public Task<Result<long>> RunAsync(long shopperId, long orderId, long id, CancellationToken cancellationToken) =>
        transaction.EditAsync<long>(
            async (unit, token) =>
            {
                if (await unit.Locks.WalletAsync(shopperId, token) is null) return new AccountNotFound();
                if (await unit.Locks.OrderAsync(orderId, shopperId, token) is null) return new OrderNotFound();
                // Read under the order's lock, which an answer takes as well.
                var request = await unit.Db.Returns.SingleOrDefaultAsync(r => r.Id == id && r.OrderId == orderId, token);
                if (request is null) return new ReturnNotFound();
                if (request.Status != ReturnStatus.Open) return new ReturnAlreadyAnswered(request.Status);
                unit.Db.Remove(request);
                return id;
            },
            cancellationToken);
}

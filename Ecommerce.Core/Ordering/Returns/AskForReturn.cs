using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Ordering.Refunds;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Ordering.Returns;

/// <param name="Items">What the shopper wants to give back; the same product twice counts as one line with the sum.</param>
/// <param name="Reason">1 to <see cref="ReturnLimits.MaxTextLength"/> characters.</param>
public sealed record AskForReturnRequest(long ShopperId, long OrderId, IReadOnlyList<OrderItem> Items, string? Reason);

/// <summary>A shopper asks to give pieces of a delivered order back. Nothing changes before an admin says yes.</summary>
public sealed class AskForReturn(ShopTransaction transaction, StoreClock clock)
{
    /// <summary>
    /// Answers the request's id. Refused: lines or a reason that can't be right, an order that is not the shopper's, one that is not
    /// delivered, one of which a request waits already, more pieces than are left of a line.
    /// </summary>
    public async Task<Result<long>> RunAsync(AskForReturnRequest request, CancellationToken cancellationToken)
    {
        var validation = new Validation();
        var items = OrderItems.Check(request.Items, validation);
        var reason = validation.Text(request.Reason, "reason", 1, ReturnLimits.MaxTextLength);
        if (validation.Failure is { } failure) return failure;

        return await transaction.EditAsync<long>(
            async (unit, token) =>
            {
                if (await unit.Locks.WalletAsync(request.ShopperId, token) is null) return new AccountNotFound();
                if (await unit.Locks.OrderAsync(request.OrderId, request.ShopperId, token) is not { } order) return new OrderNotFound();
                if (order.Status != OrderStatus.Delivered) return new OrderStatusConflict(order.Status);
                if (await unit.Db.Returns.AnyAsync(r => r.OrderId == order.Id && r.Status == ReturnStatus.Open, token))
                    return new ReturnAlreadyOpen();
                if (RefundExceedsOrder.Check(order.Lines, items) is { } excess) return excess;

                var made = new ReturnRequest
                {
                    OrderId = order.Id,
                    Reason = reason,
                    RequestedAt = clock.UtcNow,
                    Lines = [.. items.Select(i => new ReturnLine
                    {
                        OrderLineId = order.Lines.Single(l => l.ProductId == i.ProductId).Id,
                        Quantity = i.Quantity,
                    })],
                };
                unit.Db.Add(made);
                await unit.Db.SaveChangesAsync(token); // which gives it its id
                return made.Id;
            },
            cancellationToken);
    }
}

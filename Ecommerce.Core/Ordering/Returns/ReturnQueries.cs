using Ecommerce.Core.Catalog;
using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.Ordering.Refunds;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Ordering.Returns;

/// <summary>A request as its shopper sees it.</summary>
/// <param name="Answer">In the admin's words.</param>
/// <param name="Refunded">What was given back for it, in minor units of the order's currency; null unless it was accepted.</param>
public sealed record ReturnView(
    long Id,
    long OrderId,
    ReturnStatus Status,
    IReadOnlyList<ReturnLineView> Items,
    string Reason,
    string? Answer,
    DateTime RequestedAt,
    DateTime? AnsweredAt,
    long? Refunded);

public sealed record ReturnLineView(long ProductId, string Name, string? NameEn, int Quantity) : IBilingualName;

/// <summary>A request as an admin sees it.</summary>
/// <param name="Worth">What its pieces would give back now, in minor units of <paramref name="Currency"/>.</param>
public sealed record OwnedReturn(ReturnView Return, long ShopperId, string? Email, string Currency, long Worth);

/// <summary>Requests to give pieces back.</summary>
public sealed class ReturnQueries(IDbContextFactory<ShopContext> contexts)
{
    /// <summary>The requests of one of the shopper's orders, newest first. Refused: an order that is not the shopper's.</summary>
    public async Task<Result<IReadOnlyList<ReturnView>>> ListOfOrderAsync(
        long shopperId, long orderId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await db.Orders.AnyAsync(o => o.Id == orderId && o.ShopperId == shopperId, cancellationToken)) return new OrderNotFound();
        var requests = await db.Returns.AsNoTracking().Include(r => r.Lines)
            .Where(r => r.OrderId == orderId).OrderByDescending(r => r.Id).ToListAsync(cancellationToken);
        return (await WithOrdersAsync(db, requests, cancellationToken)).Select(r => r.Return).ToArray();
    }

    /// <summary>Everybody's requests, the oldest first.</summary>
    /// <param name="status">Null for all.</param>
    public async Task<Page<OwnedReturn>> ListAsync(ReturnStatus? status, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var requests = db.Returns.AsNoTracking();
        if (status is { } wanted) requests = requests.Where(r => r.Status == wanted);
        var total = await requests.CountAsync(cancellationToken);
        var items = await requests.OrderBy(r => r.Id).Skip(page.Skip).Take(page.Limit)
            .Include(r => r.Lines).AsSplitQuery().ToListAsync(cancellationToken);
        return page.Of(await WithOrdersAsync(db, items, cancellationToken), total);
    }

    /// <summary>Refused: a request that does not exist.</summary>
    public async Task<Result<OwnedReturn>> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await db.Returns.AsNoTracking().Include(r => r.Lines).Where(r => r.Id == id).ToListAsync(cancellationToken);
        return found.Count == 0 ? new ReturnNotFound() : (await WithOrdersAsync(db, found, cancellationToken))[0];
    }

    /// <summary>How many wait for an answer.</summary>
    public async Task<int> CountOpenAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Returns.CountAsync(r => r.Status == ReturnStatus.Open, cancellationToken);
    }

    private static async Task<IReadOnlyList<OwnedReturn>> WithOrdersAsync(
        ShopContext db, List<ReturnRequest> requests, CancellationToken cancellationToken)
    {
        var ids = requests.Select(r => r.OrderId).Distinct().ToList();
        var orders = await db.Orders.AsNoTracking().Include(o => o.Lines).Where(o => ids.Contains(o.Id))
            .ToDictionaryAsync(o => o.Id, cancellationToken);
        var owners = orders.Values.Select(o => o.ShopperId).Distinct().ToList();
        var emails = await db.Users.Where(u => owners.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Email, cancellationToken);
        var refunds = await db.Refunds.AsNoTracking().Where(r => ids.Contains(r.OrderId))
            .ToDictionaryAsync(r => (r.OrderId, Number: (int?)r.Number), r => r.Amount, cancellationToken);
        return requests.ConvertAll(r =>
        {
            var order = orders[r.OrderId];
            long? refunded = refunds.TryGetValue((r.OrderId, r.RefundNumber), out var amount) ? amount : null;
            return new OwnedReturn(
                Of(r, order, refunded), order.ShopperId, emails.GetValueOrDefault(order.ShopperId), order.Currency, WorthOf(r, order));
        });
    }

    private static ReturnView Of(ReturnRequest request, Order order, long? refunded)
    {
        var lines = order.Lines.ToDictionary(l => l.Id);
        return new(
            request.Id,
            request.OrderId,
            request.Status,
            request.Lines.OrderBy(l => l.OrderLineId)
                .Select(l => (Line: lines[l.OrderLineId], l.Quantity))
                .Select(l => new ReturnLineView(l.Line.ProductId, l.Line.Name, l.Line.NameEn, l.Quantity))
                .ToList(),
            request.Reason,
            request.Answer,
            request.RequestedAt,
            request.AnsweredAt,
            refunded);
    }

    /// <summary>Of as many of its pieces as are left.</summary>
    private static long WorthOf(ReturnRequest request, Order order) => request.Lines
        .Join(order.Lines, asked => asked.OrderLineId, line => line.Id, (asked, line) => (Line: line, asked.Quantity))
        .Sum(l => RefundShare.Of(l.Line, Math.Min(l.Quantity, l.Line.Quantity - l.Line.RefundedQuantity)));
}

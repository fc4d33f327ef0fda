using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Identity;
using Ecommerce.Core.Wallets;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Ordering;

/// <summary>Which orders an admin asks for; what is null asks for all.</summary>
/// <param name="Email">A shopper's whole address, in any case.</param>
public sealed record OrderFilter(
    OrderStatus? Status = null, string? Email = null, long? OrderId = null, long? ShopperId = null, bool OldestFirst = false);

/// <summary>An order in a list of everybody's; the total in minor units. The address of a deleted account is null.</summary>
public sealed record OrderRow(
    long Id, OrderStatus Status, long Total, string Currency, DateTime PlacedAt, long ShopperId, string? Email, int Lines);

/// <summary>An order with all that it caused.</summary>
/// <param name="Entries">What it took from the wallet and gave back.</param>
/// <param name="Events">What the data platform hears of it.</param>
public sealed record OrderRecord(
    OrderView Order, long ShopperId, string? Email, IReadOnlyList<StatementLine> Entries, IReadOnlyList<OutboxEvent> Events);

/// <summary>Everybody's orders, for admins.</summary>
public sealed class OrderAdmin(IDbContextFactory<ShopContext> contexts)
{
    /// <summary>The orders that match, newest first if the filter does not say otherwise.</summary>
    public async Task<Page<OrderRow>> ListAsync(OrderFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var orders = db.Orders.AsNoTracking();
        if (filter.Email is { } email)
        {
            if (await FindShopperAsync(db, email, cancellationToken) is not { } shopperId) return page.Of<OrderRow>([], 0);
            orders = orders.Where(o => o.ShopperId == shopperId);
        }

        if (filter.ShopperId is { } owner) orders = orders.Where(o => o.ShopperId == owner);
        if (filter.OrderId is { } id) orders = orders.Where(o => o.Id == id);
        if (filter.Status is { } status) orders = orders.Where(o => o.Status == status);
        var total = await orders.CountAsync(cancellationToken);
        var items = await (filter.OldestFirst ? orders.OrderBy(o => o.Id) : orders.OrderByDescending(o => o.Id))
            .Skip(page.Skip).Take(page.Limit)
            .Select(o => new OrderRow(
                o.Id,
                o.Status,
                o.Total,
                o.Currency,
                o.PlacedAt,
                o.ShopperId,
                db.Users.Where(u => u.Id == o.ShopperId).Select(u => u.Email).First(),
                o.Lines.Count))
            .ToListAsync(cancellationToken);
        return page.Of(items, total);
    }

    /// <summary>Refused: an order that does not exist.</summary>
    public async Task<Result<OrderRecord>> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var order = await db.Orders.AsNoTracking().Include(o => o.Lines).FirstOrDefaultAsync(o => o.Id == id, cancellationToken);
        if (order is null) return new OrderNotFound();
        var email = await db.Users.Where(u => u.Id == order.ShopperId).Select(u => u.Email).FirstOrDefaultAsync(cancellationToken);
        var entries = await db.WalletEntries
            .Where(e => e.OrderId == id)
            .OrderBy(e => e.Id)
            .Select(e => new StatementLine(e.Sequence, e.Kind, e.Amount, e.BalanceAfter, e.OrderId, e.CreatedAt, e.Reason))
            .ToListAsync(cancellationToken);
        var events = await OutboxAdmin.ListOfOrderAsync(db, id, cancellationToken);
        return new OrderRecord(OrderView.Of(order), order.ShopperId, email, entries, events);
    }

    private static Task<long?> FindShopperAsync(ShopContext db, string email, CancellationToken cancellationToken)
    {
        var normalized = EmailAddress.Normalize(Validation.Cut(email, InvisibleText.MaxPlainLength));
        return db.Users.Where(u => u.NormalizedEmail == normalized).Select(u => (long?)u.Id).FirstOrDefaultAsync(cancellationToken);
    }
}

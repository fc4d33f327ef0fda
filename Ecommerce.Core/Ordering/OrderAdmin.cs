using Ecommerce.Core.Common;
using Ecommerce.Core.Data;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Events;
using Ecommerce.Core.Wallets;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Ordering;

/// <summary>Which orders an admin asks for; what is null asks for all.</summary>
/// <param name="Email">A shopper's whole address, in any case.</param>
/// <param name="Search">An order's or a parcel's number, a shopper's whole address, or the whole name of whom it goes to.</param>
/// <param name="PlacedIn">When it was placed.</param>
public sealed record OrderFilter(
    OrderStatus? Status = null,
    string? Email = null,
    long? OrderId = null,
    long? ShopperId = null,
    bool OldestFirst = false,
    string? Search = null,
    UtcRange? PlacedIn = null);

/// <summary>An order in a list of everybody's; amounts in minor units. The address of a deleted account is null.</summary>
public sealed record OrderRow(
    long Id,
    OrderStatus Status,
    long Total,
    string Currency,
    DateTime PlacedAt,
    long ShopperId,
    string? Email,
    int Lines,
    string? Recipient = null,
    string? Carrier = null,
    string? TrackingNumber = null,
    long Refunded = 0);

/// <summary>An order of anybody's with its lines. The address of a deleted account is null.</summary>
public sealed record OwnedOrder(OrderView Order, long ShopperId, string? Email);

/// <summary>An order with all that it caused.</summary>
/// <param name="Entries">What it took from the wallet and gave back.</param>
/// <param name="Events">What the data platform hears of it.</param>
public sealed record OrderRecord(
    OrderView Order, long ShopperId, string? Email, IReadOnlyList<StatementLine> Entries, IReadOnlyList<EventDelivery> Events);

/// <summary>Everybody's orders, for admins.</summary>
public sealed class OrderAdmin(IDbContextFactory<ShopContext> contexts)
{
    /// <summary>The orders that match, newest first if the filter does not say otherwise.</summary>
    public async Task<Page<OrderRow>> ListAsync(OrderFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await OrderSearch.FilterAsync(db, filter, cancellationToken) is not { } orders) return page.Of<OrderRow>([], 0);
        var total = await orders.CountAsync(cancellationToken);
        var items = await OrderSearch.Sort(orders, filter)
            .Skip(page.Skip).Take(page.Limit)
            .Select(o => new OrderRow(
                o.Id,
                o.Status,
                o.Total,
                o.Currency,
                o.PlacedAt,
                o.ShopperId,
                db.Users.Where(u => u.Id == o.ShopperId).Select(u => u.Email).First(),
                o.Lines.Count,
                db.OrderDeliveries.Where(d => d.OrderId == o.Id).Select(d => d.Recipient).FirstOrDefault(),
                o.Carrier,
                o.TrackingNumber,
                o.Refunded))
            .ToListAsync(cancellationToken);
        return page.Of(items, total);
    }

    /// <summary>As <see cref="ListAsync"/>, with all that belongs to each order.</summary>
    public async Task<Page<OwnedOrder>> ListWholeAsync(OrderFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await OrderSearch.FilterAsync(db, filter, cancellationToken) is not { } orders) return page.Of<OwnedOrder>([], 0);
        var total = await orders.CountAsync(cancellationToken);
        var items = await OrderSearch.Sort(orders, filter)
            .Skip(page.Skip).Take(page.Limit)
            .ReadWholeAsync(db, cancellationToken);
        return page.Of(await WithOwnersAsync(db, items, cancellationToken), total);
    }

    /// <summary>The orders with these numbers that exist, by number, for a packing list.</summary>
    public async Task<IReadOnlyList<OwnedOrder>> ListWholeAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var orders = await db.Orders.AsNoTracking()
            .Where(o => ids.Contains(o.Id)).OrderBy(o => o.Id)
            .ReadWholeAsync(db, cancellationToken);
        return await WithOwnersAsync(db, orders, cancellationToken);
    }

    /// <summary>Refused: an order that does not exist.</summary>
    public async Task<Result<OwnedOrder>> FindWholeAsync(long id, CancellationToken cancellationToken) =>
        await ListWholeAsync([id], cancellationToken) is [var found] ? found : new OrderNotFound();

    /// <summary>Refused: an order that does not exist.</summary>
    public async Task<Result<OrderRecord>> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var order = await db.Orders.AsNoTracking().Include(o => o.Delivery).Include(o => o.Lines)
            .FirstOrDefaultAsync(o => o.Id == id, cancellationToken);
        if (order is null) return new OrderNotFound();
        var email = await db.Users.Where(u => u.Id == order.ShopperId).Select(u => u.Email).FirstOrDefaultAsync(cancellationToken);
        var entries = await db.WalletEntries
            .Where(e => e.OrderId == id)
            .OrderBy(e => e.Id)
            .Select(StatementLine.OfEntry)
            .ToListAsync(cancellationToken);
        var events = await OutboxAdmin.ListOfOrderAsync(db, id, cancellationToken);
        return new OrderRecord(OrderView.Of(order), order.ShopperId, email, entries, events);
    }

    private static async Task<IReadOnlyList<OwnedOrder>> WithOwnersAsync(
        ShopContext db, List<Order> orders, CancellationToken cancellationToken)
    {
        var owners = orders.Select(o => o.ShopperId).Distinct().ToList();
        var emails = await db.Users.Where(u => owners.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Email, cancellationToken);
        return orders.ConvertAll(o => new OwnedOrder(OrderView.Of(o), o.ShopperId, emails.GetValueOrDefault(o.ShopperId)));
    }
}

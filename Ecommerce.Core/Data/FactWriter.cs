using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Events;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Wallets;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Ecommerce.Core.Data;

/// <summary>Writes facts, and what follows from them, in one round trip; the deliveries of events as well.</summary>
internal sealed class FactWriter(IModel model)
{
    /// <summary>
    /// 11 parameters each, of 2,100 (https://learn.microsoft.com/sql/sql-server/maximum-capacity-specifications-for-sql-server).
    /// </summary>
    private const int DeliveriesPerTrip = 100;

    private readonly OrderStatements orders = new(model);
    private readonly WalletStatements wallets = new(model);
    private readonly StockStatements stock = new(model);
    private readonly RowInsert<ShopEvent> events = new(model.FindEntityType(typeof(ShopEvent))!);
    private readonly RowInsert<Delivery> deliveries = new(model.FindEntityType(typeof(Delivery))!);

    public Task WriteAsync(SqlSession session, Facts facts, CancellationToken cancellationToken) =>
        session.RunAsync(StatementsOf(facts), null, cancellationToken);

    /// <summary>Writes one entry and returns its id.</summary>
    public async Task<long> WriteAsync(SqlSession session, WalletEntry entry, CancellationToken cancellationToken)
    {
        var id = 0L;
        await session.RunAsync([.. wallets.Of(entry), WalletStatements.IdOf(entry)], (_, row) => id = row.GetInt64(0), cancellationToken);
        return id;
    }

    /// <summary>Writes deliveries, as many in one trip as a text of SQL Server may have parameters for.</summary>
    public async Task WriteAsync(SqlSession session, IEnumerable<Delivery> rows, CancellationToken cancellationToken)
    {
        foreach (var trip in rows.Chunk(DeliveriesPerTrip))
            await session.RunAsync([.. trip.Select(deliveries.Of)], null, cancellationToken);
    }

    /// <summary>
    /// Wallets, orders, carts, and products by ascending id: the order of <see cref="RowLocks"/>, for a cancellation locks its products by
    /// changing them.
    /// </summary>
    internal IReadOnlyList<Statement> StatementsOf(Facts facts) =>
    [
        .. facts.Orders.SelectMany(orders.Of),
        .. facts.Entries.SelectMany(wallets.Of),
        .. facts.Cancellations.Select(OrderStatements.Of),
        .. facts.CartsBought.SelectMany(CartStatements.Of),
        .. facts.Movements.OrderBy(m => m.ProductId).SelectMany(stock.Of),
        .. facts.Events.Select(events.Of),
    ];
}

using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Catalog.Schedule;
using Ecommerce.Core.Data.Databases;
using Ecommerce.Core.Events;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ordering.Refunds;
using Ecommerce.Core.Wallets;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Ecommerce.Core.Data;

/// <summary>Writes facts, and what follows from them, in one round trip; the deliveries of events as well.</summary>
internal sealed class FactWriter(IModel model, Dialect dialect)
{
    private readonly OrderStatements orders = new(model, dialect);
    private readonly RefundStatements refunds = new(model, dialect);
    private readonly WalletStatements wallets = new(model, dialect);
    private readonly CartStatements carts = new(dialect);
    private readonly ProductStatements products = new(model, dialect);
    private readonly RowInsert<PriceChange> prices = new(model, dialect);
    private readonly StockStatements stock = new(model, dialect);
    private readonly RowInsert<ShopEvent> events = new(model, dialect);
    private readonly RowInsert<Delivery> deliveries = new(model, dialect);
    private readonly DeliveryStatements deliveryEnds = new(dialect);
    private readonly RowInsert<IdempotencyRecord> answers = new(model, dialect);

    public async Task WriteAsync(SqlSession session, Facts facts, CancellationToken cancellationToken)
    {
        var statements = StatementsOf(facts);
        if (statements.Count > 0) await session.RunAsync(statements, null, cancellationToken);
    }

    public async Task WriteAsync(SqlSession session, IReadOnlyList<Delivery> rows, CancellationToken cancellationToken)
    {
        if (rows.Count > 0) await session.RunAsync([.. deliveries.Of(rows)], null, cancellationToken);
    }

    /// <summary>Writes how deliveries ended, and answers how many of them were still theirs to record.</summary>
    public Task<int> WriteAsync(SqlSession session, IReadOnlyList<DeliveryEnd> ends, CancellationToken cancellationToken) =>
        session.RunAsync(StatementsOf(ends), null, cancellationToken);

    internal IReadOnlyList<Statement> StatementsOf(IReadOnlyList<DeliveryEnd> ends) => [.. deliveryEnds.Of(ends)];

    /// <summary>The rows that are changed are locked already, so the order counts only for what refers to what.</summary>
    internal IReadOnlyList<Statement> StatementsOf(Facts facts) =>
    [
        .. orders.Of(facts.Orders),
        .. wallets.Of(facts.Entries),
        .. orders.Of(facts.Cancellations),
        .. orders.Of(facts.Shipments),
        .. orders.Of(facts.Arrivals),
        .. refunds.Of(facts.Refunds),
        .. carts.Of(facts.CartsBought),
        .. products.OfNew(facts.NewProducts),
        .. products.OfEdits(facts.ProductEdits),
        .. prices.Of(facts.PriceChanges),
        .. stock.Of(facts.Movements),
        .. events.Of(facts.Events),
        .. answers.Of(facts.Answers),
    ];
}

using Ecommerce.Core.Audit;
using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;
using Ecommerce.Core.Data.Databases.Postgres;
using Ecommerce.Core.Data.Databases.SqlServer;
using Ecommerce.Core.Events;
using Ecommerce.Core.Identity.Sessions;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ordering.Refunds;
using Ecommerce.Core.Wallets;
using Ecommerce.Tests.Infrastructure;

namespace Ecommerce.Tests.Data;

/// <summary>The statements that go past EF, where no interceptor sees them: asked of the classes that make them.</summary>
public static class PreparedStatements
{
    public static IReadOnlyList<string> Of(Dialect dialect) =>
        Reads(dialect).Concat(Writes(dialect)).Select(s => dialect.Spell(s.Text)).Distinct().ToList();

    /// <summary>The locks, in the order of <see cref="RowLocks"/>, each with a value for each parameter.</summary>
    internal static IReadOnlyList<Statement> Locks(Dialect dialect)
    {
        var reads = new LockingReads(ModelOf(dialect), dialect);
        return
        [
            reads.Wallet.With(1L),
            reads.Order.With(1L, 1L),
            reads.ShoppersCart.With(1L),
            reads.GuestsCart.With("guest"),
            reads.Product.With(1L),
            reads.RankingDay.With(new DateOnly(2026, 11, 22)),
            reads.Delivery.With(1L, "data-platform"),
            reads.AuditHead.With(AuditHead.OnlyId),
        ];
    }

    internal static IReadOnlyList<Statement> Reads(Dialect dialect)
    {
        var model = ModelOf(dialect);
        var reads = new LockingReads(model, dialect);
        return
        [
            .. Locks(dialect),
            .. reads.Wallets([1, 2]),
            .. reads.Products([1, 2]),
            reads.OrderLines.With(1L),
            reads.OrderDelivery.With(1L),
            reads.Address.With(1L, 1L),
            reads.ShoppersCartItems.With(1L),
            reads.NextOrderIds(2),
            reads.Answer.With(1L, "charge", "key"),
            SessionStatements.Find(1, DateTime.UnixEpoch),
            new SessionStatements(dialect).Find([1, 2], DateTime.UnixEpoch),
            CartStatements.CountOf(CartOwner.Shopper(1)),
            CartStatements.CountOf(CartOwner.Guest("guest")),
            CatalogStatements.RevisionOf("catalog"),
            new CatalogStatements(dialect).Summaries([1, 2]),
            new CatalogStatements(dialect).Product(1),
            new CatalogStatements(dialect).Related(1, 5),
        ];
    }

    internal static IReadOnlyList<Statement> Writes(Dialect dialect)
    {
        var (one, other) = (FactsOf(1), FactsOf(2));
        var delivery = Delivery.Of(one.Events[0], "data-platform");
        var end = new DeliveryEnd(delivery, DeliveryStatus.Sent, null, DateTime.UnixEpoch, null, DateTime.UnixEpoch);
        var writer = new FactWriter(ModelOf(dialect), dialect);
        return
        [
            .. writer.StatementsOf(one),
            .. writer.StatementsOf(Facts.Together([one, other])),
            .. writer.StatementsOf([end]),
            .. writer.StatementsOf([end, end]),
        ];
    }

    /// <summary>One of each kind, for a shopper, order, product and cart with this id.</summary>
    private static Facts FactsOf(long id)
    {
        var line = new OrderLine { OrderId = id, ProductId = id, Name = "Lamp", UnitPrice = 5, Quantity = 1, LineTotal = 5 };
        var delivery = OrderDelivery.Of(id, TestAddresses.Office);
        var order = new Order
        {
            Id = id,
            ShopperId = id,
            Total = 5,
            Currency = "KRW",
            PlacedAt = DateTime.UnixEpoch,
            Lines = [line],
            Delivery = delivery,
        };
        var product = new Product { Id = id, Name = "Lamp", Price = 5, CategoryId = id };
        return new Facts
        {
            NewProducts = [product],
            ProductEdits = [product],
            PriceChanges = [product.Reprice(6, Actor.System, DateTime.UnixEpoch)!],
            Orders = [order],
            Cancellations = [new(id, DateTime.UnixEpoch)],
            Shipments = [new(id, "CJ", "1234", DateTime.UnixEpoch)],
            Arrivals = [new(id, DateTime.UnixEpoch)],
            Refunds = [RefundOf(id)],
            Movements = [StockMovement.OfOrder(id, id, -1, StockReason.Sale, DateTime.UnixEpoch)],
            Entries = [new LockedWallet(id, 5, 0).Book(WalletEntryKind.Payment, -5, id, DateTime.UnixEpoch)],
            Events = [OrderEvents.Of(OrderEvents.Paid, order, DateTime.UnixEpoch)],
            CartsBought = [new(id, DateTime.UnixEpoch)],
            Answers = [new() { ShopperId = id, Operation = "charge", ClientKey = "key", Fingerprint = "body", Result = "{}" }],
        };
    }

    private static Refund RefundOf(long id) => new()
    {
        OrderId = id,
        Number = 1,
        Amount = 5,
        Reason = "torn",
        Restocked = true,
        CreatedAt = DateTime.UnixEpoch,
        Lines = [new() { OrderId = id, Number = 1, OrderLineId = id, Quantity = 1, Amount = 5 }],
    };

    private static Microsoft.EntityFrameworkCore.Metadata.IModel ModelOf(Dialect dialect)
    {
        var provider = dialect switch
        {
            SqlServerDialect => DatabaseProvider.SqlServer,
            PostgresDialect => DatabaseProvider.Postgres,
            _ => DatabaseProvider.Sqlite,
        };
        using var db = OfflineContexts.Create(provider);
        return db.Model;
    }
}

using Ecommerce.Core.Audit;
using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Data;
using Ecommerce.Core.Data.Databases;
using Ecommerce.Core.Data.Databases.Postgres;
using Ecommerce.Core.Data.Databases.SqlServer;
using Ecommerce.Core.Events;
using Ecommerce.Core.Identity.Sessions;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Wallets;

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
            reads.OrderLines.With(1L),
            reads.CartItems.With(1L),
            reads.NextOrderId,
            new KeyStatements(model).Find.With(1L, "charge", "key"),
            SessionStatements.Find(1, DateTime.UnixEpoch),
            new SessionStatements(dialect).Find([1, 2], DateTime.UnixEpoch),
            CartStatements.CountOf(CartOwner.Shopper(1)),
            CartStatements.CountOf(CartOwner.Guest("guest")),
            WalletStatements.IdOf(new LockedWallet(1, 5, 0).Book(WalletEntryKind.Charge, 5, null, DateTime.UnixEpoch)),
            CatalogStatements.RevisionOf("catalog"),
            new CatalogStatements(dialect).Summaries([1, 2]),
        ];
    }

    internal static IReadOnlyList<Statement> Writes(Dialect dialect)
    {
        var model = ModelOf(dialect);
        var line = new OrderLine { OrderId = 1, ProductId = 1, Name = "Lamp", UnitPrice = 5, Quantity = 1, LineTotal = 5 };
        var order = new Order { Id = 1, ShopperId = 1, Total = 5, Currency = "KRW", PlacedAt = DateTime.UnixEpoch, Lines = [line] };
        var facts = new Facts
        {
            Orders = [order],
            Cancellations = [new(1, DateTime.UnixEpoch)],
            Movements = [StockMovement.OfOrder(1, 1, -1, StockReason.Sale, DateTime.UnixEpoch)],
            Entries = [new LockedWallet(1, 5, 0).Book(WalletEntryKind.Payment, -5, 1, DateTime.UnixEpoch)],
            Events = [OrderEvents.Of(OrderEvents.Paid, order, DateTime.UnixEpoch)],
            CartsBought = [new(1, DateTime.UnixEpoch)],
        };
        var key = new IdempotencyRecord { ShopperId = 1, Operation = "charge", ClientKey = "key", Fingerprint = "body", Result = "{}" };
        var delivery = Delivery.Of(facts.Events[0], "data-platform");
        return
        [
            .. new FactWriter(model).StatementsOf(facts),
            new KeyStatements(model).Insert.Of(key),
            DeliveryStatements.Of(new(delivery, DeliveryStatus.Sent, null, DateTime.UnixEpoch, null, DateTime.UnixEpoch)),
        ];
    }

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

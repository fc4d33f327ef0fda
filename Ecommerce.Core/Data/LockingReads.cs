using Ecommerce.Core.Addresses;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Data.Databases;
using Ecommerce.Core.Events;
using Ecommerce.Core.Idempotency;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ranking;
using Ecommerce.Core.Wallets;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Ecommerce.Core.Data;

/// <summary>The texts of the locking reads, made once from EF's model.</summary>
internal sealed class LockingReads(IModel model, Dialect dialect)
{
    public RowRead<LockedWallet> Wallet { get; } = LockingByKey<LockedWallet, Wallet>(model, dialect, "shopper_id", "closed_at IS NULL");

    public RowRead<LockedOrder> Order { get; } = Locking<LockedOrder, Order>(model, dialect, "id = $1 AND shopper_id = $2");

    /// <summary>Not locked: lines change under their order's lock alone.</summary>
    public RowRead<OrderLine> OrderLines { get; } = Plain<OrderLine, OrderLine>(model, "order_id = $1");

    /// <summary>Not locked: where an order goes never changes while it is under way.</summary>
    public RowRead<OrderDelivery> OrderDelivery { get; } = Plain<OrderDelivery, OrderDelivery>(model, "order_id = $1");

    /// <summary>Not locked: a shopper's addresses change under their wallet's lock only.</summary>
    public RowRead<PostalAddress> Address { get; } = Plain<PostalAddress, ShopperAddress>(model, "id = $1 AND shopper_id = $2");

    public RowRead<LockedCart> ShoppersCart { get; } = Locking<LockedCart, Cart>(model, dialect, "shopper_id = $1");

    public RowRead<LockedCart> GuestsCart { get; } = Locking<LockedCart, Cart>(model, dialect, "guest_key = $1");

    /// <summary>Not locked: they change under their cart's lock only.</summary>
    public RowRead<LockedCartItem> ShoppersCartItems { get; } =
        Plain<LockedCartItem, CartItem>(model, "cart_id = (SELECT id FROM carts WHERE shopper_id = $1)");

    public RowRead<LockedProduct> Product { get; } = LockingByKey<LockedProduct, Product>(model, dialect, "id", null);

    public RowRead<LockedRankingDay> RankingDay { get; } = Locking<LockedRankingDay, RankingDay>(model, dialect, "date = $1");

    public RowRead<LockedDelivery> Delivery { get; } =
        Locking<LockedDelivery, Delivery>(model, dialect, "event_id = $1 AND destination = $2");

    public RowRead<LockedAuditHead> AuditHead { get; } = Locking<LockedAuditHead, AuditHead>(model, dialect, "id = $1");

    /// <summary>
    /// Known before orders are decided, so that all that belongs to one can be written in one trip. An order that is refused leaves a gap
    /// in the numbers on a server.
    /// </summary>
    public Statement NextOrderIds(int count) => new(dialect.NextOrderIds, [count], Reads: true);

    /// <summary>The open wallets of shoppers, by ascending id.</summary>
    public IEnumerable<Statement> Wallets(IReadOnlyList<long> shopperIds) => Wallet.WithEach(shopperIds, dialect);

    /// <summary>Products by ascending id.</summary>
    public IEnumerable<Statement> Products(IReadOnlyList<long> ids) => Product.WithEach(ids, dialect);

    private static RowRead<TRow> Locking<TRow, TEntity>(IModel model, Dialect dialect, string condition) =>
        RowRead<TRow>.Of<TEntity>(model, (columns, table) => dialect.LockingRead(columns, table, condition));

    /// <summary>By shopper, operation and key. Not locked: it is written under its wallet's lock only.</summary>
    public RowRead<StoredAnswer> Answer { get; } =
        Plain<StoredAnswer, IdempotencyRecord>(model, "shopper_id = $1 AND operation = $2 AND client_key = $3");

    /// <summary>One row by its key, or any number of them.</summary>
    private static RowRead<TRow> LockingByKey<TRow, TEntity>(IModel model, Dialect dialect, string key, string? condition) =>
        RowRead<TRow>.Of<TEntity>(
            model,
            (columns, table) =>
                dialect.LockingRead(columns, table, condition is null ? $"{key} = $1" : $"{key} = $1 AND {condition}"),
            (columns, table) => dialect.LockingReadOfMany(columns, table, key, condition));

    private static RowRead<TRow> Plain<TRow, TEntity>(IModel model, string condition) =>
        RowRead<TRow>.Of<TEntity>(model, (columns, table) => $"SELECT {columns} FROM {table} WHERE {condition}");
}

using Ecommerce.Core.Audit;
using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Data.Databases;
using Ecommerce.Core.Events;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ranking;
using Ecommerce.Core.Wallets;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Ecommerce.Core.Data;

/// <summary>The texts of the locking reads, made once from EF's model.</summary>
internal sealed class LockingReads(IModel model, Dialect dialect)
{
    public RowRead<LockedWallet> Wallet { get; } = Locking<LockedWallet, Wallet>(model, dialect, "shopper_id = $1 AND closed_at IS NULL");

    public RowRead<LockedOrder> Order { get; } = Locking<LockedOrder, Order>(model, dialect, "id = $1 AND shopper_id = $2");

    /// <summary>Not locked: lines never change.</summary>
    public RowRead<OrderLine> OrderLines { get; } = Plain<OrderLine, OrderLine>(model, "order_id = $1");

    public RowRead<LockedCart> ShoppersCart { get; } = Locking<LockedCart, Cart>(model, dialect, "shopper_id = $1");

    public RowRead<LockedCart> GuestsCart { get; } = Locking<LockedCart, Cart>(model, dialect, "guest_key = $1");

    /// <summary>Not locked: they change under their cart's lock only.</summary>
    public RowRead<LockedCartItem> CartItems { get; } = Plain<LockedCartItem, CartItem>(model, "cart_id = $1");

    public RowRead<LockedProduct> Product { get; } = Locking<LockedProduct, Product>(model, dialect, "id = $1");

    public RowRead<LockedRankingDay> RankingDay { get; } = Locking<LockedRankingDay, RankingDay>(model, dialect, "date = $1");

    public RowRead<LockedDelivery> Delivery { get; } =
        Locking<LockedDelivery, Delivery>(model, dialect, "event_id = $1 AND destination = $2");

    public RowRead<LockedAuditHead> AuditHead { get; } = Locking<LockedAuditHead, AuditHead>(model, dialect, "id = $1");

    /// <summary>
    /// Known before the order is decided, so that all that belongs to it can be written in one trip. An order that is refused leaves a gap
    /// in the numbers on a server.
    /// </summary>
    public Statement NextOrderId { get; } = new(dialect.NextOrderId, [], Reads: true);

    private static RowRead<TRow> Locking<TRow, TEntity>(IModel model, Dialect dialect, string condition) =>
        RowRead<TRow>.Of<TEntity>(model, (columns, table) => dialect.LockingRead(columns, table, condition));

    private static RowRead<TRow> Plain<TRow, TEntity>(IModel model, string condition) =>
        RowRead<TRow>.Of<TEntity>(model, (columns, table) => $"SELECT {columns} FROM {table} WHERE {condition}");
}

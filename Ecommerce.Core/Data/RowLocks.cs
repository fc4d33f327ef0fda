using System.Data.Common;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Events;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ranking;
using Ecommerce.Core.Wallets;

namespace Ecommerce.Core.Data;

/// <summary>
/// The pessimistic locks of the shop: each reads rows and keeps them locked until the transaction ends. Always taken in this order, so
/// that no two transactions can wait for each other: <b>wallet → order → cart → products by ascending id → ranking day → delivery → the
/// audit's head</b>.
/// </summary>
/// <remarks>
/// The wallet comes first because it is the shopper's mutex: two requests of one shopper with one idempotency key take turns there, and
/// the second finds what the first stored. The audit's head comes last, when the unit has written everything else: all admins' units meet
/// there, and none of them waits for anything while it holds it. On SQLite the transaction itself (BEGIN IMMEDIATE) is the lock and these
/// just read.
/// </remarks>
/// <exception cref="InvalidOperationException">A lock is asked for while one that comes later in the order is held: a bug.</exception>
public sealed class RowLocks
{
    private readonly SqlSession session;
    private readonly LockingReads reads;
    private Rank held;
    private long highestProduct = long.MinValue;

    internal RowLocks(SqlSession session, LockingReads reads)
    {
        this.session = session;
        this.reads = reads;
    }

    private enum Rank
    {
        Nothing,
        Wallet,
        Order,
        Cart,
        Products,
        RankingDay,
        Delivery,
        AuditHead,
    }

    /// <summary>The shopper's wallet; null when there is none, or none any more because the account was deleted.</summary>
    public Task<LockedWallet?> WalletAsync(long shopperId, CancellationToken cancellationToken) =>
        OneAsync(Rank.Wallet, reads.Wallet, cancellationToken, shopperId);

    /// <summary>The order with its lines, if it is the shopper's.</summary>
    public async Task<LockedOrder?> OrderAsync(long orderId, long shopperId, CancellationToken cancellationToken)
    {
        Require(Rank.Order);
        LockedOrder? order = null;
        var lines = new List<OrderLine>();
        await session.RunAsync(
            [reads.Order.With(orderId, shopperId), reads.OrderLines.With(orderId)],
            (index, row) =>
            {
                if (index == 0) order = reads.Order.Read(row);
                else lines.Add(reads.OrderLines.Read(row));
            },
            cancellationToken);
        return Hold(Rank.Order, order is null ? null : order with { Lines = lines.OrderBy(l => l.Id).ToList() });
    }

    /// <summary>The owner's cart; null when there is none.</summary>
    public Task<LockedCart?> CartAsync(CartOwner owner, CancellationToken cancellationToken) =>
        owner.ShopperId is { } shopperId
            ? OneAsync(Rank.Cart, reads.ShoppersCart, cancellationToken, shopperId)
            : OneAsync(Rank.Cart, reads.GuestsCart, cancellationToken, owner.GuestKey!);

    /// <summary>The lines of a locked cart, in the order in which they were put in.</summary>
    public async Task<IReadOnlyList<LockedCartItem>> ItemsOfAsync(LockedCart cart, CancellationToken cancellationToken)
    {
        var items = new List<LockedCartItem>();
        await session.RunAsync([reads.CartItems.With(cart.Id)], (_, row) => items.Add(reads.CartItems.Read(row)), cancellationToken);
        return items.OrderBy(i => i.Id).ToList();
    }

    /// <summary>The products that exist among <paramref name="ids"/>, locked and answered by ascending id.</summary>
    public async Task<IReadOnlyList<LockedProduct>> ProductsAsync(IEnumerable<long> ids, CancellationToken cancellationToken)
    {
        var products = new List<LockedProduct>();
        await session.RunAsync(InOrder(ids).ToList(), (_, row) => products.Add(reads.Product.Read(row)), cancellationToken);
        return products;
    }

    /// <summary>The product; null when it does not exist.</summary>
    public async Task<LockedProduct?> ProductAsync(long id, CancellationToken cancellationToken) =>
        (await ProductsAsync([id], cancellationToken)).SingleOrDefault();

    /// <summary>In one round trip: the shopper's wallet, the products by ascending id, and an id for the order.</summary>
    public async Task<OrderLocks> ForOrderAsync(long shopperId, IEnumerable<long> productIds, CancellationToken cancellationToken)
    {
        Require(Rank.Wallet);
        LockedWallet? wallet = null;
        var (orderId, products) = await ForOrderAsync(
            [reads.Wallet.With(shopperId)], row => wallet = reads.Wallet.Read(row), productIds, cancellationToken);
        return new OrderLocks(wallet, products, orderId);
    }

    /// <summary>As above, for a wallet that is locked already.</summary>
    public async Task<OrderLocks> ForOrderAsync(LockedWallet wallet, IEnumerable<long> productIds, CancellationToken cancellationToken)
    {
        var (orderId, products) = await ForOrderAsync([], _ => { }, productIds, cancellationToken);
        return new OrderLocks(wallet, products, orderId);
    }

    /// <summary>The mark of a business day that has been aggregated; null when it has none yet.</summary>
    public Task<LockedRankingDay?> RankingDayAsync(DateOnly date, CancellationToken cancellationToken) =>
        OneAsync(Rank.RankingDay, reads.RankingDay, cancellationToken, date);

    /// <summary>The delivery of an event to a destination; null when it has not been made yet.</summary>
    public Task<LockedDelivery?> DeliveryAsync(long eventId, string destination, CancellationToken cancellationToken) =>
        OneAsync(Rank.Delivery, reads.Delivery, cancellationToken, eventId, destination);

    /// <summary>The end of the admins' actions.</summary>
    public async Task<LockedAuditHead> AuditHeadAsync(CancellationToken cancellationToken) =>
        await OneAsync(Rank.AuditHead, reads.AuditHead, cancellationToken, AuditHead.OnlyId)
        ?? throw new InvalidOperationException("The row of audit_head is missing. Restore it: without it the chain of actions has no end.");

    private async Task<TRow?> OneAsync<TRow>(Rank rank, RowRead<TRow> read, CancellationToken cancellationToken, params object[] key)
        where TRow : class
    {
        Require(rank);
        TRow? found = null;
        await session.RunAsync([read.With(key)], (_, row) => found = read.Read(row), cancellationToken);
        return Hold(rank, found);
    }

    private async Task<(long OrderId, List<LockedProduct> Products)> ForOrderAsync(
        Statement[] first, Action<DbDataReader> readFirst, IEnumerable<long> productIds, CancellationToken cancellationToken)
    {
        var (orderId, products) = (0L, new List<LockedProduct>());
        await session.RunAsync(
            [.. first, reads.NextOrderId, .. InOrder(productIds)],
            (index, row) =>
            {
                if (index < first.Length) readFirst(row);
                else if (index == first.Length) orderId = row.GetInt64(0);
                else products.Add(reads.Product.Read(row));
            },
            cancellationToken);
        return (orderId, products);
    }

    private IEnumerable<Statement> InOrder(IEnumerable<long> productIds)
    {
        var ids = productIds.Distinct().Order().ToList();
        if (ids.Count == 0) return [];
        Require(Rank.Products);
        if (ids[0] < highestProduct) throw OutOfOrder();
        held = Rank.Products;
        highestProduct = ids[^1];
        return ids.Select(id => reads.Product.With(id));
    }

    private void Require(Rank rank)
    {
        if (rank < held) throw OutOfOrder();
    }

    /// <summary>A row that is not there is not held.</summary>
    private TRow? Hold<TRow>(Rank rank, TRow? found)
        where TRow : class
    {
        if (found is not null) held = rank;
        return found;
    }

    private static InvalidOperationException OutOfOrder() =>
        new("Row locks are taken in one order, or two transactions wait for each other.");
}

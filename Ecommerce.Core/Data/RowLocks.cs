using System.Data.Common;
using Ecommerce.Core.Audit;
using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.Data.Batches;
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

    /// <summary>The order with its lines and where it goes, if it is the shopper's.</summary>
    public async Task<LockedOrder?> OrderAsync(long orderId, long shopperId, CancellationToken cancellationToken)
    {
        Require(Rank.Order);
        LockedOrder? order = null;
        OrderDelivery? delivery = null;
        var lines = new List<OrderLine>();
        var trip = new Trip(session);
        trip.Add(reads.Order.With(orderId, shopperId), row => order = reads.Order.Read(row));
        trip.Add(reads.OrderLines.With(orderId), row => lines.Add(reads.OrderLines.Read(row)));
        trip.Add(reads.OrderDelivery.With(orderId), row => delivery = reads.OrderDelivery.Read(row));
        await trip.RunAsync(cancellationToken);
        return Hold(
            Rank.Order, order is null ? null : order with { Lines = lines.OrderBy(l => l.Id).ToList(), Delivery = delivery });
    }

    /// <summary>The owner's cart; null when there is none.</summary>
    public Task<LockedCart?> CartAsync(CartOwner owner, CancellationToken cancellationToken) =>
        owner.ShopperId is { } shopperId
            ? OneAsync(Rank.Cart, reads.ShoppersCart, cancellationToken, shopperId)
            : OneAsync(Rank.Cart, reads.GuestsCart, cancellationToken, owner.GuestKey!);

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

    /// <summary>
    /// All rows that the members of a batch work on, with the answers that are stored under their keys and a number for each order. One
    /// round trip; two when a member buys its cart or takes an order back, for only that tells which products.
    /// </summary>
    internal async Task<BatchRows> ForBatchAsync(IReadOnlyList<BatchMember> members, CancellationToken cancellationToken)
    {
        Require(Rank.Wallet);
        var rows = new BatchRows();
        var trip = new Trip(session);
        var shoppers = members.Select(m => m.Needs.ShopperId).Distinct().Order().ToList();
        foreach (var statement in reads.Wallets(shoppers))
            trip.Add(statement, row => rows.Add(reads.Wallet.Read(row)));
        foreach (var member in members) AddAnswer(trip, member, rows);
        foreach (var needs in members.Select(m => m.Needs).Where(n => n.Address is not null).Distinct()) AddAddress(trip, needs, rows);
        var opened = members.Where(m => m.Needs.Cart || m.Needs.Order is not null).Select(m => m.Needs).Distinct().ToList();
        if (opened.Count > 0)
        {
            await ReadOrdersAndCartsAsync(trip, opened, rows, cancellationToken);
            trip = new Trip(session);
        }

        var numbers = members.Count(m => m.Needs.OrderNumber);
        if (numbers > 0) trip.Add(reads.NextOrderIds(numbers), row => rows.AddOrderNumber(row.GetInt64(0)));
        foreach (var statement in InOrder(members.SelectMany(m => rows.ProductsOf(m.Needs))))
            trip.Add(statement, row => rows.Add(reads.Product.Read(row)));
        await trip.RunAsync(cancellationToken);
        return rows;
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

    private void AddAnswer(Trip trip, BatchMember member, BatchRows rows)
    {
        if (member.Key is not { } key) return;
        var (shopper, operation) = (member.Needs.ShopperId, member.Operation);
        trip.Add(
            reads.Answer.With(shopper, operation, key.Key), row => rows.Add(shopper, operation, key.Key, reads.Answer.Read(row)));
    }

    private void AddAddress(Trip trip, RowsNeeded needs, BatchRows rows)
    {
        var (shopper, address) = (needs.ShopperId, needs.Address!.Value);
        trip.Add(reads.Address.With(address, shopper), row => rows.Add(shopper, address, reads.Address.Read(row)));
    }

    /// <summary>Orders and carts, each kind by ascending id, with their lines.</summary>
    private async Task ReadOrdersAndCartsAsync(Trip trip, List<RowsNeeded> opened, BatchRows rows, CancellationToken cancellationToken)
    {
        var (orders, lines, deliveries) = (new List<LockedOrder>(), new List<OrderLine>(), new Dictionary<long, OrderDelivery>());
        var asked = opened.Where(n => n.Order is not null).Select(n => (Id: n.Order!.Value, n.ShopperId)).Distinct().Order().ToList();
        foreach (var (order, shopper) in asked)
            trip.Add(reads.Order.With(order, shopper), row => orders.Add(reads.Order.Read(row)));
        foreach (var order in asked.Select(a => a.Id).Distinct())
        {
            trip.Add(reads.OrderLines.With(order), row => lines.Add(reads.OrderLines.Read(row)));
            trip.Add(reads.OrderDelivery.With(order), row => deliveries[order] = reads.OrderDelivery.Read(row));
        }

        var (carts, items) = (new Dictionary<long, LockedCart>(), new Dictionary<long, List<LockedCartItem>>());
        foreach (var shopper in opened.Where(n => n.Cart).Select(n => n.ShopperId).Distinct().Order())
        {
            items[shopper] = [];
            trip.Add(reads.ShoppersCart.With(shopper), row => carts[shopper] = reads.ShoppersCart.Read(row));
            trip.Add(reads.ShoppersCartItems.With(shopper), row => items[shopper].Add(reads.ShoppersCartItems.Read(row)));
        }

        await trip.RunAsync(cancellationToken);
        foreach (var order in orders)
        {
            rows.Add(order with
            {
                Lines = lines.Where(l => l.OrderId == order.Id).OrderBy(l => l.Id).ToList(),
                Delivery = deliveries.GetValueOrDefault(order.Id),
            });
        }

        foreach (var (shopper, cart) in carts) rows.Add(shopper, cart with { Items = items[shopper].OrderBy(i => i.Id).ToList() });
    }

    private IEnumerable<Statement> InOrder(IEnumerable<long> productIds)
    {
        var ids = productIds.Distinct().Order().ToList();
        if (ids.Count == 0) return [];
        Require(Rank.Products);
        if (ids[0] < highestProduct) throw OutOfOrder();
        held = Rank.Products;
        highestProduct = ids[^1];
        return reads.Products(ids);
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

    /// <summary>Statements for one round trip, each with what becomes of its rows.</summary>
    private sealed class Trip(SqlSession session)
    {
        private readonly List<Statement> statements = [];
        private readonly List<Action<DbDataReader>> readers = [];

        public void Add(Statement statement, Action<DbDataReader> read)
        {
            statements.Add(statement);
            readers.Add(read);
        }

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            if (statements.Count > 0) await session.RunAsync(statements, (index, row) => readers[index](row), cancellationToken);
        }
    }
}

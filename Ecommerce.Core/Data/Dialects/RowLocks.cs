using Ecommerce.Core.Carts;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ranking;
using Ecommerce.Core.Wallets;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Data.Dialects;

/// <summary>
/// The pessimistic locks of the shop: each reads rows and keeps them locked until the transaction ends. Always taken in this order, so
/// that no two transactions can wait for each other: <b>wallet → order → cart → products by ascending id</b>.
/// </summary>
/// <remarks>
/// The wallet comes first because it is the shopper's mutex: two requests of one shopper with one idempotency key take turns there, and
/// the second finds what the first stored. On SQLite the transaction itself (BEGIN IMMEDIATE) is the lock and these just read.
/// </remarks>
public sealed class RowLocks(ShopContext db, Dialect dialect)
{
    /// <summary>The shopper's wallet; null when there is none, or none any more because the account was deleted.</summary>
    public Task<Wallet?> WalletAsync(long shopperId, CancellationToken cancellationToken) =>
        db.Wallets.FromSqlRaw(Statement("wallets", "shopper_id = {0} AND closed_at IS NULL"), shopperId)
            .AsAsyncEnumerable().FirstOrDefaultAsync(cancellationToken).AsTask();

    /// <summary>The order, if it is the shopper's.</summary>
    public Task<Order?> OrderAsync(long orderId, long shopperId, CancellationToken cancellationToken) =>
        db.Orders.FromSqlRaw(Statement("orders", "id = {0} AND shopper_id = {1}"), orderId, shopperId)
            .AsAsyncEnumerable().FirstOrDefaultAsync(cancellationToken).AsTask();

    public Task<Cart?> CartAsync(CartOwner owner, CancellationToken cancellationToken) =>
        (owner.ShopperId is { } shopperId
            ? db.Carts.FromSqlRaw(Statement("carts", "shopper_id = {0}"), shopperId)
            : db.Carts.FromSqlRaw(Statement("carts", "guest_key = {0}"), owner.GuestKey!))
        .AsAsyncEnumerable().FirstOrDefaultAsync(cancellationToken).AsTask();

    /// <summary>The products that exist among <paramref name="ids"/>, locked in ascending order.</summary>
    public Task<List<Product>> ProductsAsync(IEnumerable<long> ids, CancellationToken cancellationToken)
    {
        var keys = ids.Distinct().Order().Cast<object>().ToArray();
        var places = string.Join(", ", Enumerable.Range(0, keys.Length).Select(i => $"{{{i}}}"));
        return db.Products.FromSqlRaw(Statement("products", $"id IN ({places}) ORDER BY id"), keys).ToListAsync(cancellationToken);
    }

    public Task<OutboxMessage?> OutboxMessageAsync(long id, CancellationToken cancellationToken) =>
        db.OutboxMessages.FromSqlRaw(Statement("outbox_messages", "id = {0}"), id)
            .AsAsyncEnumerable().FirstOrDefaultAsync(cancellationToken).AsTask();

    /// <summary>The mark of a business day that has been aggregated; whoever holds it aggregates that day alone.</summary>
    public Task<RankingDay?> RankingDayAsync(DateOnly date, CancellationToken cancellationToken) =>
        db.RankingDays.FromSqlRaw(Statement("ranking_days", "date = {0}"), date)
            .AsAsyncEnumerable().FirstOrDefaultAsync(cancellationToken).AsTask();

    private string Statement(string table, string condition) => dialect.LockingRead("*", table, condition);
}

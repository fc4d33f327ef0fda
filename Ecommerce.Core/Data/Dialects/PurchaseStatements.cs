using System.Data.Common;
using Ecommerce.Core.Catalog;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Wallets;

namespace Ecommerce.Core.Data.Dialects;

/// <summary>
/// What an order says to the database: one trip that locks and reads, one that writes. The same locks in the same order as in
/// <see cref="RowLocks"/>, and read without tracking: what is written is known.
/// </summary>
public sealed class PurchaseStatements(PreparedConnection connection, Dialect dialect)
{
    /// <summary>
    /// The order that was just inserted: its shopper's newest, for the shopper's wallet is locked. Spares a round trip that would only
    /// bring its id.
    /// </summary>
    private const string OfNewestOrder = "MAX(id) FROM orders WHERE shopper_id = $1";

    private const string InsertOrder = "INSERT INTO orders (shopper_id, status, total, currency, placed_at) VALUES ($1, 'paid', $2, $3, $4)";

    private const string ReadOrderId = $"SELECT {OfNewestOrder}";

    private const string InsertLine =
        "INSERT INTO order_lines (product_id, name, name_en, unit_price, quantity, line_total, order_id) "
        + $"SELECT $2, $3, $4, $5, $6, $7, {OfNewestOrder}";

    private const string TakeStock = "UPDATE products SET stock = stock - $2 WHERE id = $1";

    private const string InsertMovement =
        $"INSERT INTO stock_movements (product_id, delta, reason, created_at, order_id) SELECT $2, $3, 'sale', $4, {OfNewestOrder}";

    private const string InsertPayment =
        "INSERT INTO wallet_entries (shopper_id, sequence, kind, amount, balance_after, created_at, order_id) "
        + $"SELECT $1, $2, 'payment', $3, $4, $5, {OfNewestOrder}";

    private const string InsertEvent =
        "INSERT INTO outbox_messages (type, status, attempts, created_at, next_attempt_at, order_id) "
        + $"SELECT '{OrderEvents.Paid}', 'pending', 0, $2, $2, {OfNewestOrder}";

    private readonly string lockProduct = dialect.LockingRead("id, name, name_en, price, stock, published", "products", "id = $1");

    /// <summary>The shopper's wallet, then the products by ascending id, locked. A wallet that is missing or closed is null.</summary>
    public async Task<LockedPurchase> LockAsync(long shopperId, IEnumerable<long> productIds, CancellationToken cancellationToken)
    {
        Wallet? wallet = null;
        var products = new List<Product>();
        Statement[] statements = [WalletStatements.Lock(dialect, shopperId), .. LockEach(productIds)];
        await connection.RunAsync(
            statements,
            (index, row) =>
            {
                if (index == 0) wallet = WalletStatements.Read(shopperId, row);
                else products.Add(ReadProduct(row));
            },
            cancellationToken);
        return new LockedPurchase(wallet, products);
    }

    /// <summary>The products that exist, by ascending id, locked; the wallet is locked already.</summary>
    public async Task<List<Product>> LockProductsAsync(IEnumerable<long> productIds, CancellationToken cancellationToken)
    {
        var products = new List<Product>();
        await connection.RunAsync(LockEach(productIds).ToList(), (_, row) => products.Add(ReadProduct(row)), cancellationToken);
        return products;
    }

    /// <summary>Writes the order with its lines, movements, payment and event, and returns its id.</summary>
    /// <param name="payment">What the wallet booked.</param>
    public async Task<long> WriteAsync(Order order, Wallet wallet, WalletEntry payment, CancellationToken cancellationToken)
    {
        var (shopper, now) = (order.ShopperId, order.PlacedAt);
        var statements = new List<Statement> { new(InsertOrder, [shopper, order.Total, order.Currency, now]) };
        foreach (var line in order.Lines)
        {
            statements.Add(new(InsertLine, [shopper, line.ProductId, line.Name, line.NameEn, line.UnitPrice, line.Quantity, line.LineTotal]));
            statements.Add(new(TakeStock, [line.ProductId, line.Quantity]));
            statements.Add(new(InsertMovement, [shopper, line.ProductId, -line.Quantity, now]));
        }

        statements.Add(WalletStatements.Update(wallet));
        statements.Add(new(InsertPayment, [shopper, payment.Sequence, payment.Amount, payment.BalanceAfter, now]));
        statements.Add(new(InsertEvent, [shopper, now]));
        statements.Add(new(ReadOrderId, [shopper], Reads: true));
        var id = 0L;
        await connection.RunAsync(statements, (_, row) => id = row.GetInt64(0), cancellationToken);
        return id;
    }

    private IEnumerable<Statement> LockEach(IEnumerable<long> productIds) =>
        productIds.Distinct().Order().Select(id => new Statement(lockProduct, [id], Reads: true));

    private static Product ReadProduct(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Name = row.GetString(1),
        NameEn = row.IsDBNull(2) ? null : row.GetString(2),
        Price = row.GetInt64(3),
        Stock = row.GetInt32(4),
        Published = row.GetBoolean(5),
    };
}

/// <summary>What a purchase works on, locked; <paramref name="Products"/> holds those that exist.</summary>
public sealed record LockedPurchase(Wallet? Wallet, IReadOnlyList<Product> Products);

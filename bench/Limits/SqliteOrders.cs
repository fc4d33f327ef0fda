using System.Diagnostics;
using Ecommerce.Bench.Load;
using Ecommerce.Bench.Machine;
using Microsoft.Data.Sqlite;

namespace Ecommerce.Bench.Limits;

/// <summary>
/// What an order costs SQLite at the least: the statements an order can't do without, prepared, on one connection and in one thread, with
/// nothing around them.
/// </summary>
public sealed class SqliteOrders : IDisposable
{
    /// <summary>As long as what an order of two lines tells.</summary>
    private static readonly string Payload = new('x', 250);

    private readonly SqliteConnection connection;
    private readonly int products;
    private readonly int shoppers;
    private readonly SqliteCommand lockWallet, lockProduct, insertOrder, insertLine, takeStock, insertMovement;
    private readonly SqliteCommand takeMoney, insertEntry, insertEvent;

    private SqliteOrders(SqliteConnection connection, int products, int shoppers)
    {
        (this.connection, this.products, this.shoppers) = (connection, products, shoppers);
        lockWallet = Prepare("SELECT * FROM wallets WHERE shopper_id = @a AND closed_at IS NULL", 1);
        lockProduct = Prepare("SELECT id, name, name_en, price, stock, published FROM products WHERE id = @a", 1);
        insertOrder = Prepare(
            "INSERT INTO orders (shopper_id, status, total, currency, placed_at) VALUES (@a, 'paid', @b, 'KRW', @c) RETURNING id", 3);
        insertLine = Prepare(
            "INSERT INTO order_lines (order_id, product_id, name, name_en, unit_price, quantity, discount, line_total) "
            + "VALUES (@a, @b, @c, @d, @e, 1, 0, @e)",
            5);
        takeStock = Prepare("UPDATE products SET stock = stock - 1 WHERE id = @a", 1);
        insertMovement = Prepare(
            "INSERT INTO stock_movements (product_id, delta, reason, order_id, created_at) VALUES (@a, -1, 'sale', @b, @c)", 3);
        takeMoney = Prepare("UPDATE wallets SET balance = @b, entry_count = @c WHERE shopper_id = @a", 3);
        insertEntry = Prepare(
            "INSERT INTO wallet_entries (shopper_id, sequence, kind, amount, balance_after, order_id, created_at) "
            + "VALUES (@a, @b, 'payment', @c, @d, @e, @f)",
            6);
        insertEvent = Prepare(
            "INSERT INTO events (type, subject_type, subject_id, payload, occurred_at) VALUES ('order.paid', 'order', @a, @c, @b)", 3);
    }

    /// <param name="synchronous">FULL or NORMAL.</param>
    public static SqliteOrders Open(string connectionString, string synchronous, int products, int shoppers)
    {
        var connection = new SqliteConnection(connectionString + ";Pooling=False");
        connection.Open();
        using var pragmas = connection.CreateCommand();
        pragmas.CommandText = $"PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous}; PRAGMA foreign_keys = ON";
        pragmas.ExecuteNonQuery();
        return new SqliteOrders(connection, products, shoppers);
    }

    /// <param name="perCommit">Orders in one transaction: 1, or more for group commit.</param>
    public Measurement Run(TimeSpan warmUp, TimeSpan duration, int perCommit)
    {
        var start = Stopwatch.GetTimestamp() + (long)(warmUp.TotalSeconds * Stopwatch.Frequency);
        var end = start + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var microseconds = new List<int>();
        double? cpuBefore = null;
        while (true)
        {
            var begun = Stopwatch.GetTimestamp();
            if (begun >= start) cpuBefore ??= CpuTime.OfThisProcess();
            if (begun >= end) break;
            using (var transaction = connection.BeginTransaction(deferred: false))
            {
                for (var i = 0; i < perCommit; i++) Order(transaction);
                transaction.Commit();
            }

            if (begun < start) continue;
            var each = (int)((Stopwatch.GetTimestamp() - begun) * 1_000_000 / Stopwatch.Frequency);
            for (var i = 0; i < perCommit; i++) microseconds.Add(each);
        }

        var cpu = CpuTime.OfThisProcess() - cpuBefore!.Value;
        var latencies = microseconds.ToArray();
        Array.Sort(latencies);
        return new Measurement(duration, latencies, new CpuSeconds(0, cpu), 0, new Dictionary<string, int>());
    }

    public void Dispose() => connection.Dispose();

    private void Order(SqliteTransaction transaction)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var shopper = (long)Random.Shared.Next(1, shoppers + 1);
        var first = Random.Shared.Next(1, products + 1);
        var second = first % products + 1;
        var (balance, entries) = ReadWallet(transaction, shopper);
        (long Id, string Name, string? NameEn, long Price)[] lines =
            [ReadProduct(transaction, Math.Min(first, second)), ReadProduct(transaction, Math.Max(first, second))];
        var total = lines[0].Price + lines[1].Price;

        var order = (long)With(insertOrder, transaction, shopper, total, now).ExecuteScalar()!;
        foreach (var line in lines)
        {
            With(insertLine, transaction, order, line.Id, line.Name, line.NameEn, line.Price).ExecuteNonQuery();
            With(takeStock, transaction, line.Id).ExecuteNonQuery();
            With(insertMovement, transaction, line.Id, order, now).ExecuteNonQuery();
        }

        With(takeMoney, transaction, shopper, balance - total, entries + 1).ExecuteNonQuery();
        With(insertEntry, transaction, shopper, entries + 1, -total, balance - total, order, now).ExecuteNonQuery();
        With(insertEvent, transaction, order, now, Payload).ExecuteNonQuery();
    }

    private (long Balance, long Entries) ReadWallet(SqliteTransaction transaction, long shopper)
    {
        using var reader = With(lockWallet, transaction, shopper).ExecuteReader();
        reader.Read();
        return (reader.GetInt64(reader.GetOrdinal("balance")), reader.GetInt64(reader.GetOrdinal("entry_count")));
    }

    private (long Id, string Name, string? NameEn, long Price) ReadProduct(SqliteTransaction transaction, long id)
    {
        using var reader = With(lockProduct, transaction, id).ExecuteReader();
        reader.Read();
        return (reader.GetInt64(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2), reader.GetInt64(3));
    }

    private SqliteCommand Prepare(string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"@{(char)('a' + i)}", Value = 0 });
        command.Prepare();
        return command;
    }

    private static SqliteCommand With(SqliteCommand command, SqliteTransaction transaction, params object?[] values)
    {
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }
}

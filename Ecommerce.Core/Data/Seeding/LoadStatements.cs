using Ecommerce.Core.Catalog;
using Ecommerce.Core.Data.Databases;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Events;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Wallets;
using Microsoft.EntityFrameworkCore;

namespace Ecommerce.Core.Data.Seeding;

/// <summary>
/// SQL that fills a shop for load runs, set by set. Spelled so that every database takes it; only rows with ids of our choosing need a word
/// of the dialect (<see cref="Dialect.InsertWithIds"/>).
/// </summary>
internal sealed class LoadStatements(ShopContext db, Dialect dialect, LoadSize size, DateTime start)
{
    /// <summary>Pieces of each product that are left, and money in each wallet, in minor units: more than any load run uses up.</summary>
    private const int Stock = 1_000_000;
    private const long Funds = 900_000_000;

    private static readonly string Paid = ModelConventions.EnumText(OrderStatus.Paid);
    private static readonly string Charge = ModelConventions.EnumText(WalletEntryKind.Charge);
    private static readonly string Payment = ModelConventions.EnumText(WalletEntryKind.Payment);
    private static readonly string Sent = ModelConventions.EnumText(DeliveryStatus.Sent);

    private static readonly string[] Words = ["조명", "의자", "커피", "이불", "그릇", "수납", "화분", "문구"];

    /// <summary>
    /// A table of the words, which are the parameters from 0 on: SQL Server loses Hangul that stands in a statement's text.
    /// </summary>
    private static readonly string WordTable =
        $"({string.Join(" UNION ALL ", Words.Select((_, word) => $"SELECT {word} AS c, {{{word}}} AS word"))}) words";

    public required string PasswordHash { get; init; }

    public required long FirstCategory { get; init; }

    public required long FirstProduct { get; init; }

    public required long FirstShopper { get; init; }

    public required long FirstOrder { get; init; }

    /// <summary>A category for each word, and products at 100 to 5,090 with stock; their movements follow with the books.</summary>
    public async Task InsertCatalogAsync(CancellationToken cancellationToken)
    {
        await RunAsync(
            dialect.InsertWithIds(
                "categories",
                $"INSERT INTO categories (id, name) SELECT {FirstCategory} + c, CONCAT(word, ' ', {FirstCategory} + c) FROM {WordTable}"),
            [.. Words],
            cancellationToken);
        await RunAsync(
            dialect.InsertWithIds(
                "products",
                $$"""
                {{Numbers(0, size.Products)}}
                INSERT INTO products (id, name, name_en, description, price, stock, category_id, published, version, created_at,
                    search_text, name_sort_key, name_sort_key_en)
                SELECT {{FirstProduct}} + n, CONCAT(word, ' ', {{FirstProduct}} + n), CONCAT('Item ', {{FirstProduct}} + n),
                    CONCAT({10}, word), 100 + n * 37 % 500 * 10, {{Stock}}, {{FirstCategory}} + c, {8}, 1, {9},
                    CONCAT(word, ' ', {{FirstProduct}} + n, ' item ', {10}, word),
                    {{dialect.BytesOf($"CONCAT(word, ' ', {FirstProduct} + n)")}},
                    {{dialect.BytesOf($"CONCAT('Item ', {FirstProduct} + n)")}}
                FROM numbers JOIN {{WordTable}} ON c = n % {{Words.Length}}
                """),
            [.. Words, true, start, "매일 쓰기 좋은 물건입니다. 오래 쓰도록 튼튼하게 만들었고, 어디에 두어도 잘 어울립니다. "],
            cancellationToken);
    }

    public async Task InsertShoppersAsync(CancellationToken cancellationToken)
    {
        await RunAsync(
            dialect.InsertWithIds(
                "users",
                $$"""
                {{Numbers(0, size.Shoppers)}}
                INSERT INTO users (id, user_name, normalized_user_name, email, normalized_email, email_confirmed, password_hash,
                    security_stamp, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count, created_at)
                SELECT {{FirstShopper}} + n,
                    CONCAT('load', {{FirstShopper}} + n, '@example.com'), CONCAT('LOAD', {{FirstShopper}} + n, '@EXAMPLE.COM'),
                    CONCAT('load', {{FirstShopper}} + n, '@example.com'), CONCAT('LOAD', {{FirstShopper}} + n, '@EXAMPLE.COM'), {0}, {2},
                    CONCAT('LOAD', {{FirstShopper}} + n), {1}, {1}, {0}, 0, {3}
                FROM numbers
                """),
            [true, false, PasswordHash, start],
            cancellationToken);
        await RunAsync(
            $"INSERT INTO wallets (shopper_id, balance, entry_count) SELECT id, 0, 0 FROM users WHERE id >= {FirstShopper}",
            [],
            cancellationToken);
    }

    /// <summary>The orders of one day and their lines, spread over its <paramref name="hours"/>.</summary>
    public async Task InsertOrdersAsync(int from, int to, DateTime[] hours, CancellationToken cancellationToken)
    {
        if (to == from) return;
        var instants = string.Join(" UNION ALL ", hours.Select((_, hour) => $"SELECT {hour} AS hour, {{{hour}}} AS placed_at"));
        await RunAsync(
            dialect.InsertWithIds(
                "orders",
                $"""
                {Bought(from, to)}
                INSERT INTO orders (id, shopper_id, status, total, currency, placed_at)
                SELECT {FirstOrder} + n, {FirstShopper} + hash % {size.Shoppers}, '{Paid}',
                    a.price * first_quantity + b.price * second_quantity, 'KRW', placed_at
                FROM bought
                JOIN products a ON a.id = {FirstProduct} + first_product
                JOIN products b ON b.id = {FirstProduct} + second_product
                JOIN ({instants}) hours ON hour = (n - {from}) * {hours.Length} / {to - from}
                """),
            [.. hours.Cast<object>()],
            cancellationToken);
        foreach (var line in new[] { "first", "second" })
        {
            await RunAsync(
                $"""
                {Bought(from, to)}
                INSERT INTO order_lines (order_id, product_id, name, name_en, unit_price, quantity, discount, line_total)
                SELECT {FirstOrder} + n, p.id, p.name, p.name_en, p.price, {line}_quantity, 0, p.price * {line}_quantity
                FROM bought JOIN products p ON p.id = {FirstProduct} + {line}_product
                """,
                [],
                cancellationToken);
        }
    }

    /// <summary>
    /// What makes the books balance: a movement for each line, a first one for all that was ever there; a charge that pays for all orders
    /// and leaves the funds, and a payment for each order; an event, sent, for each order.
    /// </summary>
    public async Task InsertBooksAsync(CancellationToken cancellationToken)
    {
        await RunAsync(
            $$"""
            INSERT INTO stock_movements (product_id, delta, reason, created_at)
            SELECT p.id, {{Stock}} + COALESCE((SELECT SUM(l.quantity) FROM order_lines l WHERE l.product_id = p.id), 0),
                '{{StockReason.Initial}}', {0}
            FROM products p WHERE p.id >= {{FirstProduct}}
            """,
            [start],
            cancellationToken);
        await RunAsync(
            $"""
            INSERT INTO stock_movements (product_id, delta, reason, order_id, created_at)
            SELECT l.product_id, -l.quantity, '{StockReason.Sale}', o.id, o.placed_at
            FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.id >= {FirstOrder}
            """,
            [],
            cancellationToken);
        await RunAsync(
            $$"""
            INSERT INTO wallet_entries (shopper_id, sequence, kind, amount, balance_after, created_at)
            SELECT w.shopper_id, 1, '{{Charge}}', {{Funds}} + COALESCE(s.spent, 0), {{Funds}} + COALESCE(s.spent, 0), {0}
            FROM wallets w LEFT JOIN (SELECT shopper_id, SUM(total) AS spent FROM orders WHERE id >= {{FirstOrder}} GROUP BY shopper_id) s
                ON s.shopper_id = w.shopper_id
            WHERE w.shopper_id >= {{FirstShopper}}
            """,
            [start],
            cancellationToken);
        await RunAsync(
            $"""
            INSERT INTO wallet_entries (shopper_id, sequence, kind, amount, balance_after, order_id, created_at)
            SELECT shopper_id, 1 + ROW_NUMBER() OVER (PARTITION BY shopper_id ORDER BY id), '{Payment}', -total,
                {Funds} + SUM(total) OVER (PARTITION BY shopper_id)
                    - SUM(total) OVER (PARTITION BY shopper_id ORDER BY id ROWS UNBOUNDED PRECEDING),
                id, placed_at
            FROM orders WHERE id >= {FirstOrder}
            """,
            [],
            cancellationToken);
        await RunAsync(
            $"""
            UPDATE wallets SET balance = {Funds},
                entry_count = (SELECT COUNT(*) FROM wallet_entries e WHERE e.shopper_id = wallets.shopper_id)
            WHERE shopper_id >= {FirstShopper}
            """,
            [],
            cancellationToken);
        await RunAsync(
            $$$"""
            INSERT INTO events (type, subject_type, subject_id, payload, occurred_at, routed_at)
            SELECT '{{{OrderEvents.Paid}}}', '{{{OrderEvents.Subject}}}', id,
                CONCAT('{{"orderId":', id, ',"userId":', shopper_id, ',"total":', total, ',"currency":"', currency, '"}}'),
                placed_at, placed_at
            FROM orders WHERE id >= {{{FirstOrder}}}
            """,
            [],
            cancellationToken);
        await RunAsync(
            $"""
            INSERT INTO deliveries
                (event_id, destination, subject_type, subject_id, status, attempts, occurred_at, next_attempt_at, sent_at)
            SELECT id, '{DataPlatformDestination.DestinationName}', subject_type, subject_id, '{Sent}', 1,
                occurred_at, occurred_at, occurred_at
            FROM events WHERE subject_type = '{OrderEvents.Subject}' AND subject_id >= {FirstOrder}
            """,
            [],
            cancellationToken);
    }

    public Task<int> RunAsync(string statement, object[] parameters, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync(statement, parameters, cancellationToken);

    /// <summary>
    /// What each order buys: two different products, the first of them drawn so that some are best-sellers. The hash is Lehmer's
    /// (multiply, remainder of a prime): spread well enough, and the same on every database.
    /// </summary>
    private string Bought(int from, int to) =>
        $"""
        {Numbers(from, to)}, hashed AS (SELECT n, (n + 1) * 48271 % 2147483647 AS hash FROM numbers),
        drawn AS (
            SELECT n, hash, (hash % {size.Products}) * (hash % {size.Products}) / {size.Products} AS first_product,
                1 + hash / {size.Products} % {size.Products - 1} AS distance
            FROM hashed),
        bought AS (
            SELECT n, hash, first_product, (first_product + distance) % {size.Products} AS second_product,
                1 + hash % 3 AS first_quantity, 1 + hash % 2 AS second_quantity
            FROM drawn)
        """;

    /// <summary>The integers from <paramref name="from"/> up to, and without, <paramref name="to"/>, made of digits.</summary>
    private static string Numbers(int from, int to)
    {
        var tables = Enumerable.Range(0, $"{to - from}".Length).ToList();
        var sum = string.Join(" + ", tables.Select(t => $"d{t}.d * {Math.Pow(10, t):F0}"));
        return $"""
            WITH digits AS ({string.Join(" UNION ALL ", Enumerable.Range(0, 10).Select(d => $"SELECT {d} AS d"))}),
            numbers AS (
                SELECT CAST({from} + {sum} AS bigint) AS n
                FROM {string.Join(" CROSS JOIN ", tables.Select(t => $"digits d{t}"))}
                WHERE {sum} < {to - from})
            """;
    }
}

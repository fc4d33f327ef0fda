using Ecommerce.Core.Catalog;
using Ecommerce.Core.Data.Databases;
using Ecommerce.Core.DataPlatform;
using Ecommerce.Core.Events;
using Ecommerce.Core.Ordering;
using Ecommerce.Core.Ordering.Refunds;
using Ecommerce.Core.Ordering.Returns;
using Ecommerce.Core.Wallets;

namespace Ecommerce.Core.Data.Seeding;

/// <summary>
/// SQL for what became of a load shop's orders. Every second goes to an address, the others are picked up; one in twenty is cancelled; the
/// newest tenth waits to be shipped, the tenth before it is under way, all others have arrived. Of what arrived, one in fifty was given
/// back in part, for another a return was declined, and for another one waits. All at one instant, <paramref name="at"/>.
/// </summary>
internal sealed class LoadWayStatements(Dialect dialect, LoadStatements load, int orders, DateTime at)
{
    private const string Name = "김하나";

    private static readonly string Cancelled = ModelConventions.EnumText(OrderStatus.Cancelled);
    private static readonly string Shipped = ModelConventions.EnumText(OrderStatus.Shipped);
    private static readonly string Delivered = ModelConventions.EnumText(OrderStatus.Delivered);
    private static readonly string Open = ModelConventions.EnumText(ReturnStatus.Open);
    private static readonly string Accepted = ModelConventions.EnumText(ReturnStatus.Accepted);
    private static readonly string Declined = ModelConventions.EnumText(ReturnStatus.Declined);
    private static readonly string Refund = ModelConventions.EnumText(WalletEntryKind.Refund);
    private static readonly string Sent = ModelConventions.EnumText(DeliveryStatus.Sent);
    private static readonly string Dead = ModelConventions.EnumText(DeliveryStatus.Dead);

    private readonly long waitsFrom = load.FirstOrder + orders - orders / 10;
    private readonly long onTheWayFrom = load.FirstOrder + orders - orders / 5;

    private string Orders => $"orders o WHERE o.id >= {load.FirstOrder}";

    /// <summary>Addresses, and where the orders are; to be called before the books are made.</summary>
    public async Task InsertWaysAsync(CancellationToken cancellationToken)
    {
        await load.RunAsync(
            $$"""
            INSERT INTO addresses (shopper_id, recipient, phone, postal_code, address1, default_of)
            SELECT id, CONCAT({0}, ' ', id), '010-0000-0000', '04524', {1}, id FROM users WHERE id >= {{load.FirstShopper}}
            """,
            [Name, "서울 중구 세종대로 110"],
            cancellationToken);
        await load.RunAsync(
            $$"""
            INSERT INTO order_deliveries (order_id, recipient, phone, postal_code, address1)
            SELECT o.id, CONCAT({0}, ' ', o.shopper_id), '010-0000-0000', '04524', {1} FROM {{Orders}} AND o.id % 2 = 0
            """,
            [Name, "서울 중구 세종대로 110"],
            cancellationToken);
        await UpdateAsync($"status = '{Cancelled}', cancelled_at = {{0}}", "id % 20 = 0", cancellationToken);
        await UpdateAsync(
            $"status = '{Shipped}', shipped_at = {{0}}, carrier = 'CJ', tracking_number = CONCAT('6000', id)",
            $"id % 20 <> 0 AND id % 2 = 0 AND id < {waitsFrom}",
            cancellationToken);
        await UpdateAsync(
            $"status = '{Delivered}', delivered_at = {{0}}",
            $"id % 20 <> 0 AND (id < {onTheWayFrom} OR (id % 2 = 1 AND id < {waitsFrom}))",
            cancellationToken);
        await InsertReturnsAsync(cancellationToken);
    }

    /// <summary>What makes the books balance with them; to be called behind those of the orders.</summary>
    public async Task InsertBooksAsync(CancellationToken cancellationToken)
    {
        await load.RunAsync(
            $$"""
            INSERT INTO stock_movements (product_id, delta, reason, order_id, created_at)
            SELECT l.product_id, l.quantity, '{{StockReason.Cancellation}}', o.id, {0}
            FROM order_lines l JOIN orders o ON o.id = l.order_id
            WHERE o.id >= {{load.FirstOrder}} AND o.status = '{{Cancelled}}'
            """,
            [at],
            cancellationToken);
        await load.RunAsync(
            $$"""
            INSERT INTO stock_movements (product_id, delta, reason, order_id, refund_number, created_at)
            SELECT product_id, refunded_quantity, '{{StockReason.Refund}}', order_id, 1, {0}
            FROM order_lines WHERE order_id >= {{load.FirstOrder}} AND refunded_quantity > 0
            """,
            [at],
            cancellationToken);
        await load.RunAsync(
            $"""
            UPDATE products SET stock = (SELECT SUM(m.delta) FROM stock_movements m WHERE m.product_id = products.id)
            WHERE id >= {load.FirstProduct}
            """,
            [],
            cancellationToken);
        await load.RunAsync(
            $$"""
            INSERT INTO wallet_entries (shopper_id, sequence, kind, amount, balance_after, order_id, refund_number, created_at)
            SELECT b.shopper_id, w.entry_count + ROW_NUMBER() OVER (PARTITION BY b.shopper_id ORDER BY b.id), '{{Refund}}', b.amount,
                w.balance + SUM(b.amount) OVER (PARTITION BY b.shopper_id ORDER BY b.id ROWS UNBOUNDED PRECEDING), b.id, b.number, {0}
            FROM (SELECT o.id, o.shopper_id, o.total AS amount, 0 AS number FROM {{Orders}} AND o.status = '{{Cancelled}}'
                UNION ALL SELECT o.id, o.shopper_id, o.refunded, 1 FROM {{Orders}} AND o.refund_count > 0) b
            JOIN wallets w ON w.shopper_id = b.shopper_id
            """,
            [at],
            cancellationToken);
        await load.RunAsync(
            $"""
            UPDATE wallets SET balance = (SELECT SUM(e.amount) FROM wallet_entries e WHERE e.shopper_id = wallets.shopper_id),
                entry_count = (SELECT COUNT(*) FROM wallet_entries e WHERE e.shopper_id = wallets.shopper_id)
            WHERE shopper_id >= {load.FirstShopper}
            """,
            [],
            cancellationToken);
        await InsertEventsAsync(cancellationToken);
    }

    private async Task InsertReturnsAsync(CancellationToken cancellationToken)
    {
        await load.RunAsync(
            $$"""
            INSERT INTO return_requests (order_id, status, reason, answer, requested_at, answered_at, refund_number)
            SELECT o.id, CASE o.id % 50 WHEN 7 THEN '{{Accepted}}' WHEN 17 THEN '{{Declined}}' ELSE '{{Open}}' END, {1},
                CASE WHEN o.id % 50 <> 27 THEN {2} END, {0}, CASE WHEN o.id % 50 <> 27 THEN {0} END, CASE WHEN o.id % 50 = 7 THEN 1 END
            FROM {{Orders}} AND o.id % 50 IN (7, 17, 27) AND o.status = '{{Delivered}}'
            """,
            [at, "생각보다 작아요", "잘 받았어요"],
            cancellationToken);
        await load.RunAsync(
            $"""
            INSERT INTO return_lines (return_request_id, order_line_id, quantity)
            SELECT r.id, MIN(l.id), 1 FROM return_requests r JOIN order_lines l ON l.order_id = r.order_id
            WHERE r.order_id >= {load.FirstOrder} GROUP BY r.id
            """,
            [],
            cancellationToken);
        await load.RunAsync(
            $"""
            UPDATE order_lines SET refunded_quantity = 1, refunded_amount = unit_price
            WHERE id IN (SELECT l.order_line_id FROM return_lines l JOIN return_requests r ON r.id = l.return_request_id
                WHERE r.order_id >= {load.FirstOrder} AND r.status = '{Accepted}')
            """,
            [],
            cancellationToken);
        await load.RunAsync(
            $"""
            UPDATE orders SET refund_count = 1,
                refunded = (SELECT SUM(l.refunded_amount) FROM order_lines l WHERE l.order_id = orders.id)
            WHERE id IN (SELECT r.order_id FROM return_requests r WHERE r.order_id >= {load.FirstOrder} AND r.status = '{Accepted}')
            """,
            [],
            cancellationToken);
        await load.RunAsync(
            $$"""
            INSERT INTO refunds (order_id, number, amount, created_at, reason, restocked)
            SELECT o.id, 1, o.refunded, {0}, '{{RefundReason.Return}}', {{dialect.True}} FROM {{Orders}} AND o.refund_count > 0
            """,
            [at],
            cancellationToken);
        await load.RunAsync(
            $"""
            INSERT INTO refund_lines (order_id, number, order_line_id, amount, quantity)
            SELECT order_id, 1, id, refunded_amount, refunded_quantity
            FROM order_lines WHERE order_id >= {load.FirstOrder} AND refunded_quantity > 0
            """,
            [],
            cancellationToken);
    }

    /// <summary>Each is sent to whom it concerns; one mail in a thousand was given up.</summary>
    private async Task InsertEventsAsync(CancellationToken cancellationToken)
    {
        await InsertEventsAsync(OrderEvents.Cancelled, "o.status = '" + Cancelled + "'", 0, cancellationToken);
        await InsertEventsAsync(OrderEvents.Shipped, "o.shipped_at IS NOT NULL", 0, cancellationToken);
        await InsertEventsAsync(OrderEvents.Delivered, "o.delivered_at IS NOT NULL", 0, cancellationToken);
        await InsertEventsAsync(OrderEvents.Refunded, "o.refund_count > 0", 1, cancellationToken);
        await load.RunAsync(
            $$$"""
            INSERT INTO events (type, subject_type, subject_id, payload, occurred_at, routed_at)
            SELECT '{{{ReturnEvents.Declined}}}', '{{{ReturnEvents.Subject}}}', order_id,
                CONCAT('{{"orderId":', order_id, ',"returnId":', id, '}}'), {0}, {0}
            FROM return_requests WHERE order_id >= {{{load.FirstOrder}}} AND status = '{{{Declined}}}'
            """,
            [at],
            cancellationToken);
        await load.RunAsync(
            $"""
            INSERT INTO deliveries
                (event_id, destination, subject_type, subject_id, status, attempts, occurred_at, next_attempt_at, sent_at)
            SELECT id, '{DataPlatformDestination.DestinationName}', subject_type, subject_id, '{Sent}', 1,
                occurred_at, occurred_at, occurred_at
            FROM events
            WHERE subject_type = '{OrderEvents.Subject}' AND type <> '{OrderEvents.Paid}' AND subject_id >= {load.FirstOrder}
            """,
            [],
            cancellationToken);
        await load.RunAsync(
            $$"""
            INSERT INTO deliveries
                (event_id, destination, subject_type, subject_id, status, attempts, last_error, occurred_at, next_attempt_at, sent_at)
            SELECT id, '{{MailDeliveries.Destination}}', subject_type, subject_id,
                CASE WHEN id % 1000 = 3 THEN '{{Dead}}' ELSE '{{Sent}}' END, 1,
                CASE WHEN id % 1000 = 3 THEN 'The server answered 550 (RecipientNotAccepted).' END,
                occurred_at, occurred_at, CASE WHEN id % 1000 <> 3 THEN occurred_at END
            FROM events WHERE type <> '{{OrderEvents.Delivered}}' AND subject_id >= {{load.FirstOrder}}
            """,
            [],
            cancellationToken);
    }

    private Task<int> InsertEventsAsync(string type, string happened, int number, CancellationToken cancellationToken) => load.RunAsync(
        $$$"""
        INSERT INTO events (type, subject_type, subject_id, number, payload, occurred_at, routed_at)
        SELECT '{{{type}}}', '{{{OrderEvents.Subject}}}', o.id, {{{number}}},
            CONCAT('{{"orderId":', o.id, ',"userId":', o.shopper_id, ',"total":', o.total, ',"currency":"', o.currency, '"}}'), {0}, {0}
        FROM {{{Orders}}} AND {{{happened}}}
        """,
        [at],
        cancellationToken);

    private Task<int> UpdateAsync(string set, string condition, CancellationToken cancellationToken) => load.RunAsync(
        $"UPDATE orders SET {set} WHERE id >= {load.FirstOrder} AND {condition}", [at], cancellationToken);
}

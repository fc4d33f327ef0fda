namespace Ecommerce.Tests.Data;

/// <summary>For each constraint of the schema at least one statement that breaks it and no other.</summary>
public static class BadRows
{
    private const string EntryColumns =
        "INSERT INTO wallet_entries (shopper_id, sequence, kind, amount, balance_after, order_id, created_at) ";
    private const string CorrectionColumns =
        "INSERT INTO wallet_entries (shopper_id, sequence, kind, amount, balance_after, order_id, reason, created_at) ";
    private const string DeliveryColumns =
        "INSERT INTO deliveries (event_id, destination, subject_type, subject_id, status, attempts, occurred_at, next_attempt_at) ";
    private const string FromDelivery =
        "destination, subject_type, subject_id, status, attempts, occurred_at, next_attempt_at FROM deliveries";
    private const string AddressColumns =
        "INSERT INTO addresses (shopper_id, default_of, recipient, phone, postal_code, address1) ";
    private const string FromAddress = "recipient, phone, postal_code, address1 FROM addresses";
    private const string ProductColumns =
        "INSERT INTO products (name, description, price, stock, category_id, published, version, created_at, search_text, "
        + "name_sort_key, name_sort_key_en, sku)";
    private const string FromProduct =
        "name, '', 1, 0, category_id, published, 1, created_at, '', name_sort_key, name_sort_key_en, 'A' FROM products";
    private const string RefundColumns = "INSERT INTO refunds (order_id, number, amount, reason, restocked, created_at) ";
    private const string FromRefund = "'again', restocked, created_at FROM refunds";
    private const string PlanColumns = "INSERT INTO scheduled_changes (product_id, kind, price, due_at, status, planned_at) ";
    private const string FromPlanned = "created_at, 'planned', created_at FROM products";
    private const string FromFirstEntry = "created_at FROM wallet_entries WHERE sequence = 1";
    private const string FromCorrection = $"'x', {FromFirstEntry}";
    private const string AnOrder = "(SELECT MAX(id) FROM orders)";

    public static IEnumerable<BadRow> Checks =>
    [
        new("ck_products_stock_not_negative", "UPDATE products SET stock = -1"),
        new("ck_products_price_in_range", "UPDATE products SET price = 0"),
        new("ck_products_price_in_range", "UPDATE products SET price = 1000000001"),
        new("ck_wallets_balance_not_negative", "UPDATE wallets SET balance = -1"),
        new("ck_wallet_entries_balance_not_negative", $"{EntryColumns} SELECT shopper_id, 99, 'charge', 1, -1, NULL, {FromFirstEntry}"),
        new("ck_wallet_entries_sign_and_source", $"{EntryColumns} SELECT shopper_id, 99, 'charge', -1, 0, NULL, {FromFirstEntry}"),
        new("ck_wallet_entries_sign_and_source", $"{EntryColumns} SELECT shopper_id, 99, 'charge', 0, 0, NULL, {FromFirstEntry}"),
        new("ck_wallet_entries_sign_and_source", $"{EntryColumns} SELECT shopper_id, 99, 'charge', 1, 0, {AnOrder}, {FromFirstEntry}"),
        new("ck_wallet_entries_sign_and_source", $"{EntryColumns} SELECT shopper_id, 99, 'payment', -1, 0, NULL, {FromFirstEntry}"),
        new("ck_wallet_entries_sign_and_source", $"{EntryColumns} SELECT shopper_id, 99, 'refund', 1, 0, NULL, {FromFirstEntry}"),
        new("ck_wallet_entries_sign_and_source", $"{EntryColumns} SELECT shopper_id, 99, 'refund', -1, 0, {AnOrder}, {FromFirstEntry}"),
        new("ck_wallet_entries_sign_and_source", $"{EntryColumns} SELECT shopper_id, 99, 'correction', 1, 1, NULL, {FromFirstEntry}"),
        new("ck_wallet_entries_sign_and_source", $"{CorrectionColumns} SELECT shopper_id, 99, 'correction', 0, 1, NULL, {FromCorrection}"),
        new(
            "ck_wallet_entries_sign_and_source",
            $"{CorrectionColumns} SELECT shopper_id, 99, 'correction', 1, 1, {AnOrder}, {FromCorrection}"),
        new("ck_wallet_entries_sign_and_source", $"{EntryColumns} SELECT shopper_id, 99, 'gift', 1, 0, NULL, {FromFirstEntry}"),
        new("ck_carts_one_owner", "UPDATE carts SET shopper_id = NULL WHERE shopper_id IS NOT NULL"),
        new("ck_carts_one_owner", "UPDATE carts SET guest_key = 'both' WHERE shopper_id IS NOT NULL"),
        new("ck_cart_items_quantity_in_range", "UPDATE cart_items SET quantity = 0"),
        new("ck_cart_items_quantity_in_range", "UPDATE cart_items SET quantity = 1000"),
        new("ck_orders_total_positive", "UPDATE orders SET total = 0"),
        new("ck_order_lines_amounts", "UPDATE order_lines SET quantity = 0, line_total = 0"),
        new("ck_order_lines_amounts", "UPDATE order_lines SET quantity = 1000, line_total = 1000 * unit_price"),
        new("ck_order_lines_amounts", "UPDATE order_lines SET unit_price = 0, line_total = 0"),
        new("ck_order_lines_amounts", "UPDATE order_lines SET line_total = line_total + 1"),
        new("ck_order_lines_amounts", "UPDATE order_lines SET discount = -1, line_total = line_total + 1"),
        new("ck_order_lines_amounts", "UPDATE order_lines SET discount = 1"),
        new("ck_order_lines_amounts", "UPDATE order_lines SET discount = unit_price * quantity + 1, line_total = -1"),
        new("ck_orders_refunded", "UPDATE orders SET refunded = -1"),
        new("ck_orders_refunded", "UPDATE orders SET refunded = total + 1"),
        new("ck_orders_refunded", "UPDATE orders SET refund_count = -1"),
        new("ck_order_lines_refunded", "UPDATE order_lines SET refunded_quantity = quantity + 1"),
        new("ck_order_lines_refunded", "UPDATE order_lines SET refunded_amount = line_total + 1"),
        new("ck_order_lines_refunded", "UPDATE order_lines SET refunded_quantity = -1"),
        new("ck_order_lines_refunded", "UPDATE order_lines SET refunded_amount = -1"),
        new("ck_refunds_amount", $"{RefundColumns} SELECT order_id, 9, -1, {FromRefund}"),
        new("ck_refunds_amount", $"{RefundColumns} SELECT order_id, 0, 1, {FromRefund}"),
        new("ck_refund_lines_amounts", "UPDATE refund_lines SET quantity = 0"),
        new("ck_refund_lines_amounts", "UPDATE refund_lines SET amount = -1"),
        new("ck_scheduled_changes_price", $"{PlanColumns} SELECT id, 'price', NULL, {FromPlanned}"),
        new("ck_scheduled_changes_price", $"{PlanColumns} SELECT id, 'price', 0, {FromPlanned}"),
        new("ck_scheduled_changes_price", $"{PlanColumns} SELECT id, 'price', 1000000001, {FromPlanned}"),
        new("ck_scheduled_changes_price", $"{PlanColumns} SELECT id, 'publish', 1, {FromPlanned}"),
        new("ck_return_lines_quantity", "UPDATE return_lines SET quantity = 0"),
        new("ck_addresses_default_of_owner", "UPDATE addresses SET default_of = shopper_id + 1"),
        new("ck_popular_products_sold", "UPDATE popular_products SET quantity_sold = 0"),
        new("ck_popular_products_sold", "UPDATE popular_products SET revenue = 0"),
    ];

    public static IEnumerable<BadRow> Duplicates =>
    [
        new(
            "ix_carts_shopper_id",
            "INSERT INTO carts (shopper_id, guest_key, updated_at) "
            + "SELECT shopper_id, NULL, updated_at FROM carts WHERE shopper_id IS NOT NULL"),
        new(
            "ix_carts_guest_key",
            "INSERT INTO carts (shopper_id, guest_key, updated_at) "
            + "SELECT NULL, guest_key, updated_at FROM carts WHERE guest_key IS NOT NULL"),
        new(
            "ix_cart_items_cart_id_product_id",
            "INSERT INTO cart_items (cart_id, product_id, quantity, price_seen) SELECT cart_id, product_id, 1, 1 FROM cart_items"),
        new("ix_categories_name", "INSERT INTO categories (name) SELECT name FROM categories"),
        new(
            "ix_order_lines_order_id_product_id",
            "INSERT INTO order_lines (order_id, product_id, name, unit_price, quantity, discount, line_total) "
            + "SELECT order_id, product_id, name, 1, 1, 0, 1 FROM order_lines"),
        new("ix_addresses_default_of", $"{AddressColumns} SELECT shopper_id, default_of, {FromAddress} WHERE default_of IS NOT NULL"),
        new(
            "pk_order_deliveries",
            "INSERT INTO order_deliveries (order_id, recipient, phone, postal_code, address1) "
            + "SELECT order_id, recipient, phone, postal_code, address1 FROM order_deliveries"),
        new("ix_deliveries_event_id_destination", $"{DeliveryColumns} SELECT event_id, {FromDelivery}"),
        new(
            "ix_stock_movements_order_id_product_id_reason_refund_number",
            "INSERT INTO stock_movements (product_id, delta, reason, order_id, created_at) "
            + "SELECT product_id, 1, reason, order_id, created_at FROM stock_movements WHERE order_id IS NOT NULL"),
        new(
            "ix_wallet_entries_order_id_kind_refund_number",
            $"{EntryColumns} SELECT shopper_id, 90 + sequence, kind, amount, 0, order_id, created_at "
            + "FROM wallet_entries WHERE kind = 'refund'"),
        new(
            "ix_wallet_entries_shopper_id_sequence",
            $"{EntryColumns} SELECT shopper_id, sequence, kind, amount, 0, NULL, {FromFirstEntry}"),
        new(
            "pk_refunds",
            $"{RefundColumns} SELECT order_id, number, 1, {FromRefund}"),
        new(
            "pk_refund_lines",
            "INSERT INTO refund_lines (order_id, number, order_line_id, quantity, amount) "
            + "SELECT order_id, number, order_line_id, 1, 1 FROM refund_lines"),
        new(
            "ix_return_requests_order_id",
            "INSERT INTO return_requests (order_id, status, reason, requested_at) "
            + "SELECT order_id, status, 'again', requested_at FROM return_requests"),
        new(
            "pk_return_lines",
            "INSERT INTO return_lines (return_request_id, order_line_id, quantity) "
            + "SELECT return_request_id, order_line_id, 1 FROM return_lines"),
        new(
            "pk_admin_actions",
            "INSERT INTO admin_actions (id, created_at, origin, action, subject_type, subject_id, previous_hash, hash) "
            + "SELECT id, created_at, 'system', 'x', 'x', 'x', 'x', 'x' FROM admin_actions"),
        new("pk_audit_head", "INSERT INTO audit_head (id, length, hash) SELECT id, 0, 'x' FROM audit_head"),
        new("pk_wallets", "INSERT INTO wallets (shopper_id, balance, entry_count) SELECT shopper_id, 0, 0 FROM wallets"),
        new(
            "pk_idempotency_records",
            "INSERT INTO idempotency_records (shopper_id, operation, client_key, fingerprint, result, created_at) "
            + "SELECT shopper_id, operation, client_key, 'other', '{}', created_at FROM idempotency_records"),
        new(
            "pk_popular_products",
            "INSERT INTO popular_products (date, product_id, quantity_sold, revenue, aggregated_at) "
            + "SELECT date, product_id, 9, 9, aggregated_at FROM popular_products"),
        new(
            "pk_login_failures",
            "INSERT INTO login_failures (account, origin, count, last_at) "
            + "SELECT 'x', 'x', 1, created_at FROM products UNION ALL SELECT 'x', 'x', 2, created_at FROM products"),
        new(
            "ix_products_sku",
            $"{ProductColumns} SELECT {FromProduct} UNION ALL SELECT {FromProduct}"),
        new(
            "pk_picture_files",
            "INSERT INTO picture_files (picture_id, name, content) SELECT id, '400', name_sort_key FROM products "
            + "UNION ALL SELECT id, '400', name_sort_key FROM products"),
        new("pk_revisions", "INSERT INTO revisions (name, number) SELECT name, 0 FROM revisions"),
        new(
            "pk_search_postings",
            "INSERT INTO search_postings (term, block, ids) "
            + "SELECT 1, 1, name_sort_key FROM products UNION ALL SELECT 1, 1, name_sort_key FROM products"),
        new("pk_ranking_days", "INSERT INTO ranking_days (date, aggregated_at) SELECT date, aggregated_at FROM ranking_days"),
        new(
            "user_name_index",
            "INSERT INTO users (normalized_user_name, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, "
            + "access_failed_count) "
            + "SELECT normalized_user_name, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, 0 FROM users"),
    ];

    public static IEnumerable<BadRow> Orphans =>
    [
        new("fk_products_categories_category_id", "UPDATE products SET category_id = 99999"),
        new(
            "fk_stock_movements_products_product_id",
            "INSERT INTO stock_movements (product_id, delta, reason, created_at) SELECT 99999, 1, 'found', created_at FROM products"),
        new(
            "fk_stock_movements_orders_order_id",
            "INSERT INTO stock_movements (product_id, delta, reason, order_id, created_at) "
            + "SELECT id, 1, 'found', 99999, created_at FROM products"),
        new(
            "fk_price_changes_products_product_id",
            "INSERT INTO price_changes (product_id, old_price, new_price, origin, created_at) SELECT 99999, 1, 2, 'page', created_at "
            + "FROM products"),
        new(
            "fk_scheduled_changes_products_product_id",
            $"{PlanColumns} SELECT 99999, 'publish', NULL, {FromPlanned}"),
        new("fk_wallets_users_shopper_id", "INSERT INTO wallets (shopper_id, balance, entry_count) VALUES (99999, 0, 0)"),
        new("fk_wallet_entries_wallets_shopper_id", $"{EntryColumns} SELECT 99999, 99, 'charge', 1, 1, NULL, {FromFirstEntry}"),
        new("fk_wallet_entries_orders_order_id", $"{EntryColumns} SELECT shopper_id, 99, 'payment', -1, 0, 99999, {FromFirstEntry}"),
        new("fk_carts_users_shopper_id", "UPDATE carts SET shopper_id = 99999 WHERE shopper_id IS NOT NULL"),
        new(
            "fk_cart_items_carts_cart_id",
            "INSERT INTO cart_items (cart_id, product_id, quantity, price_seen) SELECT 99999, id, 1, 1 FROM products"),
        new("fk_cart_items_products_product_id", "UPDATE cart_items SET product_id = 99999"),
        new("fk_addresses_users_shopper_id", $"{AddressColumns} SELECT 99999, NULL, {FromAddress}"),
        new("fk_order_deliveries_orders_order_id", "UPDATE order_deliveries SET order_id = 99999"),
        new("fk_orders_users_shopper_id", "UPDATE orders SET shopper_id = 99999"),
        new(
            "fk_order_lines_orders_order_id",
            "INSERT INTO order_lines (order_id, product_id, name, unit_price, quantity, discount, line_total) "
            + "SELECT 99999, id, name, 1, 1, 0, 1 FROM products"),
        new("fk_order_lines_products_product_id", "UPDATE order_lines SET product_id = 99999"),
        new(
            "fk_refunds_orders_order_id",
            "INSERT INTO refunds (order_id, number, amount, reason, restocked, created_at) "
            + "SELECT 99999, number, amount, reason, restocked, created_at FROM refunds"),
        new("fk_refund_lines_refunds_order_id_number", "UPDATE refund_lines SET number = 77"),
        new("fk_refund_lines_order_lines_order_line_id", "UPDATE refund_lines SET order_line_id = 99999"),
        new("fk_return_requests_orders_order_id", "UPDATE return_requests SET order_id = 99999"),
        new("fk_return_lines_return_requests_return_request_id", "UPDATE return_lines SET return_request_id = 99999"),
        new("fk_return_lines_order_lines_order_line_id", "UPDATE return_lines SET order_line_id = 99999"),
        new("fk_popular_products_products_product_id", "UPDATE popular_products SET product_id = 99999"),
        new(
            "fk_product_pictures_products_product_id",
            "INSERT INTO product_pictures (product_id, position, hash, alt, width, height, created_at) "
            + "SELECT 99999, 1, 'x', '', 1, 1, created_at FROM products"),
        new(
            "fk_picture_files_product_pictures_picture_id",
            "INSERT INTO picture_files (picture_id, name, content) SELECT 99999, name, name_sort_key FROM products"),
        new("fk_deliveries_events_event_id", $"{DeliveryColumns} SELECT 99999, {FromDelivery} WHERE id = (SELECT MIN(id) FROM deliveries)"),
        new(
            "fk_sessions_users_shopper_id",
            "INSERT INTO sessions (shopper_id, created_at, seen_at, ends_at, device, address, security_stamp, refresh_number) "
            + "SELECT 99999, created_at, created_at, created_at, 'x', 'x', 'x', 0 FROM products"),
        new(
            "fk_shopper_notes_users_shopper_id",
            "INSERT INTO shopper_notes (shopper_id, author_id, text, created_at) SELECT 99999, 1, 'x', created_at FROM products"),
        new("fk_idempotency_records_users_shopper_id", "UPDATE idempotency_records SET shopper_id = 99999"),
    ];
}

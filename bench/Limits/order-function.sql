CREATE OR REPLACE FUNCTION bench_order(shopper bigint, first bigint, second bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    purse wallets%ROWTYPE;
    a products%ROWTYPE;
    b products%ROWTYPE;
    placed bigint;
BEGIN
    SELECT * INTO purse FROM wallets WHERE shopper_id = shopper AND closed_at IS NULL FOR UPDATE;
    SELECT * INTO a FROM products WHERE id = first FOR UPDATE;
    SELECT * INTO b FROM products WHERE id = second FOR UPDATE;
    INSERT INTO orders (shopper_id, status, total, currency, placed_at) VALUES (shopper, 'paid', a.price + b.price, 'KRW', now()) RETURNING id INTO placed;
    INSERT INTO order_lines (order_id, product_id, name, unit_price, quantity, discount, line_total)
        VALUES (placed, a.id, a.name, a.price, 1, 0, a.price), (placed, b.id, b.name, b.price, 1, 0, b.price);
    UPDATE products SET stock = stock - 1 WHERE id = first;
    UPDATE products SET stock = stock - 1 WHERE id = second;
    INSERT INTO stock_movements (product_id, delta, reason, order_id, created_at)
        VALUES (first, -1, 'sale', placed, now()), (second, -1, 'sale', placed, now());
    UPDATE wallets SET balance = balance - a.price - b.price, entry_count = entry_count + 1 WHERE shopper_id = shopper;
    INSERT INTO wallet_entries (shopper_id, sequence, kind, amount, balance_after, order_id, created_at)
        VALUES (shopper, purse.entry_count + 1, 'payment', -(a.price + b.price), purse.balance - a.price - b.price, placed, now());
    INSERT INTO events (type, subject_type, subject_id, payload, occurred_at) VALUES ('order.paid', 'order', placed, rpad('{}', 250), now());
    RETURN placed;
END $$;

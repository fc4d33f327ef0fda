-- An order of two products, statement by statement: what the shop's own order says to PostgreSQL, with nothing around it.
\set shopper random(1, :shoppers)
\set first random(1, :products - 1)
\set second :first + 1
BEGIN;
SELECT balance, entry_count + 1 AS sequence FROM wallets WHERE shopper_id = :shopper AND closed_at IS NULL FOR UPDATE \gset
SELECT price AS price1 FROM products WHERE id = :first FOR UPDATE \gset
SELECT price AS price2 FROM products WHERE id = :second FOR UPDATE \gset
\set total :price1 + :price2
\set amount 0 - :total
\set left :balance - :total
INSERT INTO orders (shopper_id, status, total, currency, placed_at) VALUES (:shopper, 'paid', :total, 'KRW', now()) RETURNING id AS order_id \gset
INSERT INTO order_lines (order_id, product_id, name, unit_price, quantity, discount, line_total) SELECT :order_id, id, name, price, 1, 0, price FROM products WHERE id = :first;
INSERT INTO order_lines (order_id, product_id, name, unit_price, quantity, discount, line_total) SELECT :order_id, id, name, price, 1, 0, price FROM products WHERE id = :second;
UPDATE products SET stock = stock - 1 WHERE id = :first;
UPDATE products SET stock = stock - 1 WHERE id = :second;
INSERT INTO stock_movements (product_id, delta, reason, order_id, created_at) VALUES (:first, -1, 'sale', :order_id, now()), (:second, -1, 'sale', :order_id, now());
UPDATE wallets SET balance = :left, entry_count = :sequence WHERE shopper_id = :shopper;
INSERT INTO wallet_entries (shopper_id, sequence, kind, amount, balance_after, order_id, created_at) VALUES (:shopper, :sequence, 'payment', :amount, :left, :order_id, now());
INSERT INTO events (type, subject_type, subject_id, payload, occurred_at) VALUES ('order.paid', 'order', :order_id, rpad('{}', 250), now());
COMMIT;

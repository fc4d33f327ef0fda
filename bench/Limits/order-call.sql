-- The same order as one call of a function (order-function.sql).
\set shopper random(1, :shoppers)
\set first random(1, :products - 1)
\set second :first + 1
SELECT bench_order(:shopper, :first, :second);

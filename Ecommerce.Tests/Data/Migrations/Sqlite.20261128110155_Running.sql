CREATE TABLE "new_wallet_entries" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_wallet_entries" PRIMARY KEY AUTOINCREMENT,
    "shopper_id" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "balance_after" INTEGER NOT NULL,
    "order_id" INTEGER NULL,
    "created_at" TEXT NOT NULL, "reason" TEXT NULL, "refund_number" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "ck_wallet_entries_balance_not_negative" CHECK (balance_after >= 0),
    CONSTRAINT "ck_wallet_entries_sign_and_source" CHECK ((kind = 'charge' AND amount > 0 AND order_id IS NULL) OR (kind = 'payment' AND amount < 0 AND order_id IS NOT NULL) OR (kind = 'refund' AND amount > 0 AND order_id IS NOT NULL) OR (kind = 'correction' AND amount <> 0 AND order_id IS NULL AND reason IS NOT NULL)),
    CONSTRAINT "fk_wallet_entries_orders_order_id" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_wallet_entries_wallets_shopper_id" FOREIGN KEY ("shopper_id") REFERENCES "wallets" ("shopper_id")
        ON DELETE RESTRICT
);

INSERT INTO new_wallet_entries (id, shopper_id, sequence, kind, amount, balance_after, order_id, created_at) SELECT id, shopper_id, sequence, kind, amount, balance_after, order_id, created_at FROM wallet_entries;

DROP TABLE wallet_entries;

ALTER TABLE new_wallet_entries RENAME TO wallet_entries;

CREATE UNIQUE INDEX ix_wallet_entries_order_id_kind_refund_number ON wallet_entries (order_id, kind, refund_number);

CREATE UNIQUE INDEX ix_wallet_entries_shopper_id_sequence ON wallet_entries (shopper_id, sequence);

CREATE TRIGGER wallet_entries_append_only_update BEFORE UPDATE ON wallet_entries BEGIN SELECT RAISE(ABORT, 'wallet_entries is append-only'); END;

CREATE TRIGGER wallet_entries_append_only_delete BEFORE DELETE ON wallet_entries BEGIN SELECT RAISE(ABORT, 'wallet_entries is append-only'); END;

DROP INDEX "ix_stock_movements_order_id_product_id_reason";

ALTER TABLE "users" ADD "created_at" TEXT NULL;

ALTER TABLE "users" ADD "language" TEXT NULL;

ALTER TABLE "stock_movements" ADD "refund_number" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "ranking_days" ADD "outdated" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "products" ADD "picture" TEXT NULL;

ALTER TABLE "products" ADD "sku" TEXT NULL;

ALTER TABLE "orders" ADD "refund_count" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "order_lines" ADD "refunded_amount" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "order_lines" ADD "refunded_quantity" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "events" ADD "number" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "product_changes" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_product_changes" PRIMARY KEY AUTOINCREMENT,
    "product_id" INTEGER NOT NULL,
    "old_text" TEXT NULL,
    "old_category_id" INTEGER NULL,
    "stock_only" INTEGER NOT NULL
);

CREATE TABLE "product_pictures" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_product_pictures" PRIMARY KEY AUTOINCREMENT,
    "product_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "alt" TEXT NOT NULL,
    "alt_en" TEXT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    CONSTRAINT "fk_product_pictures_products_product_id" FOREIGN KEY ("product_id") REFERENCES "products" ("id") ON DELETE CASCADE
);

CREATE TABLE "refunds" (
    "order_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "amount" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "restocked" INTEGER NOT NULL,
    "refunded_by" INTEGER NULL,
    "created_at" TEXT NOT NULL,
    CONSTRAINT "pk_refunds" PRIMARY KEY ("order_id", "number"),
    CONSTRAINT "ck_refunds_amount" CHECK (number >= 1 AND amount >= 0),
    CONSTRAINT "fk_refunds_orders_order_id" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE RESTRICT
);

CREATE TABLE "return_requests" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_return_requests" PRIMARY KEY AUTOINCREMENT,
    "order_id" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "answer" TEXT NULL,
    "requested_at" TEXT NOT NULL,
    "answered_at" TEXT NULL,
    "refund_number" INTEGER NULL,
    CONSTRAINT "fk_return_requests_orders_order_id" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE RESTRICT
);

CREATE TABLE "search_postings" (
    "term" INTEGER NOT NULL,
    "block" INTEGER NOT NULL,
    "ids" BLOB NOT NULL,
    CONSTRAINT "pk_search_postings" PRIMARY KEY ("term", "block")
);

CREATE TABLE "shopper_notes" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_shopper_notes" PRIMARY KEY AUTOINCREMENT,
    "shopper_id" INTEGER NOT NULL,
    "author_id" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    CONSTRAINT "fk_shopper_notes_users_shopper_id" FOREIGN KEY ("shopper_id") REFERENCES "users" ("id") ON DELETE RESTRICT
);

CREATE TABLE "picture_files" (
    "picture_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "content" BLOB NOT NULL,
    CONSTRAINT "pk_picture_files" PRIMARY KEY ("picture_id", "name"),
    CONSTRAINT "fk_picture_files_product_pictures_picture_id" FOREIGN KEY ("picture_id") REFERENCES "product_pictures" ("id") ON DELETE CASCADE
);

CREATE TABLE "refund_lines" (
    "order_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "order_line_id" INTEGER NOT NULL,
    "quantity" INTEGER NOT NULL,
    "amount" INTEGER NOT NULL,
    CONSTRAINT "pk_refund_lines" PRIMARY KEY ("order_id", "number", "order_line_id"),
    CONSTRAINT "ck_refund_lines_amounts" CHECK (quantity >= 1 AND amount >= 0),
    CONSTRAINT "fk_refund_lines_order_lines_order_line_id" FOREIGN KEY ("order_line_id") REFERENCES "order_lines" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_refund_lines_refunds_order_id_number" FOREIGN KEY ("order_id", "number") REFERENCES "refunds" ("order_id", "number") ON DELETE RESTRICT
);

CREATE TABLE "return_lines" (
    "return_request_id" INTEGER NOT NULL,
    "order_line_id" INTEGER NOT NULL,
    "quantity" INTEGER NOT NULL,
    CONSTRAINT "pk_return_lines" PRIMARY KEY ("return_request_id", "order_line_id"),
    CONSTRAINT "ck_return_lines_quantity" CHECK (quantity >= 1),
    CONSTRAINT "fk_return_lines_order_lines_order_line_id" FOREIGN KEY ("order_line_id") REFERENCES "order_lines" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_return_lines_return_requests_return_request_id" FOREIGN KEY ("return_request_id") REFERENCES "return_requests" ("id") ON DELETE CASCADE
);

INSERT INTO "revisions" ("name", "number")
VALUES ('folded', 0);
SELECT changes();

INSERT INTO "revisions" ("name", "number")
VALUES ('indexed', 0);
SELECT changes();


CREATE INDEX "ix_users_created_at" ON "users" ("created_at");

CREATE UNIQUE INDEX "ix_stock_movements_order_id_product_id_reason_refund_number" ON "stock_movements" ("order_id", "product_id", "reason", "refund_number");

CREATE UNIQUE INDEX "ix_products_sku" ON "products" ("sku");

CREATE INDEX "ix_product_pictures_product_id_position" ON "product_pictures" ("product_id", "position");

CREATE INDEX "ix_refund_lines_order_line_id" ON "refund_lines" ("order_line_id");

CREATE INDEX "ix_return_lines_order_line_id" ON "return_lines" ("order_line_id");

CREATE UNIQUE INDEX "ix_return_requests_order_id" ON "return_requests" ("order_id") WHERE status = 'open';

CREATE INDEX "ix_return_requests_order_id_id" ON "return_requests" ("order_id", "id");

CREATE INDEX "ix_return_requests_status_id" ON "return_requests" ("status", "id");

CREATE INDEX "ix_shopper_notes_shopper_id_id" ON "shopper_notes" ("shopper_id", "id");

CREATE TRIGGER products_changes_insert AFTER INSERT ON products WHEN NEW.id <= (SELECT number FROM revisions WHERE name = 'indexed') BEGIN INSERT INTO product_changes (product_id, stock_only) VALUES (NEW.id, 0); END;

CREATE TRIGGER products_changes_delete AFTER DELETE ON products BEGIN INSERT INTO product_changes (product_id, old_text, old_category_id, stock_only) VALUES (OLD.id, CASE WHEN OLD.published = 1 THEN OLD.search_text END, OLD.category_id, 0); END;

CREATE TRIGGER products_changes_update AFTER UPDATE OF price, category_id, published, search_text, name_sort_key, name_sort_key_en ON products BEGIN INSERT INTO product_changes (product_id, old_text, old_category_id, stock_only) VALUES (OLD.id, CASE WHEN OLD.published = 1 THEN OLD.search_text END, OLD.category_id, 0); END;

CREATE TRIGGER products_changes_stock AFTER UPDATE OF stock ON products WHEN (OLD.stock = 0) <> (NEW.stock = 0) BEGIN INSERT INTO product_changes (product_id, stock_only) VALUES (NEW.id, 1); END;

CREATE TABLE "ef_temp_orders" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_orders" PRIMARY KEY AUTOINCREMENT,
    "cancelled_at" TEXT NULL,
    "carrier" TEXT NULL,
    "currency" TEXT NOT NULL,
    "delivered_at" TEXT NULL,
    "placed_at" TEXT NOT NULL,
    "refund_count" INTEGER NOT NULL DEFAULT 0,
    "refunded" INTEGER NOT NULL DEFAULT 0,
    "shipped_at" TEXT NULL,
    "shopper_id" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "total" INTEGER NOT NULL,
    "tracking_number" TEXT NULL,
    CONSTRAINT "ck_orders_refunded" CHECK (refunded >= 0 AND refunded <= total AND refund_count >= 0),
    CONSTRAINT "ck_orders_total_positive" CHECK (total > 0),
    CONSTRAINT "fk_orders_users_shopper_id" FOREIGN KEY ("shopper_id") REFERENCES "users" ("id") ON DELETE RESTRICT
);

INSERT INTO "ef_temp_orders" ("id", "cancelled_at", "carrier", "currency", "delivered_at", "placed_at", "refund_count", "refunded", "shipped_at", "shopper_id", "status", "total", "tracking_number")
SELECT "id", "cancelled_at", "carrier", "currency", "delivered_at", "placed_at", "refund_count", "refunded", "shipped_at", "shopper_id", "status", "total", "tracking_number"
FROM "orders";

CREATE TABLE "ef_temp_order_lines" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_order_lines" PRIMARY KEY AUTOINCREMENT,
    "discount" INTEGER NOT NULL,
    "line_total" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT NULL,
    "order_id" INTEGER NOT NULL,
    "product_id" INTEGER NOT NULL,
    "quantity" INTEGER NOT NULL,
    "refunded_amount" INTEGER NOT NULL DEFAULT 0,
    "refunded_quantity" INTEGER NOT NULL DEFAULT 0,
    "unit_price" INTEGER NOT NULL,
    CONSTRAINT "ck_order_lines_amounts" CHECK (quantity >= 1 AND quantity <= 999 AND unit_price >= 1 AND discount >= 0 AND line_total >= 0 AND line_total = unit_price * quantity - discount),
    CONSTRAINT "ck_order_lines_refunded" CHECK (refunded_quantity >= 0 AND refunded_quantity <= quantity AND refunded_amount >= 0 AND refunded_amount <= line_total),
    CONSTRAINT "fk_order_lines_orders_order_id" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_order_lines_products_product_id" FOREIGN KEY ("product_id") REFERENCES "products" ("id") ON DELETE RESTRICT
);

INSERT INTO "ef_temp_order_lines" ("id", "discount", "line_total", "name", "name_en", "order_id", "product_id", "quantity", "refunded_amount", "refunded_quantity", "unit_price")
SELECT "id", "discount", "line_total", "name", "name_en", "order_id", "product_id", "quantity", "refunded_amount", "refunded_quantity", "unit_price"
FROM "order_lines";

PRAGMA foreign_keys = 0;

DROP TABLE "orders";

ALTER TABLE "ef_temp_orders" RENAME TO "orders";

DROP TABLE "order_lines";

ALTER TABLE "ef_temp_order_lines" RENAME TO "order_lines";

PRAGMA foreign_keys = 1;

CREATE INDEX "ix_orders_placed_at_status" ON "orders" ("placed_at", "status");

CREATE INDEX "ix_orders_shopper_id_id" ON "orders" ("shopper_id", "id");

CREATE INDEX "ix_orders_status_id" ON "orders" ("status", "id");

CREATE INDEX "ix_orders_tracking_number" ON "orders" ("tracking_number") WHERE tracking_number IS NOT NULL;

CREATE UNIQUE INDEX "ix_order_lines_order_id_product_id" ON "order_lines" ("order_id", "product_id");

CREATE INDEX "ix_order_lines_product_id" ON "order_lines" ("product_id");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261128110155_Running', 'EF');


DROP INDEX "ix_wallet_entries_order_id_kind";

DROP INDEX "ix_stock_movements_order_id_product_id_reason";

ALTER TABLE "wallet_entries" ADD "refund_number" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "users" ADD "language" TEXT NULL;

ALTER TABLE "stock_movements" ADD "refund_number" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "ranking_days" ADD "outdated" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "orders" ADD "refund_count" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "order_lines" ADD "refunded_amount" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "order_lines" ADD "refunded_quantity" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "events" ADD "number" INTEGER NOT NULL DEFAULT 0;

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

CREATE UNIQUE INDEX "ix_wallet_entries_order_id_kind_refund_number" ON "wallet_entries" ("order_id", "kind", "refund_number");

CREATE UNIQUE INDEX "ix_stock_movements_order_id_product_id_reason_refund_number" ON "stock_movements" ("order_id", "product_id", "reason", "refund_number");

CREATE INDEX "ix_refund_lines_order_line_id" ON "refund_lines" ("order_line_id");

CREATE INDEX "ix_refunds_created_at" ON "refunds" ("created_at");

CREATE INDEX "ix_return_lines_order_line_id" ON "return_lines" ("order_line_id");

CREATE UNIQUE INDEX "ix_return_requests_order_id" ON "return_requests" ("order_id") WHERE status = 'open';

CREATE INDEX "ix_return_requests_order_id_id" ON "return_requests" ("order_id", "id");

CREATE INDEX "ix_return_requests_status_id" ON "return_requests" ("status", "id");

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
VALUES ('20261128100234_Refunds', 'EF');


CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

CREATE TABLE "admin_actions" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_admin_actions" PRIMARY KEY,
    "created_at" TEXT NOT NULL,
    "actor_id" INTEGER NULL,
    "role" TEXT NULL,
    "origin" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "before" TEXT NULL,
    "after" TEXT NULL,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL
);

CREATE TABLE "audit_head" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_audit_head" PRIMARY KEY,
    "length" INTEGER NOT NULL,
    "hash" TEXT NOT NULL
);

CREATE TABLE "categories" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_categories" PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "name_en" TEXT NULL
);

CREATE TABLE "data_protection_keys" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_data_protection_keys" PRIMARY KEY AUTOINCREMENT,
    "friendly_name" TEXT NOT NULL,
    "xml" TEXT NOT NULL
);

CREATE TABLE "events" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_events" PRIMARY KEY AUTOINCREMENT,
    "type" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "payload" TEXT NOT NULL,
    "occurred_at" TEXT NOT NULL,
    "routed_at" TEXT NULL
);

CREATE TABLE "job_runs" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_job_runs" PRIMARY KEY AUTOINCREMENT,
    "job" TEXT NOT NULL,
    "begun_at" TEXT NOT NULL,
    "ended_at" TEXT NULL,
    "outcome" TEXT NULL,
    "figures" TEXT NULL,
    "error" TEXT NULL,
    "by_hand" INTEGER NOT NULL,
    "instance" TEXT NOT NULL
);

CREATE TABLE "ranking_days" (
    "date" TEXT NOT NULL CONSTRAINT "pk_ranking_days" PRIMARY KEY,
    "aggregated_at" TEXT NOT NULL
);

CREATE TABLE "revisions" (
    "name" TEXT NOT NULL CONSTRAINT "pk_revisions" PRIMARY KEY,
    "number" INTEGER NOT NULL
);

CREATE TABLE "roles" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_roles" PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NULL,
    "normalized_name" TEXT NULL,
    "concurrency_stamp" TEXT NULL
);

CREATE TABLE "users" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_users" PRIMARY KEY AUTOINCREMENT,
    "user_name" TEXT NULL,
    "normalized_user_name" TEXT NULL,
    "email" TEXT NULL,
    "normalized_email" TEXT NULL,
    "email_confirmed" INTEGER NOT NULL,
    "password_hash" TEXT NULL,
    "security_stamp" TEXT NULL,
    "concurrency_stamp" TEXT NULL,
    "phone_number" TEXT NULL,
    "phone_number_confirmed" INTEGER NOT NULL,
    "two_factor_enabled" INTEGER NOT NULL,
    "lockout_end" TEXT NULL,
    "lockout_enabled" INTEGER NOT NULL,
    "access_failed_count" INTEGER NOT NULL
);

CREATE TABLE "products" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_products" PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "name_en" TEXT NULL,
    "description" TEXT NOT NULL,
    "description_en" TEXT NULL,
    "price" INTEGER NOT NULL,
    "stock" INTEGER NOT NULL,
    "category_id" INTEGER NOT NULL,
    "image_url" TEXT NULL,
    "published" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "search_text" TEXT NOT NULL,
    "name_sort_key" BLOB NOT NULL,
    "name_sort_key_en" BLOB NOT NULL,
    CONSTRAINT "ck_products_price_in_range" CHECK (price >= 1 AND price <= 1000000000),
    CONSTRAINT "ck_products_stock_not_negative" CHECK (stock >= 0),
    CONSTRAINT "fk_products_categories_category_id" FOREIGN KEY ("category_id") REFERENCES "categories" ("id") ON DELETE RESTRICT
);

CREATE TABLE "deliveries" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_deliveries" PRIMARY KEY AUTOINCREMENT,
    "event_id" INTEGER NOT NULL,
    "destination" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "last_error" TEXT NULL,
    "occurred_at" TEXT NOT NULL,
    "next_attempt_at" TEXT NOT NULL,
    "sent_at" TEXT NULL,
    "failing_since" TEXT NULL,
    CONSTRAINT "fk_deliveries_events_event_id" FOREIGN KEY ("event_id") REFERENCES "events" ("id") ON DELETE RESTRICT
);

CREATE TABLE "role_claims" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_role_claims" PRIMARY KEY AUTOINCREMENT,
    "role_id" INTEGER NOT NULL,
    "claim_type" TEXT NULL,
    "claim_value" TEXT NULL,
    CONSTRAINT "fk_role_claims_roles_role_id" FOREIGN KEY ("role_id") REFERENCES "roles" ("id") ON DELETE CASCADE
);

CREATE TABLE "carts" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_carts" PRIMARY KEY AUTOINCREMENT,
    "shopper_id" INTEGER NULL,
    "guest_key" TEXT NULL,
    "updated_at" TEXT NOT NULL,
    CONSTRAINT "ck_carts_one_owner" CHECK ((shopper_id IS NULL AND guest_key IS NOT NULL) OR (shopper_id IS NOT NULL AND guest_key IS NULL)),
    CONSTRAINT "fk_carts_users_shopper_id" FOREIGN KEY ("shopper_id") REFERENCES "users" ("id") ON DELETE RESTRICT
);

CREATE TABLE "idempotency_records" (
    "shopper_id" INTEGER NOT NULL,
    "operation" TEXT NOT NULL,
    "client_key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    CONSTRAINT "pk_idempotency_records" PRIMARY KEY ("shopper_id", "operation", "client_key"),
    CONSTRAINT "fk_idempotency_records_users_shopper_id" FOREIGN KEY ("shopper_id") REFERENCES "users" ("id") ON DELETE RESTRICT
);

CREATE TABLE "orders" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_orders" PRIMARY KEY AUTOINCREMENT,
    "shopper_id" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "total" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "placed_at" TEXT NOT NULL,
    "cancelled_at" TEXT NULL,
    CONSTRAINT "ck_orders_total_positive" CHECK (total > 0),
    CONSTRAINT "fk_orders_users_shopper_id" FOREIGN KEY ("shopper_id") REFERENCES "users" ("id") ON DELETE RESTRICT
);

CREATE TABLE "user_claims" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_user_claims" PRIMARY KEY AUTOINCREMENT,
    "user_id" INTEGER NOT NULL,
    "claim_type" TEXT NULL,
    "claim_value" TEXT NULL,
    CONSTRAINT "fk_user_claims_users_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

CREATE TABLE "user_logins" (
    "login_provider" TEXT NOT NULL,
    "provider_key" TEXT NOT NULL,
    "provider_display_name" TEXT NULL,
    "user_id" INTEGER NOT NULL,
    CONSTRAINT "pk_user_logins" PRIMARY KEY ("login_provider", "provider_key"),
    CONSTRAINT "fk_user_logins_users_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

CREATE TABLE "user_roles" (
    "user_id" INTEGER NOT NULL,
    "role_id" INTEGER NOT NULL,
    CONSTRAINT "pk_user_roles" PRIMARY KEY ("user_id", "role_id"),
    CONSTRAINT "fk_user_roles_roles_role_id" FOREIGN KEY ("role_id") REFERENCES "roles" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_user_roles_users_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

CREATE TABLE "user_tokens" (
    "user_id" INTEGER NOT NULL,
    "login_provider" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NULL,
    CONSTRAINT "pk_user_tokens" PRIMARY KEY ("user_id", "login_provider", "name"),
    CONSTRAINT "fk_user_tokens_users_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

CREATE TABLE "wallets" (
    "shopper_id" INTEGER NOT NULL CONSTRAINT "pk_wallets" PRIMARY KEY,
    "balance" INTEGER NOT NULL,
    "entry_count" INTEGER NOT NULL,
    "closed_at" TEXT NULL,
    CONSTRAINT "ck_wallets_balance_not_negative" CHECK (balance >= 0),
    CONSTRAINT "fk_wallets_users_shopper_id" FOREIGN KEY ("shopper_id") REFERENCES "users" ("id") ON DELETE RESTRICT
);

CREATE TABLE "popular_products" (
    "date" TEXT NOT NULL,
    "product_id" INTEGER NOT NULL,
    "quantity_sold" INTEGER NOT NULL,
    "revenue" INTEGER NOT NULL,
    "aggregated_at" TEXT NOT NULL,
    CONSTRAINT "pk_popular_products" PRIMARY KEY ("date", "product_id"),
    CONSTRAINT "ck_popular_products_sold" CHECK (quantity_sold > 0 AND revenue > 0),
    CONSTRAINT "fk_popular_products_products_product_id" FOREIGN KEY ("product_id") REFERENCES "products" ("id") ON DELETE RESTRICT
);

CREATE TABLE "cart_items" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_cart_items" PRIMARY KEY AUTOINCREMENT,
    "cart_id" INTEGER NOT NULL,
    "product_id" INTEGER NOT NULL,
    "quantity" INTEGER NOT NULL,
    "price_seen" INTEGER NOT NULL,
    CONSTRAINT "ck_cart_items_quantity_in_range" CHECK (quantity >= 1 AND quantity <= 999),
    CONSTRAINT "fk_cart_items_carts_cart_id" FOREIGN KEY ("cart_id") REFERENCES "carts" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_cart_items_products_product_id" FOREIGN KEY ("product_id") REFERENCES "products" ("id") ON DELETE RESTRICT
);

CREATE TABLE "order_lines" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_order_lines" PRIMARY KEY AUTOINCREMENT,
    "order_id" INTEGER NOT NULL,
    "product_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "name_en" TEXT NULL,
    "unit_price" INTEGER NOT NULL,
    "quantity" INTEGER NOT NULL,
    "discount" INTEGER NOT NULL,
    "line_total" INTEGER NOT NULL,
    CONSTRAINT "ck_order_lines_amounts" CHECK (quantity >= 1 AND quantity <= 999 AND unit_price >= 1 AND discount >= 0 AND line_total >= 0 AND line_total = unit_price * quantity - discount),
    CONSTRAINT "fk_order_lines_orders_order_id" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_order_lines_products_product_id" FOREIGN KEY ("product_id") REFERENCES "products" ("id") ON DELETE RESTRICT
);

CREATE TABLE "stock_movements" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_stock_movements" PRIMARY KEY AUTOINCREMENT,
    "product_id" INTEGER NOT NULL,
    "delta" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "order_id" INTEGER NULL,
    "created_at" TEXT NOT NULL,
    CONSTRAINT "fk_stock_movements_orders_order_id" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_stock_movements_products_product_id" FOREIGN KEY ("product_id") REFERENCES "products" ("id") ON DELETE RESTRICT
);

CREATE TABLE "wallet_entries" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_wallet_entries" PRIMARY KEY AUTOINCREMENT,
    "shopper_id" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "balance_after" INTEGER NOT NULL,
    "order_id" INTEGER NULL,
    "created_at" TEXT NOT NULL,
    CONSTRAINT "ck_wallet_entries_balance_not_negative" CHECK (balance_after >= 0),
    CONSTRAINT "ck_wallet_entries_sign_and_source" CHECK ((kind = 'charge' AND amount > 0 AND order_id IS NULL) OR (kind = 'payment' AND amount < 0 AND order_id IS NOT NULL) OR (kind = 'refund' AND amount > 0 AND order_id IS NOT NULL)),
    CONSTRAINT "fk_wallet_entries_orders_order_id" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_wallet_entries_wallets_shopper_id" FOREIGN KEY ("shopper_id") REFERENCES "wallets" ("shopper_id") ON DELETE RESTRICT
);

INSERT INTO "audit_head" ("id", "hash", "length")
VALUES (1, '0000000000000000000000000000000000000000000000000000000000000000', 0);
SELECT changes();


INSERT INTO "revisions" ("name", "number")
VALUES ('catalog', 0);
SELECT changes();

INSERT INTO "revisions" ("name", "number")
VALUES ('ranking', 0);
SELECT changes();


CREATE INDEX "ix_admin_actions_action_id" ON "admin_actions" ("action", "id");

CREATE INDEX "ix_admin_actions_actor_id_id" ON "admin_actions" ("actor_id", "id");

CREATE INDEX "ix_admin_actions_subject_type_subject_id_id" ON "admin_actions" ("subject_type", "subject_id", "id");

CREATE UNIQUE INDEX "ix_cart_items_cart_id_product_id" ON "cart_items" ("cart_id", "product_id");

CREATE INDEX "ix_cart_items_product_id" ON "cart_items" ("product_id");

CREATE UNIQUE INDEX "ix_carts_guest_key" ON "carts" ("guest_key");

CREATE UNIQUE INDEX "ix_carts_shopper_id" ON "carts" ("shopper_id");

CREATE UNIQUE INDEX "ix_categories_name" ON "categories" ("name");

CREATE INDEX "ix_deliveries_destination_status_event_id" ON "deliveries" ("destination", "status", "event_id");

CREATE UNIQUE INDEX "ix_deliveries_event_id_destination" ON "deliveries" ("event_id", "destination");

CREATE INDEX "ix_deliveries_subject_id_subject_type_destination_event_id" ON "deliveries" ("subject_id", "subject_type", "destination", "event_id");

CREATE INDEX "ix_deliveries_unsent" ON "deliveries" ("next_attempt_at", "id") WHERE status IN ('pending', 'failed');

CREATE INDEX "ix_events_subject_id_subject_type_type" ON "events" ("subject_id", "subject_type", "type");

CREATE INDEX "ix_events_unrouted" ON "events" ("id") WHERE routed_at IS NULL;

CREATE INDEX "ix_idempotency_records_created_at" ON "idempotency_records" ("created_at");

CREATE INDEX "ix_job_runs_begun_at" ON "job_runs" ("begun_at");

CREATE INDEX "ix_job_runs_job_id" ON "job_runs" ("job", "id");

CREATE UNIQUE INDEX "ix_order_lines_order_id_product_id" ON "order_lines" ("order_id", "product_id");

CREATE INDEX "ix_order_lines_product_id" ON "order_lines" ("product_id");

CREATE INDEX "ix_orders_placed_at_status" ON "orders" ("placed_at", "status");

CREATE INDEX "ix_orders_shopper_id_id" ON "orders" ("shopper_id", "id");

CREATE INDEX "ix_popular_products_product_id" ON "popular_products" ("product_id");

CREATE INDEX "ix_products_category_id_published_id" ON "products" ("category_id", "published", "id");

CREATE INDEX "ix_products_published_id" ON "products" ("published", "id");

CREATE INDEX "ix_products_published_name_sort_key_en_id" ON "products" ("published", "name_sort_key_en", "id");

CREATE INDEX "ix_products_published_name_sort_key_id" ON "products" ("published", "name_sort_key", "id");

CREATE INDEX "ix_products_published_price_id" ON "products" ("published", "price", "id");

CREATE INDEX "ix_role_claims_role_id" ON "role_claims" ("role_id");

CREATE UNIQUE INDEX "role_name_index" ON "roles" ("normalized_name");

CREATE UNIQUE INDEX "ix_stock_movements_order_id_product_id_reason" ON "stock_movements" ("order_id", "product_id", "reason");

CREATE INDEX "ix_stock_movements_product_id" ON "stock_movements" ("product_id");

CREATE INDEX "ix_user_claims_user_id" ON "user_claims" ("user_id");

CREATE INDEX "ix_user_logins_user_id" ON "user_logins" ("user_id");

CREATE INDEX "ix_user_roles_role_id" ON "user_roles" ("role_id");

CREATE INDEX "email_index" ON "users" ("normalized_email");

CREATE UNIQUE INDEX "user_name_index" ON "users" ("normalized_user_name");

CREATE UNIQUE INDEX "ix_wallet_entries_order_id_kind" ON "wallet_entries" ("order_id", "kind");

CREATE UNIQUE INDEX "ix_wallet_entries_shopper_id_sequence" ON "wallet_entries" ("shopper_id", "sequence");

CREATE TRIGGER wallet_entries_append_only_update BEFORE UPDATE ON wallet_entries BEGIN SELECT RAISE(ABORT, 'wallet_entries is append-only'); END;

CREATE TRIGGER wallet_entries_append_only_delete BEFORE DELETE ON wallet_entries BEGIN SELECT RAISE(ABORT, 'wallet_entries is append-only'); END;

CREATE TRIGGER stock_movements_append_only_update BEFORE UPDATE ON stock_movements BEGIN SELECT RAISE(ABORT, 'stock_movements is append-only'); END;

CREATE TRIGGER stock_movements_append_only_delete BEFORE DELETE ON stock_movements BEGIN SELECT RAISE(ABORT, 'stock_movements is append-only'); END;

CREATE TRIGGER admin_actions_append_only_update BEFORE UPDATE ON admin_actions BEGIN SELECT RAISE(ABORT, 'admin_actions is append-only'); END;

CREATE TRIGGER admin_actions_append_only_delete BEFORE DELETE ON admin_actions BEGIN SELECT RAISE(ABORT, 'admin_actions is append-only'); END;

CREATE TRIGGER products_revision_insert AFTER INSERT ON products BEGIN UPDATE revisions SET number = number + 1 WHERE name = 'catalog'; END;

CREATE TRIGGER products_revision_delete AFTER DELETE ON products BEGIN UPDATE revisions SET number = number + 1 WHERE name = 'catalog'; END;

CREATE TRIGGER products_revision_update AFTER UPDATE OF name, name_en, price, category_id, published, search_text ON products BEGIN UPDATE revisions SET number = number + 1 WHERE name = 'catalog'; END;

CREATE TRIGGER categories_revision_insert AFTER INSERT ON categories BEGIN UPDATE revisions SET number = number + 1 WHERE name = 'catalog'; END;

CREATE TRIGGER categories_revision_delete AFTER DELETE ON categories BEGIN UPDATE revisions SET number = number + 1 WHERE name = 'catalog'; END;

CREATE TRIGGER categories_revision_update AFTER UPDATE OF name, name_en ON categories BEGIN UPDATE revisions SET number = number + 1 WHERE name = 'catalog'; END;

CREATE TRIGGER ranking_days_revision_insert AFTER INSERT ON ranking_days BEGIN UPDATE revisions SET number = number + 1 WHERE name = 'ranking'; END;

CREATE TRIGGER ranking_days_revision_delete AFTER DELETE ON ranking_days BEGIN UPDATE revisions SET number = number + 1 WHERE name = 'ranking'; END;

CREATE TRIGGER ranking_days_revision_update AFTER UPDATE OF date, aggregated_at ON ranking_days BEGIN UPDATE revisions SET number = number + 1 WHERE name = 'ranking'; END;

CREATE TRIGGER popular_products_revision_insert AFTER INSERT ON popular_products BEGIN UPDATE revisions SET number = number + 1 WHERE name = 'ranking'; END;

CREATE TRIGGER popular_products_revision_delete AFTER DELETE ON popular_products BEGIN UPDATE revisions SET number = number + 1 WHERE name = 'ranking'; END;

CREATE TRIGGER popular_products_revision_update AFTER UPDATE OF date, product_id, quantity_sold, revenue ON popular_products BEGIN UPDATE revisions SET number = number + 1 WHERE name = 'ranking'; END;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261127142812_Initial', 'EF');


CREATE TABLE "new_wallet_entries" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_wallet_entries" PRIMARY KEY AUTOINCREMENT,
    "shopper_id" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "balance_after" INTEGER NOT NULL,
    "order_id" INTEGER NULL,
    "created_at" TEXT NOT NULL, "reason" TEXT NULL,
    CONSTRAINT "ck_wallet_entries_balance_not_negative" CHECK (balance_after >= 0),
    CONSTRAINT "ck_wallet_entries_sign_and_source" CHECK ((kind = 'charge' AND amount > 0 AND order_id IS NULL) OR (kind = 'payment' AND amount < 0 AND order_id IS NOT NULL) OR (kind = 'refund' AND amount > 0 AND order_id IS NOT NULL) OR (kind = 'correction' AND amount <> 0 AND order_id IS NULL AND reason IS NOT NULL)),
    CONSTRAINT "fk_wallet_entries_orders_order_id" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_wallet_entries_wallets_shopper_id" FOREIGN KEY ("shopper_id") REFERENCES "wallets" ("shopper_id")
        ON DELETE RESTRICT
);

INSERT INTO new_wallet_entries (id, shopper_id, sequence, kind, amount, balance_after, order_id, created_at) SELECT id, shopper_id, sequence, kind, amount, balance_after, order_id, created_at FROM wallet_entries;

DROP TABLE wallet_entries;

ALTER TABLE new_wallet_entries RENAME TO wallet_entries;

CREATE UNIQUE INDEX ix_wallet_entries_order_id_kind ON wallet_entries (order_id, kind);

CREATE UNIQUE INDEX ix_wallet_entries_shopper_id_sequence ON wallet_entries (shopper_id, sequence);

CREATE TRIGGER wallet_entries_append_only_update BEFORE UPDATE ON wallet_entries BEGIN SELECT RAISE(ABORT, 'wallet_entries is append-only'); END;

CREATE TRIGGER wallet_entries_append_only_delete BEFORE DELETE ON wallet_entries BEGIN SELECT RAISE(ABORT, 'wallet_entries is append-only'); END;

ALTER TABLE "users" ADD "created_at" TEXT NULL;

ALTER TABLE "users" ADD "language" TEXT NULL;

ALTER TABLE "products" ADD "picture" TEXT NULL;

ALTER TABLE "products" ADD "sku" TEXT NULL;

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

INSERT INTO "revisions" ("name", "number")
VALUES ('folded', 0);
SELECT changes();

INSERT INTO "revisions" ("name", "number")
VALUES ('indexed', 0);
SELECT changes();


CREATE INDEX "ix_users_created_at" ON "users" ("created_at");

CREATE UNIQUE INDEX "ix_products_sku" ON "products" ("sku");

CREATE INDEX "ix_product_pictures_product_id_position" ON "product_pictures" ("product_id", "position");

CREATE INDEX "ix_shopper_notes_shopper_id_id" ON "shopper_notes" ("shopper_id", "id");

CREATE TRIGGER products_changes_insert AFTER INSERT ON products WHEN NEW.id <= (SELECT number FROM revisions WHERE name = 'indexed') BEGIN INSERT INTO product_changes (product_id, stock_only) VALUES (NEW.id, 0); END;

CREATE TRIGGER products_changes_delete AFTER DELETE ON products BEGIN INSERT INTO product_changes (product_id, old_text, old_category_id, stock_only) VALUES (OLD.id, CASE WHEN OLD.published = 1 THEN OLD.search_text END, OLD.category_id, 0); END;

CREATE TRIGGER products_changes_update AFTER UPDATE OF price, category_id, published, search_text, name_sort_key, name_sort_key_en ON products BEGIN INSERT INTO product_changes (product_id, old_text, old_category_id, stock_only) VALUES (OLD.id, CASE WHEN OLD.published = 1 THEN OLD.search_text END, OLD.category_id, 0); END;

CREATE TRIGGER products_changes_stock AFTER UPDATE OF stock ON products WHEN (OLD.stock = 0) <> (NEW.stock = 0) BEGIN INSERT INTO product_changes (product_id, stock_only) VALUES (NEW.id, 1); END;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261128100246_Running', 'EF');


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

CREATE TABLE "shopper_notes" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_shopper_notes" PRIMARY KEY AUTOINCREMENT,
    "shopper_id" INTEGER NOT NULL,
    "author_id" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    CONSTRAINT "fk_shopper_notes_users_shopper_id" FOREIGN KEY ("shopper_id") REFERENCES "users" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_users_created_at" ON "users" ("created_at");

CREATE INDEX "ix_shopper_notes_shopper_id_id" ON "shopper_notes" ("shopper_id", "id");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261128090223_ShopperCare', 'EF');


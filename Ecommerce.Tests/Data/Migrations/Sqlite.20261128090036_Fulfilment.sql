ALTER TABLE "orders" ADD "carrier" TEXT NULL;

ALTER TABLE "orders" ADD "delivered_at" TEXT NULL;

ALTER TABLE "orders" ADD "refunded" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "orders" ADD "shipped_at" TEXT NULL;

ALTER TABLE "orders" ADD "tracking_number" TEXT NULL;

CREATE TABLE "addresses" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_addresses" PRIMARY KEY AUTOINCREMENT,
    "shopper_id" INTEGER NOT NULL,
    "recipient" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "postal_code" TEXT NOT NULL,
    "address1" TEXT NOT NULL,
    "address2" TEXT NULL,
    "note" TEXT NULL,
    "default_of" INTEGER NULL,
    CONSTRAINT "ck_addresses_default_of_owner" CHECK (default_of = shopper_id),
    CONSTRAINT "fk_addresses_users_shopper_id" FOREIGN KEY ("shopper_id") REFERENCES "users" ("id") ON DELETE RESTRICT
);

CREATE TABLE "order_deliveries" (
    "order_id" INTEGER NOT NULL CONSTRAINT "pk_order_deliveries" PRIMARY KEY,
    "recipient" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "postal_code" TEXT NOT NULL,
    "address1" TEXT NOT NULL,
    "address2" TEXT NULL,
    "note" TEXT NULL,
    CONSTRAINT "fk_order_deliveries_orders_order_id" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_orders_status_id" ON "orders" ("status", "id");

CREATE INDEX "ix_orders_tracking_number" ON "orders" ("tracking_number") WHERE tracking_number IS NOT NULL;

CREATE UNIQUE INDEX "ix_addresses_default_of" ON "addresses" ("default_of");

CREATE INDEX "ix_addresses_shopper_id" ON "addresses" ("shopper_id");

CREATE INDEX "ix_order_deliveries_recipient_order_id" ON "order_deliveries" ("recipient", "order_id");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261128090036_Fulfilment', 'EF');


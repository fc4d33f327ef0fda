ALTER TABLE "products" ADD "low_since" TEXT NULL;

ALTER TABLE "products" ADD "low_stock_at" INTEGER NULL;

CREATE TABLE "price_changes" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_price_changes" PRIMARY KEY AUTOINCREMENT,
    "product_id" INTEGER NOT NULL,
    "old_price" INTEGER NOT NULL,
    "new_price" INTEGER NOT NULL,
    "actor_id" INTEGER NULL,
    "origin" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    CONSTRAINT "fk_price_changes_products_product_id" FOREIGN KEY ("product_id") REFERENCES "products" ("id") ON DELETE RESTRICT
);

CREATE TABLE "scheduled_changes" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_scheduled_changes" PRIMARY KEY AUTOINCREMENT,
    "product_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "price" INTEGER NULL,
    "due_at" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "planned_by" INTEGER NULL,
    "planned_at" TEXT NOT NULL,
    "ended_at" TEXT NULL,
    CONSTRAINT "ck_scheduled_changes_price" CHECK ((kind = 'price' AND price IS NOT NULL AND price >= 1 AND price <= 1000000000) OR (kind <> 'price' AND price IS NULL)),
    CONSTRAINT "fk_scheduled_changes_products_product_id" FOREIGN KEY ("product_id") REFERENCES "products" ("id") ON DELETE RESTRICT
);

INSERT INTO "revisions" ("name", "number")
VALUES ('low-stock', 0);
SELECT changes();


CREATE INDEX "ix_products_low" ON "products" ("id") WHERE low_since IS NOT NULL;

CREATE INDEX "ix_price_changes_product_id_id" ON "price_changes" ("product_id", "id");

CREATE INDEX "ix_scheduled_changes_planned" ON "scheduled_changes" ("due_at", "id") WHERE status = 'planned';

CREATE INDEX "ix_scheduled_changes_product_id_due_at_id" ON "scheduled_changes" ("product_id", "due_at", "id");

CREATE TRIGGER refunds_append_only_update BEFORE UPDATE ON refunds BEGIN SELECT RAISE(ABORT, 'refunds is append-only'); END;

CREATE TRIGGER refunds_append_only_delete BEFORE DELETE ON refunds BEGIN SELECT RAISE(ABORT, 'refunds is append-only'); END;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261128130208_StockWork', 'EF');


ALTER TABLE "products" ADD "picture" TEXT NULL;

ALTER TABLE "products" ADD "sku" TEXT NULL;

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

CREATE TABLE "picture_files" (
    "picture_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "content" BLOB NOT NULL,
    CONSTRAINT "pk_picture_files" PRIMARY KEY ("picture_id", "name"),
    CONSTRAINT "fk_picture_files_product_pictures_picture_id" FOREIGN KEY ("picture_id") REFERENCES "product_pictures" ("id") ON DELETE CASCADE
);

CREATE UNIQUE INDEX "ix_products_sku" ON "products" ("sku");

CREATE INDEX "ix_product_pictures_product_id_position" ON "product_pictures" ("product_id", "position");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261128090314_ProductWork', 'EF');


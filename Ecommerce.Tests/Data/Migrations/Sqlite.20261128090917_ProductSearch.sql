CREATE TABLE "product_changes" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_product_changes" PRIMARY KEY AUTOINCREMENT,
    "product_id" INTEGER NOT NULL,
    "old_text" TEXT NULL,
    "old_category_id" INTEGER NULL,
    "stock_only" INTEGER NOT NULL
);

CREATE TABLE "search_postings" (
    "term" INTEGER NOT NULL,
    "block" INTEGER NOT NULL,
    "ids" BLOB NOT NULL,
    CONSTRAINT "pk_search_postings" PRIMARY KEY ("term", "block")
);

INSERT INTO "revisions" ("name", "number")
VALUES ('folded', 0);
SELECT changes();

INSERT INTO "revisions" ("name", "number")
VALUES ('indexed', 0);
SELECT changes();


CREATE TRIGGER products_changes_insert AFTER INSERT ON products WHEN NEW.id <= (SELECT number FROM revisions WHERE name = 'indexed') BEGIN INSERT INTO product_changes (product_id, stock_only) VALUES (NEW.id, 0); END;

CREATE TRIGGER products_changes_delete AFTER DELETE ON products BEGIN INSERT INTO product_changes (product_id, old_text, old_category_id, stock_only) VALUES (OLD.id, CASE WHEN OLD.published = 1 THEN OLD.search_text END, OLD.category_id, 0); END;

CREATE TRIGGER products_changes_update AFTER UPDATE OF price, category_id, published, search_text, name_sort_key, name_sort_key_en ON products BEGIN INSERT INTO product_changes (product_id, old_text, old_category_id, stock_only) VALUES (OLD.id, CASE WHEN OLD.published = 1 THEN OLD.search_text END, OLD.category_id, 0); END;

CREATE TRIGGER products_changes_stock AFTER UPDATE OF stock ON products WHEN (OLD.stock = 0) <> (NEW.stock = 0) BEGIN INSERT INTO product_changes (product_id, stock_only) VALUES (NEW.id, 1); END;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261128090917_ProductSearch', 'EF');


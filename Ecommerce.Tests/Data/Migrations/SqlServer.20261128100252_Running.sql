ALTER TABLE [wallet_entries] DROP CONSTRAINT [ck_wallet_entries_sign_and_source];
GO

ALTER TABLE [wallet_entries] ADD [reason] nvarchar(200) NULL;
GO

ALTER TABLE [users] ADD [created_at] datetime2(3) NULL;
GO

ALTER TABLE [users] ADD [language] nvarchar(10) NULL;
GO

ALTER TABLE [products] ADD [picture] nvarchar(52) NULL;
GO

ALTER TABLE [products] ADD [sku] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL;
GO

CREATE TABLE [product_changes] (
    [id] bigint NOT NULL IDENTITY,
    [product_id] bigint NOT NULL,
    [old_text] nvarchar(max) NULL,
    [old_category_id] bigint NULL,
    [stock_only] bit NOT NULL,
    CONSTRAINT [pk_product_changes] PRIMARY KEY ([id])
);
GO

CREATE TABLE [product_pictures] (
    [id] bigint NOT NULL IDENTITY,
    [product_id] bigint NOT NULL,
    [position] int NOT NULL,
    [hash] nvarchar(32) NOT NULL,
    [alt] nvarchar(200) NOT NULL,
    [alt_en] nvarchar(200) NULL,
    [width] int NOT NULL,
    [height] int NOT NULL,
    [created_at] datetime2(3) NOT NULL,
    CONSTRAINT [pk_product_pictures] PRIMARY KEY ([id]),
    CONSTRAINT [fk_product_pictures_products_product_id] FOREIGN KEY ([product_id]) REFERENCES [products] ([id]) ON DELETE CASCADE
);
GO

CREATE TABLE [search_postings] (
    [term] bigint NOT NULL,
    [block] int NOT NULL,
    [ids] varbinary(4096) NOT NULL,
    CONSTRAINT [pk_search_postings] PRIMARY KEY ([term], [block])
);
GO

CREATE TABLE [shopper_notes] (
    [id] bigint NOT NULL IDENTITY,
    [shopper_id] bigint NOT NULL,
    [author_id] bigint NOT NULL,
    [text] nvarchar(2000) NOT NULL,
    [created_at] datetime2(3) NOT NULL,
    CONSTRAINT [pk_shopper_notes] PRIMARY KEY ([id]),
    CONSTRAINT [fk_shopper_notes_users_shopper_id] FOREIGN KEY ([shopper_id]) REFERENCES [users] ([id]) ON DELETE NO ACTION
);
GO

CREATE TABLE [picture_files] (
    [picture_id] bigint NOT NULL,
    [name] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [content] varbinary(max) NOT NULL,
    CONSTRAINT [pk_picture_files] PRIMARY KEY ([picture_id], [name]),
    CONSTRAINT [fk_picture_files_product_pictures_picture_id] FOREIGN KEY ([picture_id]) REFERENCES [product_pictures] ([id]) ON DELETE CASCADE
);
GO

IF EXISTS (SELECT * FROM [sys].[identity_columns] WHERE [name] IN (N'name', N'number') AND [object_id] = OBJECT_ID(N'[revisions]'))
    SET IDENTITY_INSERT [revisions] ON;
INSERT INTO [revisions] ([name], [number])
VALUES (N'folded', CAST(0 AS bigint)),
(N'indexed', CAST(0 AS bigint));
IF EXISTS (SELECT * FROM [sys].[identity_columns] WHERE [name] IN (N'name', N'number') AND [object_id] = OBJECT_ID(N'[revisions]'))
    SET IDENTITY_INSERT [revisions] OFF;
GO

ALTER TABLE [wallet_entries] ADD CONSTRAINT [ck_wallet_entries_sign_and_source] CHECK ((kind = 'charge' AND amount > 0 AND order_id IS NULL) OR (kind = 'payment' AND amount < 0 AND order_id IS NOT NULL) OR (kind = 'refund' AND amount > 0 AND order_id IS NOT NULL) OR (kind = 'correction' AND amount <> 0 AND order_id IS NULL AND reason IS NOT NULL));
GO

CREATE INDEX [ix_users_created_at] ON [users] ([created_at]);
GO

CREATE UNIQUE INDEX [ix_products_sku] ON [products] ([sku]) WHERE [sku] IS NOT NULL;
GO

CREATE INDEX [ix_product_pictures_product_id_position] ON [product_pictures] ([product_id], [position]);
GO

CREATE INDEX [ix_shopper_notes_shopper_id_id] ON [shopper_notes] ([shopper_id], [id]);
GO

INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
VALUES (N'20261128100252_Running', N'EF');
GO


DROP INDEX [ix_wallet_entries_order_id_kind] ON [wallet_entries];
GO

ALTER TABLE [wallet_entries] DROP CONSTRAINT [ck_wallet_entries_sign_and_source];
GO

DROP INDEX [ix_stock_movements_order_id_product_id_reason] ON [stock_movements];
GO

ALTER TABLE [wallet_entries] ADD [reason] nvarchar(200) NULL;
GO

ALTER TABLE [wallet_entries] ADD [refund_number] int NOT NULL DEFAULT 0;
GO

ALTER TABLE [users] ADD [created_at] datetime2(3) NULL;
GO

ALTER TABLE [users] ADD [language] nvarchar(10) NULL;
GO

ALTER TABLE [stock_movements] ADD [refund_number] int NOT NULL DEFAULT 0;
GO

ALTER TABLE [ranking_days] ADD [outdated] bit NOT NULL DEFAULT CAST(0 AS bit);
GO

ALTER TABLE [products] ADD [picture] nvarchar(52) NULL;
GO

ALTER TABLE [products] ADD [sku] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL;
GO

ALTER TABLE [orders] ADD [refund_count] int NOT NULL DEFAULT 0;
GO

ALTER TABLE [order_lines] ADD [refunded_amount] bigint NOT NULL DEFAULT CAST(0 AS bigint);
GO

ALTER TABLE [order_lines] ADD [refunded_quantity] int NOT NULL DEFAULT 0;
GO

ALTER TABLE [events] ADD [number] int NOT NULL DEFAULT 0;
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

CREATE TABLE [refunds] (
    [order_id] bigint NOT NULL,
    [number] int NOT NULL,
    [amount] bigint NOT NULL,
    [reason] nvarchar(200) NOT NULL,
    [restocked] bit NOT NULL,
    [refunded_by] bigint NULL,
    [created_at] datetime2(3) NOT NULL,
    CONSTRAINT [pk_refunds] PRIMARY KEY ([order_id], [number]),
    CONSTRAINT [ck_refunds_amount] CHECK (number >= 1 AND amount >= 0),
    CONSTRAINT [fk_refunds_orders_order_id] FOREIGN KEY ([order_id]) REFERENCES [orders] ([id]) ON DELETE NO ACTION
);
GO

CREATE TABLE [return_requests] (
    [id] bigint NOT NULL IDENTITY,
    [order_id] bigint NOT NULL,
    [status] nvarchar(20) NOT NULL,
    [reason] nvarchar(500) NOT NULL,
    [answer] nvarchar(500) NULL,
    [requested_at] datetime2(3) NOT NULL,
    [answered_at] datetime2(3) NULL,
    [refund_number] int NULL,
    CONSTRAINT [pk_return_requests] PRIMARY KEY ([id]),
    CONSTRAINT [fk_return_requests_orders_order_id] FOREIGN KEY ([order_id]) REFERENCES [orders] ([id]) ON DELETE NO ACTION
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

CREATE TABLE [refund_lines] (
    [order_id] bigint NOT NULL,
    [number] int NOT NULL,
    [order_line_id] bigint NOT NULL,
    [quantity] int NOT NULL,
    [amount] bigint NOT NULL,
    CONSTRAINT [pk_refund_lines] PRIMARY KEY ([order_id], [number], [order_line_id]),
    CONSTRAINT [ck_refund_lines_amounts] CHECK (quantity >= 1 AND amount >= 0),
    CONSTRAINT [fk_refund_lines_order_lines_order_line_id] FOREIGN KEY ([order_line_id]) REFERENCES [order_lines] ([id]) ON DELETE NO ACTION,
    CONSTRAINT [fk_refund_lines_refunds_order_id_number] FOREIGN KEY ([order_id], [number]) REFERENCES [refunds] ([order_id], [number]) ON DELETE NO ACTION
);
GO

CREATE TABLE [return_lines] (
    [return_request_id] bigint NOT NULL,
    [order_line_id] bigint NOT NULL,
    [quantity] int NOT NULL,
    CONSTRAINT [pk_return_lines] PRIMARY KEY ([return_request_id], [order_line_id]),
    CONSTRAINT [ck_return_lines_quantity] CHECK (quantity >= 1),
    CONSTRAINT [fk_return_lines_order_lines_order_line_id] FOREIGN KEY ([order_line_id]) REFERENCES [order_lines] ([id]) ON DELETE NO ACTION,
    CONSTRAINT [fk_return_lines_return_requests_return_request_id] FOREIGN KEY ([return_request_id]) REFERENCES [return_requests] ([id]) ON DELETE CASCADE
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

CREATE UNIQUE INDEX [ix_wallet_entries_order_id_kind_refund_number] ON [wallet_entries] ([order_id], [kind], [refund_number]) WHERE [order_id] IS NOT NULL;
GO

ALTER TABLE [wallet_entries] ADD CONSTRAINT [ck_wallet_entries_sign_and_source] CHECK ((kind = 'charge' AND amount > 0 AND order_id IS NULL) OR (kind = 'payment' AND amount < 0 AND order_id IS NOT NULL) OR (kind = 'refund' AND amount > 0 AND order_id IS NOT NULL) OR (kind = 'correction' AND amount <> 0 AND order_id IS NULL AND reason IS NOT NULL));
GO

CREATE INDEX [ix_users_created_at] ON [users] ([created_at]);
GO

CREATE UNIQUE INDEX [ix_stock_movements_order_id_product_id_reason_refund_number] ON [stock_movements] ([order_id], [product_id], [reason], [refund_number]) WHERE [order_id] IS NOT NULL;
GO

CREATE UNIQUE INDEX [ix_products_sku] ON [products] ([sku]) WHERE [sku] IS NOT NULL;
GO

ALTER TABLE [orders] ADD CONSTRAINT [ck_orders_refunded] CHECK (refunded >= 0 AND refunded <= total AND refund_count >= 0);
GO

ALTER TABLE [order_lines] ADD CONSTRAINT [ck_order_lines_refunded] CHECK (refunded_quantity >= 0 AND refunded_quantity <= quantity AND refunded_amount >= 0 AND refunded_amount <= line_total);
GO

CREATE INDEX [ix_product_pictures_product_id_position] ON [product_pictures] ([product_id], [position]);
GO

CREATE INDEX [ix_refund_lines_order_line_id] ON [refund_lines] ([order_line_id]);
GO

CREATE INDEX [ix_return_lines_order_line_id] ON [return_lines] ([order_line_id]);
GO

CREATE UNIQUE INDEX [ix_return_requests_order_id] ON [return_requests] ([order_id]) WHERE status = 'open';
GO

CREATE INDEX [ix_return_requests_order_id_id] ON [return_requests] ([order_id], [id]);
GO

CREATE INDEX [ix_return_requests_status_id] ON [return_requests] ([status], [id]);
GO

CREATE INDEX [ix_shopper_notes_shopper_id_id] ON [shopper_notes] ([shopper_id], [id]);
GO

INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
VALUES (N'20261128110201_Running', N'EF');
GO


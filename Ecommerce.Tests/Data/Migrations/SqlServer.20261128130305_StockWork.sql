ALTER TABLE [products] ADD [low_since] datetime2(3) NULL;
GO

ALTER TABLE [products] ADD [low_stock_at] int NULL;
GO

CREATE TABLE [price_changes] (
    [id] bigint NOT NULL IDENTITY,
    [product_id] bigint NOT NULL,
    [old_price] bigint NOT NULL,
    [new_price] bigint NOT NULL,
    [actor_id] bigint NULL,
    [origin] nvarchar(20) NOT NULL,
    [created_at] datetime2(3) NOT NULL,
    CONSTRAINT [pk_price_changes] PRIMARY KEY ([id]),
    CONSTRAINT [fk_price_changes_products_product_id] FOREIGN KEY ([product_id]) REFERENCES [products] ([id]) ON DELETE NO ACTION
);
GO

CREATE TABLE [scheduled_changes] (
    [id] bigint NOT NULL IDENTITY,
    [product_id] bigint NOT NULL,
    [kind] nvarchar(20) NOT NULL,
    [price] bigint NULL,
    [due_at] datetime2(3) NOT NULL,
    [status] nvarchar(20) NOT NULL,
    [planned_by] bigint NULL,
    [planned_at] datetime2(3) NOT NULL,
    [ended_at] datetime2(3) NULL,
    CONSTRAINT [pk_scheduled_changes] PRIMARY KEY ([id]),
    CONSTRAINT [ck_scheduled_changes_price] CHECK ((kind = 'price' AND price IS NOT NULL AND price >= 1 AND price <= 1000000000) OR (kind <> 'price' AND price IS NULL)),
    CONSTRAINT [fk_scheduled_changes_products_product_id] FOREIGN KEY ([product_id]) REFERENCES [products] ([id]) ON DELETE NO ACTION
);
GO

IF EXISTS (SELECT * FROM [sys].[identity_columns] WHERE [name] IN (N'name', N'number') AND [object_id] = OBJECT_ID(N'[revisions]'))
    SET IDENTITY_INSERT [revisions] ON;
INSERT INTO [revisions] ([name], [number])
VALUES (N'low-stock', CAST(0 AS bigint));
IF EXISTS (SELECT * FROM [sys].[identity_columns] WHERE [name] IN (N'name', N'number') AND [object_id] = OBJECT_ID(N'[revisions]'))
    SET IDENTITY_INSERT [revisions] OFF;
GO

CREATE INDEX [ix_products_low] ON [products] ([id]) WHERE low_since IS NOT NULL;
GO

CREATE INDEX [ix_price_changes_product_id_id] ON [price_changes] ([product_id], [id]);
GO

CREATE INDEX [ix_scheduled_changes_planned] ON [scheduled_changes] ([due_at], [id]) WHERE status = 'planned';
GO

CREATE INDEX [ix_scheduled_changes_product_id_due_at_id] ON [scheduled_changes] ([product_id], [due_at], [id]);
GO

EXEC(N'CREATE TRIGGER refunds_append_only ON refunds INSTEAD OF UPDATE, DELETE AS SET NOCOUNT ON; THROW 50001, ''refunds is append-only'', 1;');
GO

INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
VALUES (N'20261128130305_StockWork', N'EF');
GO


ALTER TABLE [products] ADD [picture] nvarchar(52) NULL;
GO

ALTER TABLE [products] ADD [sku] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL;
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

CREATE TABLE [picture_files] (
    [picture_id] bigint NOT NULL,
    [name] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [content] varbinary(max) NOT NULL,
    CONSTRAINT [pk_picture_files] PRIMARY KEY ([picture_id], [name]),
    CONSTRAINT [fk_picture_files_product_pictures_picture_id] FOREIGN KEY ([picture_id]) REFERENCES [product_pictures] ([id]) ON DELETE CASCADE
);
GO

CREATE UNIQUE INDEX [ix_products_sku] ON [products] ([sku]) WHERE [sku] IS NOT NULL;
GO

CREATE INDEX [ix_product_pictures_product_id_position] ON [product_pictures] ([product_id], [position]);
GO

INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
VALUES (N'20261128090321_ProductWork', N'EF');
GO


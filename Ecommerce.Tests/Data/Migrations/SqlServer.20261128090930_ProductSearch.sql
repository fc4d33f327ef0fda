CREATE TABLE [product_changes] (
    [id] bigint NOT NULL IDENTITY,
    [product_id] bigint NOT NULL,
    [old_text] nvarchar(max) NULL,
    [old_category_id] bigint NULL,
    [stock_only] bit NOT NULL,
    CONSTRAINT [pk_product_changes] PRIMARY KEY ([id])
);
GO

CREATE TABLE [search_postings] (
    [term] bigint NOT NULL,
    [block] int NOT NULL,
    [ids] varbinary(4096) NOT NULL,
    CONSTRAINT [pk_search_postings] PRIMARY KEY ([term], [block])
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

INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
VALUES (N'20261128090930_ProductSearch', N'EF');
GO


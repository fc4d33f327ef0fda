ALTER TABLE [wallet_entries] DROP CONSTRAINT [ck_wallet_entries_sign_and_source];
GO

ALTER TABLE [wallet_entries] ADD [reason] nvarchar(200) NULL;
GO

ALTER TABLE [users] ADD [created_at] datetime2(3) NULL;
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

ALTER TABLE [wallet_entries] ADD CONSTRAINT [ck_wallet_entries_sign_and_source] CHECK ((kind = 'charge' AND amount > 0 AND order_id IS NULL) OR (kind = 'payment' AND amount < 0 AND order_id IS NOT NULL) OR (kind = 'refund' AND amount > 0 AND order_id IS NOT NULL) OR (kind = 'correction' AND amount <> 0 AND order_id IS NULL AND reason IS NOT NULL));
GO

CREATE INDEX [ix_users_created_at] ON [users] ([created_at]);
GO

CREATE INDEX [ix_shopper_notes_shopper_id_id] ON [shopper_notes] ([shopper_id], [id]);
GO

INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
VALUES (N'20261128090247_ShopperCare', N'EF');
GO


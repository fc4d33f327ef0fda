ALTER TABLE [orders] ADD [carrier] nvarchar(50) NULL;
GO

ALTER TABLE [orders] ADD [delivered_at] datetime2(3) NULL;
GO

ALTER TABLE [orders] ADD [refunded] bigint NOT NULL DEFAULT CAST(0 AS bigint);
GO

ALTER TABLE [orders] ADD [shipped_at] datetime2(3) NULL;
GO

ALTER TABLE [orders] ADD [tracking_number] nvarchar(50) NULL;
GO

CREATE TABLE [addresses] (
    [id] bigint NOT NULL IDENTITY,
    [shopper_id] bigint NOT NULL,
    [recipient] nvarchar(50) NOT NULL,
    [phone] nvarchar(20) NOT NULL,
    [postal_code] nvarchar(5) NOT NULL,
    [address1] nvarchar(200) NOT NULL,
    [address2] nvarchar(200) NULL,
    [note] nvarchar(200) NULL,
    [default_of] bigint NULL,
    CONSTRAINT [pk_addresses] PRIMARY KEY ([id]),
    CONSTRAINT [ck_addresses_default_of_owner] CHECK (default_of = shopper_id),
    CONSTRAINT [fk_addresses_users_shopper_id] FOREIGN KEY ([shopper_id]) REFERENCES [users] ([id]) ON DELETE NO ACTION
);
GO

CREATE TABLE [order_deliveries] (
    [order_id] bigint NOT NULL,
    [recipient] nvarchar(50) NOT NULL,
    [phone] nvarchar(20) NOT NULL,
    [postal_code] nvarchar(5) NOT NULL,
    [address1] nvarchar(200) NOT NULL,
    [address2] nvarchar(200) NULL,
    [note] nvarchar(200) NULL,
    CONSTRAINT [pk_order_deliveries] PRIMARY KEY ([order_id]),
    CONSTRAINT [fk_order_deliveries_orders_order_id] FOREIGN KEY ([order_id]) REFERENCES [orders] ([id]) ON DELETE NO ACTION
);
GO

CREATE INDEX [ix_orders_status_id] ON [orders] ([status], [id]);
GO

CREATE INDEX [ix_orders_tracking_number] ON [orders] ([tracking_number]) WHERE tracking_number IS NOT NULL;
GO

CREATE UNIQUE INDEX [ix_addresses_default_of] ON [addresses] ([default_of]) WHERE [default_of] IS NOT NULL;
GO

CREATE INDEX [ix_addresses_shopper_id] ON [addresses] ([shopper_id]);
GO

CREATE INDEX [ix_order_deliveries_recipient_order_id] ON [order_deliveries] ([recipient], [order_id]);
GO

INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
VALUES (N'20261128090211_Fulfilment', N'EF');
GO


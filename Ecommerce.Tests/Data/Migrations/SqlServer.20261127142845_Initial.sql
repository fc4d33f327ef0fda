IF OBJECT_ID(N'[__EFMigrationsHistory]') IS NULL
BEGIN
    CREATE TABLE [__EFMigrationsHistory] (
        [MigrationId] nvarchar(150) NOT NULL,
        [ProductVersion] nvarchar(32) NOT NULL,
        CONSTRAINT [PK___EFMigrationsHistory] PRIMARY KEY ([MigrationId])
    );
END;
GO

CREATE SEQUENCE [order_ids] START WITH 1 INCREMENT BY 1 NO CYCLE;
GO

CREATE TABLE [admin_actions] (
    [id] bigint NOT NULL,
    [created_at] datetime2(3) NOT NULL,
    [actor_id] bigint NULL,
    [role] nvarchar(20) NULL,
    [origin] nvarchar(20) NOT NULL,
    [action] nvarchar(50) NOT NULL,
    [subject_type] nvarchar(20) NOT NULL,
    [subject_id] nvarchar(100) NOT NULL,
    [before] nvarchar(max) NULL,
    [after] nvarchar(max) NULL,
    [previous_hash] nvarchar(64) NOT NULL,
    [hash] nvarchar(64) NOT NULL,
    CONSTRAINT [pk_admin_actions] PRIMARY KEY ([id])
);
GO

CREATE TABLE [audit_head] (
    [id] int NOT NULL,
    [length] bigint NOT NULL,
    [hash] nvarchar(64) NOT NULL,
    CONSTRAINT [pk_audit_head] PRIMARY KEY ([id])
);
GO

CREATE TABLE [categories] (
    [id] bigint NOT NULL IDENTITY,
    [name] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [name_en] nvarchar(100) NULL,
    CONSTRAINT [pk_categories] PRIMARY KEY ([id])
);
GO

CREATE TABLE [data_protection_keys] (
    [id] bigint NOT NULL IDENTITY,
    [friendly_name] nvarchar(200) NOT NULL,
    [xml] nvarchar(max) NOT NULL,
    CONSTRAINT [pk_data_protection_keys] PRIMARY KEY ([id])
);
GO

CREATE TABLE [events] (
    [id] bigint NOT NULL IDENTITY,
    [type] nvarchar(50) NOT NULL,
    [subject_type] nvarchar(20) NOT NULL,
    [subject_id] bigint NOT NULL,
    [payload] nvarchar(max) NOT NULL,
    [occurred_at] datetime2(3) NOT NULL,
    [routed_at] datetime2(3) NULL,
    CONSTRAINT [pk_events] PRIMARY KEY ([id])
);
GO

CREATE TABLE [job_runs] (
    [id] bigint NOT NULL IDENTITY,
    [job] nvarchar(50) NOT NULL,
    [begun_at] datetime2(3) NOT NULL,
    [ended_at] datetime2(3) NULL,
    [outcome] nvarchar(20) NULL,
    [figures] nvarchar(200) NULL,
    [error] nvarchar(500) NULL,
    [by_hand] bit NOT NULL,
    [instance] nvarchar(200) NOT NULL,
    CONSTRAINT [pk_job_runs] PRIMARY KEY ([id])
);
GO

CREATE TABLE [ranking_days] (
    [date] date NOT NULL,
    [aggregated_at] datetime2(3) NOT NULL,
    CONSTRAINT [pk_ranking_days] PRIMARY KEY ([date])
);
GO

CREATE TABLE [revisions] (
    [name] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [number] bigint NOT NULL,
    CONSTRAINT [pk_revisions] PRIMARY KEY ([name])
);
GO

CREATE TABLE [roles] (
    [id] bigint NOT NULL IDENTITY,
    [name] nvarchar(256) NULL,
    [normalized_name] nvarchar(256) COLLATE Latin1_General_100_BIN2 NULL,
    [concurrency_stamp] nvarchar(max) NULL,
    CONSTRAINT [pk_roles] PRIMARY KEY ([id])
);
GO

CREATE TABLE [users] (
    [id] bigint NOT NULL IDENTITY,
    [user_name] nvarchar(256) NULL,
    [normalized_user_name] nvarchar(256) COLLATE Latin1_General_100_BIN2 NULL,
    [email] nvarchar(256) NULL,
    [normalized_email] nvarchar(256) COLLATE Latin1_General_100_BIN2 NULL,
    [email_confirmed] bit NOT NULL,
    [password_hash] nvarchar(max) NULL,
    [security_stamp] nvarchar(max) NULL,
    [concurrency_stamp] nvarchar(max) NULL,
    [phone_number] nvarchar(max) NULL,
    [phone_number_confirmed] bit NOT NULL,
    [two_factor_enabled] bit NOT NULL,
    [lockout_end] datetimeoffset NULL,
    [lockout_enabled] bit NOT NULL,
    [access_failed_count] int NOT NULL,
    CONSTRAINT [pk_users] PRIMARY KEY ([id])
);
GO

CREATE TABLE [products] (
    [id] bigint NOT NULL IDENTITY,
    [name] nvarchar(200) NOT NULL,
    [name_en] nvarchar(200) NULL,
    [description] nvarchar(4000) NOT NULL,
    [description_en] nvarchar(4000) NULL,
    [price] bigint NOT NULL,
    [stock] int NOT NULL,
    [category_id] bigint NOT NULL,
    [image_url] nvarchar(500) NULL,
    [published] bit NOT NULL,
    [version] int NOT NULL,
    [created_at] datetime2(3) NOT NULL,
    [search_text] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [name_sort_key] varbinary(400) NOT NULL,
    [name_sort_key_en] varbinary(400) NOT NULL,
    CONSTRAINT [pk_products] PRIMARY KEY ([id]),
    CONSTRAINT [ck_products_price_in_range] CHECK (price >= 1 AND price <= 1000000000),
    CONSTRAINT [ck_products_stock_not_negative] CHECK (stock >= 0),
    CONSTRAINT [fk_products_categories_category_id] FOREIGN KEY ([category_id]) REFERENCES [categories] ([id]) ON DELETE NO ACTION
);
GO

CREATE TABLE [deliveries] (
    [id] bigint NOT NULL IDENTITY,
    [event_id] bigint NOT NULL,
    [destination] nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [subject_type] nvarchar(20) NOT NULL,
    [subject_id] bigint NOT NULL,
    [status] nvarchar(20) NOT NULL,
    [attempts] int NOT NULL,
    [last_error] nvarchar(500) NULL,
    [occurred_at] datetime2(3) NOT NULL,
    [next_attempt_at] datetime2(3) NOT NULL,
    [sent_at] datetime2(3) NULL,
    [failing_since] datetime2(3) NULL,
    CONSTRAINT [pk_deliveries] PRIMARY KEY ([id]),
    CONSTRAINT [fk_deliveries_events_event_id] FOREIGN KEY ([event_id]) REFERENCES [events] ([id]) ON DELETE NO ACTION
);
GO

CREATE TABLE [role_claims] (
    [id] int NOT NULL IDENTITY,
    [role_id] bigint NOT NULL,
    [claim_type] nvarchar(max) NULL,
    [claim_value] nvarchar(max) NULL,
    CONSTRAINT [pk_role_claims] PRIMARY KEY ([id]),
    CONSTRAINT [fk_role_claims_roles_role_id] FOREIGN KEY ([role_id]) REFERENCES [roles] ([id]) ON DELETE CASCADE
);
GO

CREATE TABLE [carts] (
    [id] bigint NOT NULL IDENTITY,
    [shopper_id] bigint NULL,
    [guest_key] nvarchar(32) COLLATE Latin1_General_100_BIN2 NULL,
    [updated_at] datetime2(3) NOT NULL,
    CONSTRAINT [pk_carts] PRIMARY KEY ([id]),
    CONSTRAINT [ck_carts_one_owner] CHECK ((shopper_id IS NULL AND guest_key IS NOT NULL) OR (shopper_id IS NOT NULL AND guest_key IS NULL)),
    CONSTRAINT [fk_carts_users_shopper_id] FOREIGN KEY ([shopper_id]) REFERENCES [users] ([id]) ON DELETE NO ACTION
);
GO

CREATE TABLE [idempotency_records] (
    [shopper_id] bigint NOT NULL,
    [operation] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [client_key] nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [fingerprint] nvarchar(64) NOT NULL,
    [result] nvarchar(max) NOT NULL,
    [created_at] datetime2(3) NOT NULL,
    CONSTRAINT [pk_idempotency_records] PRIMARY KEY ([shopper_id], [operation], [client_key]),
    CONSTRAINT [fk_idempotency_records_users_shopper_id] FOREIGN KEY ([shopper_id]) REFERENCES [users] ([id]) ON DELETE NO ACTION
);
GO

CREATE TABLE [orders] (
    [id] bigint NOT NULL DEFAULT (NEXT VALUE FOR order_ids),
    [shopper_id] bigint NOT NULL,
    [status] nvarchar(20) NOT NULL,
    [total] bigint NOT NULL,
    [currency] nvarchar(3) NOT NULL,
    [placed_at] datetime2(3) NOT NULL,
    [cancelled_at] datetime2(3) NULL,
    CONSTRAINT [pk_orders] PRIMARY KEY ([id]),
    CONSTRAINT [ck_orders_total_positive] CHECK (total > 0),
    CONSTRAINT [fk_orders_users_shopper_id] FOREIGN KEY ([shopper_id]) REFERENCES [users] ([id]) ON DELETE NO ACTION
);
GO

CREATE TABLE [user_claims] (
    [id] int NOT NULL IDENTITY,
    [user_id] bigint NOT NULL,
    [claim_type] nvarchar(max) NULL,
    [claim_value] nvarchar(max) NULL,
    CONSTRAINT [pk_user_claims] PRIMARY KEY ([id]),
    CONSTRAINT [fk_user_claims_users_user_id] FOREIGN KEY ([user_id]) REFERENCES [users] ([id]) ON DELETE CASCADE
);
GO

CREATE TABLE [user_logins] (
    [login_provider] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [provider_key] nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [provider_display_name] nvarchar(max) NULL,
    [user_id] bigint NOT NULL,
    CONSTRAINT [pk_user_logins] PRIMARY KEY ([login_provider], [provider_key]),
    CONSTRAINT [fk_user_logins_users_user_id] FOREIGN KEY ([user_id]) REFERENCES [users] ([id]) ON DELETE CASCADE
);
GO

CREATE TABLE [user_roles] (
    [user_id] bigint NOT NULL,
    [role_id] bigint NOT NULL,
    CONSTRAINT [pk_user_roles] PRIMARY KEY ([user_id], [role_id]),
    CONSTRAINT [fk_user_roles_roles_role_id] FOREIGN KEY ([role_id]) REFERENCES [roles] ([id]) ON DELETE CASCADE,
    CONSTRAINT [fk_user_roles_users_user_id] FOREIGN KEY ([user_id]) REFERENCES [users] ([id]) ON DELETE CASCADE
);
GO

CREATE TABLE [user_tokens] (
    [user_id] bigint NOT NULL,
    [login_provider] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [name] nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [value] nvarchar(max) NULL,
    CONSTRAINT [pk_user_tokens] PRIMARY KEY ([user_id], [login_provider], [name]),
    CONSTRAINT [fk_user_tokens_users_user_id] FOREIGN KEY ([user_id]) REFERENCES [users] ([id]) ON DELETE CASCADE
);
GO

CREATE TABLE [wallets] (
    [shopper_id] bigint NOT NULL,
    [balance] bigint NOT NULL,
    [entry_count] bigint NOT NULL,
    [closed_at] datetime2(3) NULL,
    CONSTRAINT [pk_wallets] PRIMARY KEY ([shopper_id]),
    CONSTRAINT [ck_wallets_balance_not_negative] CHECK (balance >= 0),
    CONSTRAINT [fk_wallets_users_shopper_id] FOREIGN KEY ([shopper_id]) REFERENCES [users] ([id]) ON DELETE NO ACTION
);
GO

CREATE TABLE [popular_products] (
    [date] date NOT NULL,
    [product_id] bigint NOT NULL,
    [quantity_sold] bigint NOT NULL,
    [revenue] bigint NOT NULL,
    [aggregated_at] datetime2(3) NOT NULL,
    CONSTRAINT [pk_popular_products] PRIMARY KEY ([date], [product_id]),
    CONSTRAINT [ck_popular_products_sold] CHECK (quantity_sold > 0 AND revenue > 0),
    CONSTRAINT [fk_popular_products_products_product_id] FOREIGN KEY ([product_id]) REFERENCES [products] ([id]) ON DELETE NO ACTION
);
GO

CREATE TABLE [cart_items] (
    [id] bigint NOT NULL IDENTITY,
    [cart_id] bigint NOT NULL,
    [product_id] bigint NOT NULL,
    [quantity] int NOT NULL,
    [price_seen] bigint NOT NULL,
    CONSTRAINT [pk_cart_items] PRIMARY KEY ([id]),
    CONSTRAINT [ck_cart_items_quantity_in_range] CHECK (quantity >= 1 AND quantity <= 999),
    CONSTRAINT [fk_cart_items_carts_cart_id] FOREIGN KEY ([cart_id]) REFERENCES [carts] ([id]) ON DELETE CASCADE,
    CONSTRAINT [fk_cart_items_products_product_id] FOREIGN KEY ([product_id]) REFERENCES [products] ([id]) ON DELETE NO ACTION
);
GO

CREATE TABLE [order_lines] (
    [id] bigint NOT NULL IDENTITY,
    [order_id] bigint NOT NULL,
    [product_id] bigint NOT NULL,
    [name] nvarchar(200) NOT NULL,
    [name_en] nvarchar(200) NULL,
    [unit_price] bigint NOT NULL,
    [quantity] int NOT NULL,
    [discount] bigint NOT NULL,
    [line_total] bigint NOT NULL,
    CONSTRAINT [pk_order_lines] PRIMARY KEY ([id]),
    CONSTRAINT [ck_order_lines_amounts] CHECK (quantity >= 1 AND quantity <= 999 AND unit_price >= 1 AND discount >= 0 AND line_total >= 0 AND line_total = unit_price * quantity - discount),
    CONSTRAINT [fk_order_lines_orders_order_id] FOREIGN KEY ([order_id]) REFERENCES [orders] ([id]) ON DELETE NO ACTION,
    CONSTRAINT [fk_order_lines_products_product_id] FOREIGN KEY ([product_id]) REFERENCES [products] ([id]) ON DELETE NO ACTION
);
GO

CREATE TABLE [stock_movements] (
    [id] bigint NOT NULL IDENTITY,
    [product_id] bigint NOT NULL,
    [delta] int NOT NULL,
    [reason] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [order_id] bigint NULL,
    [created_at] datetime2(3) NOT NULL,
    CONSTRAINT [pk_stock_movements] PRIMARY KEY ([id]),
    CONSTRAINT [fk_stock_movements_orders_order_id] FOREIGN KEY ([order_id]) REFERENCES [orders] ([id]) ON DELETE NO ACTION,
    CONSTRAINT [fk_stock_movements_products_product_id] FOREIGN KEY ([product_id]) REFERENCES [products] ([id]) ON DELETE NO ACTION
);
GO

CREATE TABLE [wallet_entries] (
    [id] bigint NOT NULL IDENTITY,
    [shopper_id] bigint NOT NULL,
    [sequence] bigint NOT NULL,
    [kind] nvarchar(20) NOT NULL,
    [amount] bigint NOT NULL,
    [balance_after] bigint NOT NULL,
    [order_id] bigint NULL,
    [created_at] datetime2(3) NOT NULL,
    CONSTRAINT [pk_wallet_entries] PRIMARY KEY ([id]),
    CONSTRAINT [ck_wallet_entries_balance_not_negative] CHECK (balance_after >= 0),
    CONSTRAINT [ck_wallet_entries_sign_and_source] CHECK ((kind = 'charge' AND amount > 0 AND order_id IS NULL) OR (kind = 'payment' AND amount < 0 AND order_id IS NOT NULL) OR (kind = 'refund' AND amount > 0 AND order_id IS NOT NULL)),
    CONSTRAINT [fk_wallet_entries_orders_order_id] FOREIGN KEY ([order_id]) REFERENCES [orders] ([id]) ON DELETE NO ACTION,
    CONSTRAINT [fk_wallet_entries_wallets_shopper_id] FOREIGN KEY ([shopper_id]) REFERENCES [wallets] ([shopper_id]) ON DELETE NO ACTION
);
GO

IF EXISTS (SELECT * FROM [sys].[identity_columns] WHERE [name] IN (N'id', N'hash', N'length') AND [object_id] = OBJECT_ID(N'[audit_head]'))
    SET IDENTITY_INSERT [audit_head] ON;
INSERT INTO [audit_head] ([id], [hash], [length])
VALUES (1, N'0000000000000000000000000000000000000000000000000000000000000000', CAST(0 AS bigint));
IF EXISTS (SELECT * FROM [sys].[identity_columns] WHERE [name] IN (N'id', N'hash', N'length') AND [object_id] = OBJECT_ID(N'[audit_head]'))
    SET IDENTITY_INSERT [audit_head] OFF;
GO

IF EXISTS (SELECT * FROM [sys].[identity_columns] WHERE [name] IN (N'name', N'number') AND [object_id] = OBJECT_ID(N'[revisions]'))
    SET IDENTITY_INSERT [revisions] ON;
INSERT INTO [revisions] ([name], [number])
VALUES (N'catalog', CAST(0 AS bigint)),
(N'ranking', CAST(0 AS bigint));
IF EXISTS (SELECT * FROM [sys].[identity_columns] WHERE [name] IN (N'name', N'number') AND [object_id] = OBJECT_ID(N'[revisions]'))
    SET IDENTITY_INSERT [revisions] OFF;
GO

CREATE INDEX [ix_admin_actions_action_id] ON [admin_actions] ([action], [id]);
GO

CREATE INDEX [ix_admin_actions_actor_id_id] ON [admin_actions] ([actor_id], [id]);
GO

CREATE INDEX [ix_admin_actions_subject_type_subject_id_id] ON [admin_actions] ([subject_type], [subject_id], [id]);
GO

CREATE UNIQUE INDEX [ix_cart_items_cart_id_product_id] ON [cart_items] ([cart_id], [product_id]);
GO

CREATE INDEX [ix_cart_items_product_id] ON [cart_items] ([product_id]);
GO

CREATE UNIQUE INDEX [ix_carts_guest_key] ON [carts] ([guest_key]) WHERE [guest_key] IS NOT NULL;
GO

CREATE UNIQUE INDEX [ix_carts_shopper_id] ON [carts] ([shopper_id]) WHERE [shopper_id] IS NOT NULL;
GO

CREATE UNIQUE INDEX [ix_categories_name] ON [categories] ([name]);
GO

CREATE INDEX [ix_deliveries_destination_status_event_id] ON [deliveries] ([destination], [status], [event_id]);
GO

CREATE UNIQUE INDEX [ix_deliveries_event_id_destination] ON [deliveries] ([event_id], [destination]);
GO

CREATE INDEX [ix_deliveries_subject_id_subject_type_destination_event_id] ON [deliveries] ([subject_id], [subject_type], [destination], [event_id]);
GO

CREATE INDEX [ix_deliveries_unsent] ON [deliveries] ([next_attempt_at], [id]) WHERE status IN ('pending', 'failed');
GO

CREATE INDEX [ix_events_subject_id_subject_type_type] ON [events] ([subject_id], [subject_type], [type]);
GO

CREATE INDEX [ix_events_unrouted] ON [events] ([id]) WHERE routed_at IS NULL;
GO

CREATE INDEX [ix_idempotency_records_created_at] ON [idempotency_records] ([created_at]);
GO

CREATE INDEX [ix_job_runs_begun_at] ON [job_runs] ([begun_at]);
GO

CREATE INDEX [ix_job_runs_job_id] ON [job_runs] ([job], [id]);
GO

CREATE UNIQUE INDEX [ix_order_lines_order_id_product_id] ON [order_lines] ([order_id], [product_id]);
GO

CREATE INDEX [ix_order_lines_product_id] ON [order_lines] ([product_id]);
GO

CREATE INDEX [ix_orders_placed_at_status] ON [orders] ([placed_at], [status]);
GO

CREATE INDEX [ix_orders_shopper_id_id] ON [orders] ([shopper_id], [id]);
GO

CREATE INDEX [ix_popular_products_product_id] ON [popular_products] ([product_id]);
GO

CREATE INDEX [ix_products_category_id_published_id] ON [products] ([category_id], [published], [id]);
GO

CREATE INDEX [ix_products_published_id] ON [products] ([published], [id]);
GO

CREATE INDEX [ix_products_published_name_sort_key_en_id] ON [products] ([published], [name_sort_key_en], [id]);
GO

CREATE INDEX [ix_products_published_name_sort_key_id] ON [products] ([published], [name_sort_key], [id]);
GO

CREATE INDEX [ix_products_published_price_id] ON [products] ([published], [price], [id]);
GO

CREATE INDEX [ix_role_claims_role_id] ON [role_claims] ([role_id]);
GO

CREATE UNIQUE INDEX [role_name_index] ON [roles] ([normalized_name]) WHERE [normalized_name] IS NOT NULL;
GO

CREATE UNIQUE INDEX [ix_stock_movements_order_id_product_id_reason] ON [stock_movements] ([order_id], [product_id], [reason]) WHERE [order_id] IS NOT NULL;
GO

CREATE INDEX [ix_stock_movements_product_id] ON [stock_movements] ([product_id]);
GO

CREATE INDEX [ix_user_claims_user_id] ON [user_claims] ([user_id]);
GO

CREATE INDEX [ix_user_logins_user_id] ON [user_logins] ([user_id]);
GO

CREATE INDEX [ix_user_roles_role_id] ON [user_roles] ([role_id]);
GO

CREATE INDEX [email_index] ON [users] ([normalized_email]);
GO

CREATE UNIQUE INDEX [user_name_index] ON [users] ([normalized_user_name]) WHERE [normalized_user_name] IS NOT NULL;
GO

CREATE UNIQUE INDEX [ix_wallet_entries_order_id_kind] ON [wallet_entries] ([order_id], [kind]) WHERE [order_id] IS NOT NULL;
GO

CREATE UNIQUE INDEX [ix_wallet_entries_shopper_id_sequence] ON [wallet_entries] ([shopper_id], [sequence]);
GO

EXEC(N'CREATE TRIGGER wallet_entries_append_only ON wallet_entries INSTEAD OF UPDATE, DELETE AS SET NOCOUNT ON; THROW 50001, ''wallet_entries is append-only'', 1;');
GO

EXEC(N'CREATE TRIGGER stock_movements_append_only ON stock_movements INSTEAD OF UPDATE, DELETE AS SET NOCOUNT ON; THROW 50001, ''stock_movements is append-only'', 1;');
GO

EXEC(N'CREATE TRIGGER admin_actions_append_only ON admin_actions INSTEAD OF UPDATE, DELETE AS SET NOCOUNT ON; THROW 50001, ''admin_actions is append-only'', 1;');
GO

CREATE TABLE books_guard (wallet_entries_id bigint NOT NULL CONSTRAINT fk_books_guard_wallet_entries REFERENCES wallet_entries (id), stock_movements_id bigint NOT NULL CONSTRAINT fk_books_guard_stock_movements REFERENCES stock_movements (id), admin_actions_id bigint NOT NULL CONSTRAINT fk_books_guard_admin_actions REFERENCES admin_actions (id), CONSTRAINT ck_books_guard_stays_empty CHECK (1 = 0));
GO

EXEC(N'CREATE TRIGGER products_revision ON products AFTER INSERT, UPDATE, DELETE AS SET NOCOUNT ON; IF UPDATE(name) OR UPDATE(name_en) OR UPDATE(price) OR UPDATE(category_id) OR UPDATE(published) OR UPDATE(search_text) OR NOT EXISTS (SELECT * FROM inserted) UPDATE revisions SET number = number + 1 WHERE name = ''catalog'';');
GO

EXEC(N'CREATE TRIGGER categories_revision ON categories AFTER INSERT, UPDATE, DELETE AS SET NOCOUNT ON; IF UPDATE(name) OR UPDATE(name_en) OR NOT EXISTS (SELECT * FROM inserted) UPDATE revisions SET number = number + 1 WHERE name = ''catalog'';');
GO

EXEC(N'CREATE TRIGGER ranking_days_revision ON ranking_days AFTER INSERT, UPDATE, DELETE AS SET NOCOUNT ON; IF UPDATE(date) OR UPDATE(aggregated_at) OR NOT EXISTS (SELECT * FROM inserted) UPDATE revisions SET number = number + 1 WHERE name = ''ranking'';');
GO

EXEC(N'CREATE TRIGGER popular_products_revision ON popular_products AFTER INSERT, UPDATE, DELETE AS SET NOCOUNT ON; IF UPDATE(date) OR UPDATE(product_id) OR UPDATE(quantity_sold) OR UPDATE(revenue) OR NOT EXISTS (SELECT * FROM inserted) UPDATE revisions SET number = number + 1 WHERE name = ''ranking'';');
GO

INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
VALUES (N'20261127142845_Initial', N'EF');
GO


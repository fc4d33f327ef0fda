CREATE TABLE [login_failures] (
    [account] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [origin] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    [count] int NOT NULL,
    [last_at] datetime2(3) NOT NULL,
    CONSTRAINT [pk_login_failures] PRIMARY KEY ([account], [origin])
);
GO

CREATE TABLE [sessions] (
    [id] bigint NOT NULL IDENTITY,
    [shopper_id] bigint NOT NULL,
    [created_at] datetime2(3) NOT NULL,
    [seen_at] datetime2(3) NOT NULL,
    [ends_at] datetime2(3) NOT NULL,
    [device] nvarchar(200) NOT NULL,
    [address] nvarchar(45) NOT NULL,
    [security_stamp] nvarchar(100) NOT NULL,
    [refresh_number] int NOT NULL,
    CONSTRAINT [pk_sessions] PRIMARY KEY ([id]),
    CONSTRAINT [fk_sessions_users_shopper_id] FOREIGN KEY ([shopper_id]) REFERENCES [users] ([id]) ON DELETE CASCADE
);
GO

CREATE INDEX [ix_login_failures_last_at] ON [login_failures] ([last_at]);
GO

CREATE INDEX [ix_sessions_ends_at] ON [sessions] ([ends_at]);
GO

CREATE INDEX [ix_sessions_shopper_id] ON [sessions] ([shopper_id]);
GO

INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
VALUES (N'20261128014459_Sessions', N'EF');
GO


DELETE FROM user_tokens WHERE name = 'RecoveryCodes'
GO

ALTER TABLE [users] ADD [last_code_step] bigint NULL;
GO

ALTER TABLE [sessions] ADD [is_strong] bit NOT NULL DEFAULT CAST(0 AS bit);
GO

ALTER TABLE [sessions] ADD [proved_at] datetime2(3) NOT NULL DEFAULT '0001-01-01T00:00:00.000';
GO

CREATE TABLE [user_passkeys] (
    [credential_id] varbinary(900) NOT NULL,
    [user_id] bigint NOT NULL,
    [data] nvarchar(max) NOT NULL,
    CONSTRAINT [pk_user_passkeys] PRIMARY KEY ([credential_id]),
    CONSTRAINT [fk_user_passkeys_users_user_id] FOREIGN KEY ([user_id]) REFERENCES [users] ([id]) ON DELETE CASCADE
);
GO

CREATE INDEX [ix_user_passkeys_user_id] ON [user_passkeys] ([user_id]);
GO

INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
VALUES (N'20261128052011_SecondFactor', N'EF');
GO


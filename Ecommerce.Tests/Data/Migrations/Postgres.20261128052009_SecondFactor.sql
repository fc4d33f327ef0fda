DELETE FROM user_tokens WHERE name = 'RecoveryCodes'

ALTER TABLE users ADD last_code_step bigint;

ALTER TABLE sessions ADD is_strong boolean NOT NULL DEFAULT FALSE;

ALTER TABLE sessions ADD proved_at timestamp(3) with time zone NOT NULL DEFAULT TIMESTAMPTZ '-infinity';

CREATE TABLE user_passkeys (
    credential_id bytea NOT NULL,
    user_id bigint NOT NULL,
    data jsonb NOT NULL,
    CONSTRAINT pk_user_passkeys PRIMARY KEY (credential_id),
    CONSTRAINT fk_user_passkeys_users_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE INDEX ix_user_passkeys_user_id ON user_passkeys (user_id);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261128052009_SecondFactor', 'EF');


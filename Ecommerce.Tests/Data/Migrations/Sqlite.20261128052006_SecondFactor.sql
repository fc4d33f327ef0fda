DELETE FROM user_tokens WHERE name = 'RecoveryCodes'

ALTER TABLE "users" ADD "last_code_step" INTEGER NULL;

ALTER TABLE "sessions" ADD "is_strong" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "sessions" ADD "proved_at" TEXT NOT NULL DEFAULT '0001-01-01 00:00:00';

CREATE TABLE "user_passkeys" (
    "credential_id" BLOB NOT NULL CONSTRAINT "pk_user_passkeys" PRIMARY KEY,
    "user_id" INTEGER NOT NULL,
    "data" TEXT NOT NULL,
    CONSTRAINT "fk_user_passkeys_users_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_user_passkeys_user_id" ON "user_passkeys" ("user_id");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261128052006_SecondFactor', 'EF');


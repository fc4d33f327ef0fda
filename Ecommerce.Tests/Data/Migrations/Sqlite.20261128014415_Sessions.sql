CREATE TABLE "login_failures" (
    "account" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_at" TEXT NOT NULL,
    CONSTRAINT "pk_login_failures" PRIMARY KEY ("account", "origin")
);

CREATE TABLE "sessions" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_sessions" PRIMARY KEY AUTOINCREMENT,
    "shopper_id" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "seen_at" TEXT NOT NULL,
    "ends_at" TEXT NOT NULL,
    "device" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "security_stamp" TEXT NOT NULL,
    "refresh_number" INTEGER NOT NULL,
    CONSTRAINT "fk_sessions_users_shopper_id" FOREIGN KEY ("shopper_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_login_failures_last_at" ON "login_failures" ("last_at");

CREATE INDEX "ix_sessions_ends_at" ON "sessions" ("ends_at");

CREATE INDEX "ix_sessions_shopper_id" ON "sessions" ("shopper_id");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261128014415_Sessions', 'EF');


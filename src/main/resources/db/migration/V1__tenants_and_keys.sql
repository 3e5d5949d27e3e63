-- Runs on SQLite and PostgreSQL alike: times are epoch milliseconds, lists are JSON in text, names and ids are checked
-- by the program.

CREATE TABLE tenants (
    id            TEXT   NOT NULL PRIMARY KEY,
    name          TEXT   NOT NULL,
    time_zone     TEXT   NOT NULL,
    on_disconnect TEXT   NOT NULL,
    models        TEXT,                        -- JSON array of model ids; null: all
    disabled_at   BIGINT,
    created_at    BIGINT NOT NULL,
    version       BIGINT NOT NULL
);

CREATE TABLE keys (
    id          TEXT   NOT NULL PRIMARY KEY,
    tenant_id   TEXT   NOT NULL REFERENCES tenants (id),
    name        TEXT   NOT NULL,
    models      TEXT,                          -- JSON array of model ids; null: all of the tenant's
    expires_at  BIGINT,
    disabled_at BIGINT,
    created_at  BIGINT NOT NULL,
    version     BIGINT NOT NULL
);

CREATE INDEX keys_of_tenant ON keys (tenant_id, id);

-- A key has one secret, and after a rotation for a while two.
CREATE TABLE secrets (
    hash        TEXT   NOT NULL PRIMARY KEY,   -- HMAC-SHA-256 in hexadecimal; the secret itself is nowhere
    key_id      TEXT   NOT NULL REFERENCES keys (id) ON DELETE CASCADE,
    redacted    TEXT   NOT NULL,
    valid_until BIGINT,                        -- null: as long as the key
    created_at  BIGINT NOT NULL
);

CREATE INDEX secrets_of_key ON secrets (key_id);

-- Every write to the tables above takes the next number in its own transaction. The row is locked until the commit, so
-- numbers become visible in their order and a reader that has seen n has seen everything before.
CREATE TABLE access_counter (
    id     INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    number BIGINT  NOT NULL
);

INSERT INTO access_counter (id, number) VALUES (1, 0);

-- What the numbers were about, the newest thousand.
CREATE TABLE access_changes (
    number     BIGINT NOT NULL PRIMARY KEY,
    tenant_id  TEXT,
    key_id     TEXT,
    changed_at BIGINT NOT NULL
);

-- What every request came to. Nothing of a prompt or an answer is in here. Money is nano-yuan, times are epoch milliseconds.
CREATE TABLE requests (
    journal             BIGINT  NOT NULL,      -- one start of one gateway
    entry_number        BIGINT  NOT NULL,
    request_id          TEXT    NOT NULL,      -- a client may use one twice
    tenant_id           TEXT    NOT NULL,
    key_id              TEXT    NOT NULL,
    model               TEXT,
    target              TEXT,
    received_at         BIGINT  NOT NULL,
    first_byte_at       BIGINT,
    done_at             BIGINT  NOT NULL,
    time_zone           TEXT    NOT NULL,      -- the tenant's when the request was received
    local_day           BIGINT  NOT NULL,      -- days since 1970-01-01 in that zone
    ending              TEXT    NOT NULL,
    status              INTEGER NOT NULL,
    code                TEXT,
    finish_reason       TEXT,
    stream              INTEGER NOT NULL,      -- 0 or 1
    attempts            INTEGER NOT NULL,
    prompt_tokens       BIGINT  NOT NULL,
    cached_tokens       BIGINT  NOT NULL,
    completion_tokens   BIGINT  NOT NULL,
    reasoning_tokens    BIGINT  NOT NULL,
    source              TEXT    NOT NULL,      -- reported or estimated
    price_prompt        BIGINT,                -- per token, like the next two; null where no price was known
    price_cached        BIGINT,
    price_completion    BIGINT,
    price_valid_from    BIGINT,
    cost                BIGINT  NOT NULL,
    upstream_cost       TEXT,                  -- as the provider wrote it
    reserved_prompt     BIGINT  NOT NULL,
    reserved_completion BIGINT  NOT NULL,
    reserved_cost       BIGINT  NOT NULL,
    cache               TEXT    NOT NULL,
    saved               BIGINT  NOT NULL,
    idempotency_hash    TEXT,
    user_hash           TEXT,
    metadata            TEXT,                  -- JSON object; null: none
    PRIMARY KEY (journal, entry_number)
);

-- Lists go from the newest to the oldest; the first index is also that of retention.
CREATE INDEX requests_by_time ON requests (received_at, journal, entry_number);
CREATE INDEX requests_of_tenant ON requests (tenant_id, received_at, journal, entry_number);
CREATE INDEX requests_of_key ON requests (key_id, received_at, journal, entry_number);
CREATE INDEX requests_of_model ON requests (model, received_at, journal, entry_number);
CREATE INDEX requests_by_id ON requests (request_id);

-- Sums of the rows, kept in the same transactions: once for each quarter of an hour, as every zone's days begin at one, and
-- once for each day (UTC). The bounds are for SQLite, which would go on in floating point.
CREATE TABLE usage_sums (
    span              BIGINT NOT NULL,         -- milliseconds: 900000 or 86400000
    bucket            BIGINT NOT NULL,         -- received_at rounded down to the span
    tenant_id         TEXT   NOT NULL,
    key_id            TEXT   NOT NULL,
    model             TEXT   NOT NULL,         -- empty: none
    local_day         BIGINT NOT NULL,
    requests          BIGINT NOT NULL,
    prompt_tokens     BIGINT NOT NULL CHECK (prompt_tokens BETWEEN 0 AND 9223372036854775807),
    cached_tokens     BIGINT NOT NULL CHECK (cached_tokens BETWEEN 0 AND 9223372036854775807),
    completion_tokens BIGINT NOT NULL CHECK (completion_tokens BETWEEN 0 AND 9223372036854775807),
    reasoning_tokens  BIGINT NOT NULL CHECK (reasoning_tokens BETWEEN 0 AND 9223372036854775807),
    cost              BIGINT NOT NULL CHECK (cost BETWEEN 0 AND 9223372036854775807),
    saved             BIGINT NOT NULL CHECK (saved BETWEEN 0 AND 9223372036854775807),
    PRIMARY KEY (span, bucket, tenant_id, key_id, model, local_day)
);

CREATE INDEX usage_sums_of_tenant ON usage_sums (tenant_id, span, bucket);
CREATE INDEX usage_sums_of_key ON usage_sums (key_id, span, bucket);

-- Rows of requests received before this moment, a whole quarter of an hour, may be deleted; their sums stay.
CREATE TABLE requests_kept (
    id    INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    since BIGINT  NOT NULL
);

INSERT INTO requests_kept (id, since) VALUES (1, 0);

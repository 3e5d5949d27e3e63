-- What a tenant and a key may use: JSON objects and arrays, null where there is nothing to say.
ALTER TABLE tenants ADD COLUMN limits TEXT;
ALTER TABLE tenants ADD COLUMN budgets TEXT;       -- amounts are nano-yuan
ALTER TABLE keys ADD COLUMN limits TEXT;
ALTER TABLE keys ADD COLUMN budgets TEXT;          -- amounts are nano-yuan
ALTER TABLE keys ADD COLUMN last_used_at BIGINT;   -- noted now and then, not at every use

-- The version its key got with it: the order in which a key's secrets were made.
ALTER TABLE secrets ADD COLUMN key_version BIGINT NOT NULL DEFAULT 1;

-- The newest secret of a key lasts as long as the key; those before it are in their grace.
CREATE UNIQUE INDEX newest_secret_of_key ON secrets (key_id) WHERE valid_until IS NULL;

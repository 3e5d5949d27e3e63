-- Which of a tenant's requests may be answered from answers given before: usual, deterministic, all or off.
ALTER TABLE tenants ADD COLUMN caching TEXT NOT NULL DEFAULT 'usual';

-- What becomes of a request whose worst case is more than a budget has left: clamp or refuse.
ALTER TABLE tenants ADD COLUMN on_low_budget TEXT NOT NULL DEFAULT 'clamp';

-- The last purge of the cache: of every tenant's answers ('all'), or of one tenant's ('tenant/' and its id). Numbers rise.
CREATE TABLE cache_purges (
    scope TEXT PRIMARY KEY,
    number BIGINT NOT NULL
);

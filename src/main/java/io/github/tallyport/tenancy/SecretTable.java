package io.github.tallyport.tenancy;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of secrets as a key is issued and rotated. The newest secret of a key, and no other, has no end of its own. */
final class SecretTable {
    /** Of one key, in their grace and new. */
    static final int MOST = 5;

    private final JdbcClient jdbc;
    private final Pepper pepper;

    SecretTable(JdbcClient jdbc, Pepper pepper) {
        this.jdbc = jdbc;
        this.pepper = pepper;
    }

    /** @param version of the key, from this secret on */
    void insert(String key, long version, String secret, Instant now) {
        jdbc.sql("""
                INSERT INTO secrets (hash, key_id, key_version, redacted, created_at)
                VALUES (:hash, :key, :version, :redacted, :now)
                """)
                .param("hash", pepper.fingerprint(secret).hex())
                .param("key", key)
                .param("version", version)
                .param("redacted", KeyText.redacted(secret))
                .param("now", now.toEpochMilli())
                .update();
    }

    /** Those that had ended are gone; the others end then, where they did not end before. */
    void end(String key, Instant now, Instant then) {
        jdbc.sql("DELETE FROM secrets WHERE key_id = :key AND valid_until <= :now")
                .param("key", key)
                .param("now", now.toEpochMilli())
                .update();
        jdbc.sql("UPDATE secrets SET valid_until = :then"
                        + " WHERE key_id = :key AND (valid_until IS NULL OR valid_until > :then)")
                .param("key", key)
                .param("then", then.toEpochMilli())
                .update();
    }

    /** Keeps the newest. */
    void trim(String key) {
        jdbc.sql("""
                DELETE FROM secrets WHERE key_id = :key AND key_version <= (
                    SELECT key_version FROM secrets WHERE key_id = :key ORDER BY key_version DESC LIMIT 1 OFFSET :most)
                """).param("key", key).param("most", MOST).update();
    }
}

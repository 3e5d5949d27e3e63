package io.github.tallyport.access;

import java.time.InstantSource;
import java.util.NoSuchElementException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Issues keys and takes them back; every replica acts on it within two seconds. All calls block: never from an event loop. */
public final class Keys {
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final ChangeLog changes;
    private final Pepper pepper;
    private final RandomGenerator random;
    private final InstantSource clock;

    /** @param random good for secrets */
    Keys(
            JdbcClient jdbc,
            TransactionOperations transactions,
            ChangeLog changes,
            Pepper pepper,
            RandomGenerator random,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.changes = changes;
        this.pepper = pepper;
        this.random = random;
        this.clock = clock;
    }

    /**
     * A new key; what is returned is the only place its secret is ever in.
     *
     * @throws NoSuchElementException when there is no such tenant
     */
    public IssuedKey issue(String tenant, NewKey key) {
        String id = KeyText.newId(random);
        String secret = KeyText.newSecret(id, random);
        IssuedKey issued = new IssuedKey(id, secret, KeyText.redacted(secret));
        transactions.executeWithoutResult(transaction -> {
            insertKey(tenant, id, key);
            insertSecret(issued);
            changes.keyChanged(id);
        });
        return issued;
    }

    /** Not good until it is enabled again. Whether there is such a key. */
    public boolean disable(String id) {
        return disabledSince(id, clock.millis());
    }

    public boolean enable(String id) {
        return disabledSince(id, null);
    }

    /** For ever, with all its secrets. Whether there was such a key. */
    public boolean delete(String id) {
        return transactions.execute(transaction -> changed(
                id, jdbc.sql("DELETE FROM keys WHERE id = :id").param("id", id).update()));
    }

    private void insertKey(String tenant, String id, NewKey key) {
        int made = jdbc.sql("""
                        INSERT INTO keys (id, tenant_id, name, models, expires_at, created_at, version)
                        SELECT :id, tenants.id, :name, :models, :expiresAt, :now, 1 FROM tenants WHERE tenants.id = :tenant
                        """)
                .param("id", id)
                .param("tenant", tenant)
                .param("name", key.name())
                .param("models", AllowListText.write(key.models()))
                .param(
                        "expiresAt",
                        key.expiresAt() == null ? null : key.expiresAt().toEpochMilli())
                .param("now", clock.millis())
                .update();
        if (made == 0) {
            throw new NoSuchElementException("there is no tenant " + tenant);
        }
    }

    private void insertSecret(IssuedKey issued) {
        jdbc.sql("INSERT INTO secrets (hash, key_id, redacted, created_at) VALUES (:hash, :key, :redacted, :now)")
                .param("hash", pepper.fingerprint(issued.secret()).hex())
                .param("key", issued.id())
                .param("redacted", issued.redacted())
                .param("now", clock.millis())
                .update();
    }

    private boolean disabledSince(String id, @Nullable Long moment) {
        return transactions.execute(transaction -> changed(
                id,
                jdbc.sql("UPDATE keys SET disabled_at = :moment, version = version + 1 WHERE id = :id")
                        .param("moment", moment)
                        .param("id", id)
                        .update()));
    }

    private boolean changed(String id, int rows) {
        if (rows == 1) {
            changes.keyChanged(id);
        }
        return rows == 1;
    }
}

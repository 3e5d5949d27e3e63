package io.github.tallyport.tenancy;

import io.github.tallyport.signals.Signals;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Numbers every write, last in its own transaction, so that writers queue only for the moment of their commit, and tells the
 * other replicas when it is committed.
 */
final class ChangeLog {
    /** Changes kept for replicas to read one by one; one that is further behind forgets everything. */
    static final int KEPT = 1000;

    private final JdbcClient jdbc;
    private final Signals signals;
    private final InstantSource clock;

    ChangeLog(JdbcClient jdbc, Signals signals, InstantSource clock) {
        this.jdbc = jdbc;
        this.signals = signals;
        this.clock = clock;
    }

    void tenantChanged(String tenant) {
        note(tenant, null);
    }

    void keyChanged(String key) {
        note(null, key);
    }

    private void note(@Nullable String tenant, @Nullable String key) {
        jdbc.sql("UPDATE access_counter SET number = number + 1 WHERE id = 1").update();
        long number = jdbc.sql("SELECT number FROM access_counter WHERE id = 1")
                .query(Long.class)
                .single();
        jdbc.sql(
                        "INSERT INTO access_changes (number, tenant_id, key_id, changed_at) VALUES (:number, :tenant, :key, :now)")
                .param("number", number)
                .param("tenant", tenant)
                .param("key", key)
                .param("now", clock.millis())
                .update();
        jdbc.sql("DELETE FROM access_changes WHERE number <= :old")
                .param("old", number - KEPT)
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                signals.send(Tenancy.CHANGED);
            }
        });
    }
}

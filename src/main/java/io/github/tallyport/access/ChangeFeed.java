package io.github.tallyport.access;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what any replica changed, and makes the memory forget it. While the database is away, nothing is forgotten. */
final class ChangeFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);

    private record Change(
            @Nullable String tenantId, @Nullable String keyId) {}

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("key-changes").factory());
    private final JdbcClient jdbc;
    private final KeyMemory memory;
    private final Outage outage;
    private final Duration pause;
    private long last = -1;

    ChangeFeed(JdbcClient jdbc, KeyMemory memory, Outage outage, Duration pause) {
        this.jdbc = jdbc;
        this.memory = memory;
        this.outage = outage;
        this.pause = pause;
    }

    void start() {
        var _ = thread.scheduleWithFixedDelay(this::poll, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    void poll() {
        try {
            read();
            outage.over();
        } catch (DataAccessException e) {
            outage.noticed(e);
        } catch (RuntimeException e) {
            LOG.error("Changes of keys could not be read; trying again", e);
        }
    }

    /** A number that went backwards (a restored backup), or changes no longer kept, cost everything that is remembered. */
    private void read() {
        long newest = jdbc.sql("SELECT number FROM access_counter WHERE id = 1")
                .query(Long.class)
                .single();
        if (newest == last) {
            return;
        }
        List<Change> changes = last < 0 || newest < last || newest - last > ChangeLog.KEPT ? List.of() : since(newest);
        if (changes.size() == newest - last) {
            forget(newest, changes);
        } else {
            memory.forgetAll(newest);
        }
        last = newest;
    }

    private List<Change> since(long newest) {
        return jdbc.sql("SELECT tenant_id, key_id FROM access_changes WHERE number > :last AND number <= :newest")
                .param("last", last)
                .param("newest", newest)
                .query((row, number) -> new Change(row.getString("tenant_id"), row.getString("key_id")))
                .list();
    }

    private void forget(long newest, List<Change> changes) {
        Set<String> tenants = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (Change change : changes) {
            if (change.keyId() != null) {
                keys.add(change.keyId());
            } else if (change.tenantId() != null) {
                tenants.add(change.tenantId());
            }
        }
        memory.forget(newest, tenants, keys);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

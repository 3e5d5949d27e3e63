package io.github.tallyport.cache;

import io.github.tallyport.signals.Signals;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Makes every replica forget answers: a purge is written to the database, and each replica looks for new ones once a second,
 * and at once when it is told to. Thread-safe.
 */
public final class Purges implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Purges.class);
    private static final String PURGED = "cache-purged";
    private static final String ALL = "all";
    private static final String TENANT = "tenant/";
    private static final long PAUSE_SECONDS = 1;

    /** @param scope as it is written */
    private record Purge(String scope, long number) {
        private @Nullable String tenant() {
            return scope.equals(ALL) ? null : scope.substring(TENANT.length());
        }
    }

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("cache-purges").factory());
    private final AtomicBoolean told = new AtomicBoolean();
    private final JdbcClient jdbc;
    private final Signals signals;
    private final Cache cache;
    private Signals.@Nullable Subscription subscription;
    private boolean away;

    Purges(JdbcClient jdbc, Signals signals, Cache cache) {
        this.jdbc = jdbc;
        this.signals = signals;
        this.cache = cache;
    }

    void start() {
        subscription = signals.on(PURGED, this::soon);
        var _ = thread.scheduleWithFixedDelay(this::poll, 0, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Forgets answers, in the transaction of this moment. Those who purge take turns.
     *
     * @param tenant whose, with those that all tenants share; null for all answers
     * @return its number; later purges have higher ones
     */
    public long purge(@Nullable String tenant) {
        long number = jdbc.sql("SELECT COALESCE(MAX(number), 0) + 1 FROM cache_purges")
                .query(Long.class)
                .single();
        jdbc.sql("INSERT INTO cache_purges (scope, number) VALUES (:scope, :number)"
                        + " ON CONFLICT (scope) DO UPDATE SET number = EXCLUDED.number")
                .param("scope", tenant == null ? ALL : TENANT + tenant)
                .param("number", number)
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                cache.purge(tenant, number);
                signals.send(PURGED);
            }
        });
        return number;
    }

    private void soon() {
        if (told.compareAndSet(false, true)) {
            thread.execute(this::poll);
        }
    }

    private void poll() {
        told.set(false);
        try {
            for (Purge purge : since(cache.purged())) {
                cache.purge(purge.tenant(), purge.number());
            }
            cache.knowsPurges();
            away = false;
        } catch (DataAccessException e) {
            if (!away) {
                LOG.warn("Purges of the cache cannot be read; trying again until they can: {}", e.toString());
            }
            away = true;
        } catch (RuntimeException e) {
            LOG.error("Purges of the cache could not be read; trying again", e);
        }
    }

    /** In the order of their numbers, so that whoever is interrupted goes on where it was. */
    private List<Purge> since(long number) {
        return jdbc.sql("SELECT scope, number FROM cache_purges WHERE number > :number ORDER BY number")
                .param("number", number)
                .query((row, _) -> new Purge(row.getString(1), row.getLong(2)))
                .list();
    }

    @Override
    public void close() {
        if (subscription != null) {
            subscription.close();
        }
        thread.shutdownNow();
    }
}

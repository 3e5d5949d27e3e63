package io.github.tallyport.books;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Deletes rows that are old enough, whole quarters of an hour; their sums stay. Any number of replicas may do it at once. */
public final class Retention implements AutoCloseable {
    /** Less would be less than a gateway without its database may be behind. */
    public static final Duration SHORTEST = Duration.ofDays(2);

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final int BATCH = 2000;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ledger-retention").factory());
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final KeptSince kept;
    private final @Nullable Duration keep;
    private final InstantSource clock;
    private volatile boolean closing;

    /** @param keep at least {@link #SHORTEST}; null for ever */
    Retention(JdbcClient jdbc, TransactionOperations transactions, @Nullable Duration keep, InstantSource clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.kept = new KeptSince(jdbc);
        this.keep = keep;
        this.clock = clock;
    }

    void start() {
        if (keep == null) {
            return;
        }
        var _ = thread.scheduleWithFixedDelay(
                this::sweepOrSay, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void sweepOrSay() {
        try {
            long gone = sweep();
            if (gone > 0) {
                LOG.info("{} requests older than {} are deleted; their sums stay", gone, keep);
            }
        } catch (RuntimeException e) {
            LOG.warn("Old requests could not be deleted; trying again in {}", PAUSE, e);
        }
    }

    /** @return how many rows went */
    long sweep() {
        if (keep == null) {
            return 0;
        }
        long until = Span.QUARTER.floor(clock.instant().minus(keep).toEpochMilli());
        long all = 0;
        int gone = BATCH;
        while (gone == BATCH && !closing) {
            gone = batch(until);
            all += gone;
        }
        return all;
    }

    private int batch(long until) {
        Integer gone = transactions.execute(transaction -> {
            kept.moveTo(until);
            return jdbc.sql("""
                    DELETE FROM requests WHERE (journal, entry_number) IN (
                        SELECT journal, entry_number FROM requests
                         WHERE received_at < :until ORDER BY received_at, journal, entry_number LIMIT :most)
                    """).param("until", until).param("most", BATCH).update();
        });
        return gone == null ? 0 : gone;
    }

    @Override
    public void close() {
        closing = true;
        thread.shutdown();
    }
}

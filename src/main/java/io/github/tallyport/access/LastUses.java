package io.github.tallyport.access;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * When keys last let somebody in, on its way to the database: gathered from the memory from time to time and at the end, and
 * from what falls out of it in between. What cannot be written waits for the next time.
 */
final class LastUses implements AutoCloseable {
    /** Keys that wait while the database is away: some ten megabytes. */
    static final int MOST = 100_000;

    /** Keys in one transaction, so that none holds a lock, or the only connection of SQLite, for long. */
    private static final int BATCH = 500;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("key-uses").factory());
    private final Outage outage = new Outage(
            "Last uses of keys cannot be written; they are kept for later", "Last uses of keys are written again");
    private final Map<String, Instant> waiting = new LinkedHashMap<>();
    private final Consumer<Map<String, Instant>> table;
    private final Consumer<Consumer<KnownKey>> memory;
    private final int most;

    /**
     * @param table writes them; blocks
     * @param memory shows every key that is remembered
     * @param most keys that wait; those that come later are not noted
     */
    LastUses(Consumer<Map<String, Instant>> table, Consumer<Consumer<KnownKey>> memory, int most) {
        this.table = table;
        this.memory = memory;
        this.most = most;
    }

    void start(Duration pause) {
        var _ = thread.scheduleWithFixedDelay(this::flush, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What there is to say of a key; also of one that is about to be forgotten. */
    void note(KnownKey key) {
        long use = key.newUse();
        if (use > 0) {
            keep(key.key(), Instant.ofEpochMilli(use));
        }
    }

    private void keep(String key, Instant use) {
        synchronized (waiting) {
            if (waiting.size() < most || waiting.containsKey(key)) {
                waiting.merge(key, use, (one, other) -> one.isAfter(other) ? one : other);
            }
        }
    }

    synchronized void flush() {
        memory.accept(this::note);
        Map<String, Instant> batch = take();
        while (!batch.isEmpty()) {
            try {
                table.accept(batch);
                outage.over();
            } catch (RuntimeException e) {
                outage.noticed(e);
                batch.forEach(this::keep);
                return;
            }
            batch = take();
        }
    }

    private Map<String, Instant> take() {
        Map<String, Instant> batch = new HashMap<>();
        synchronized (waiting) {
            Iterator<Map.Entry<String, Instant>> all = waiting.entrySet().iterator();
            while (all.hasNext() && batch.size() < BATCH) {
                Map.Entry<String, Instant> one = all.next();
                batch.put(one.getKey(), one.getValue());
                all.remove();
            }
        }
        return batch;
    }

    /** Writes what there is. */
    @Override
    public void close() {
        thread.shutdown();
        flush();
    }
}

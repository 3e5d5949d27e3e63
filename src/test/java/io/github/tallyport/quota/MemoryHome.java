package io.github.tallyport.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** The home in memory: at a time of the test's choosing, swept when it says so. */
final class MemoryHome implements QuotaHome {
    static final Duration LONGEST = Duration.ofMinutes(15);

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final MemoryQuota quota;

    MemoryHome(AtomicLong now, Spent spent) {
        this(now, spent, Duration.ofSeconds(20));
    }

    MemoryHome(AtomicLong now, Spent spent, Duration patience) {
        quota = new MemoryQuota(
                new Inquiries(spent, threads), patience, LONGEST, () -> Instant.ofEpochMilli(now.get()));
    }

    @Override
    public MemoryQuota quota() {
        return quota;
    }

    @Override
    public void tick() {
        quota.sweep();
    }

    @Override
    public void settled() {}

    @Override
    public long unaccounted(String tenant) {
        return quota.unaccounted().orElseThrow();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

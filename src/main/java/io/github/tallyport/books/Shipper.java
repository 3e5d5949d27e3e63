package io.github.tallyport.books;

import io.github.tallyport.journal.Entries;
import io.github.tallyport.journal.Entry;
import io.github.tallyport.ledger.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * Brings what the journal holds into the books, on a thread of its own. The journal is told that entries are kept only after
 * the database's commit; while the database is away they stay where they are.
 */
public final class Shipper implements AutoCloseable {
    static final int BATCH = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Shipper.class);
    private static final long IDLE = 50;
    private static final long SHORTEST_PAUSE = 100;
    private static final long LONGEST_PAUSE = 5_000;
    private static final long FAR_BEHIND = 10_000;
    private static final long LAST_ROUNDS_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LONGEST_STATEMENT_MILLIS = 10_000;
    private static final int FAILED = -1;

    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicReference<Shipped> shipped = new AtomicReference<>(Shipped.NOTHING);
    private final Thread thread =
            Thread.ofPlatform().name("ledger-shipper").daemon().unstarted(this::run);
    private final Entries entries;
    private final Clerk clerk;
    private final LongSupplier nanoTime;
    private final Pace progress;
    private final Rounds rounds = new Rounds();
    private long failures;

    /**
     * @param reader throws on bytes that are no receipt
     * @param nanoTime as {@link System#nanoTime}
     */
    public Shipper(Entries entries, Function<byte[], Receipt> reader, Books books, LongSupplier nanoTime) {
        this.entries = entries;
        this.clerk = new Clerk(reader, books);
        this.nanoTime = nanoTime;
        this.progress = new Pace(nanoTime);
    }

    public void start() {
        thread.start();
    }

    /** Since the start. May be asked by any thread. */
    public Shipped shipped() {
        return shipped.get();
    }

    /**
     * Waits until all requests that had ended before this call are in the books, but for those that no report can have because
     * they are unreadable, refused or too old.
     *
     * @throws TimeoutException when they are not after so long, be it that the database is away or that there are too many
     */
    public void awaitShipped(Duration most) throws InterruptedException, TimeoutException {
        rounds.awaitWhole(most);
    }

    private void run() {
        try {
            long pause = 0;
            while (!closing.await(pause, TimeUnit.MILLISECONDS)) {
                pause = pauseAfter(round());
            }
            long end = nanoTime.getAsLong() + LAST_ROUNDS_NANOS;
            int taken = BATCH;
            while (taken > 0 && nanoTime.getAsLong() - end < 0) {
                taken = round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long pauseAfter(int taken) {
        if (taken == FAILED) {
            return Math.min(LONGEST_PAUSE, SHORTEST_PAUSE << Math.min(failures - 1, 10));
        }
        return taken == BATCH ? 0 : IDLE;
    }

    /** @return how many entries were taken, or FAILED: then they come again */
    private int round() {
        rounds.begin();
        try {
            if (failures > 0) {
                entries.again();
            }
            List<Entry> batch = entries.next(BATCH);
            if (!batch.isEmpty()) {
                Shipped became = clerk.take(batch);
                entries.kept();
                shipped.updateAndGet(became::plus);
            }
            works();
            if (batch.size() < BATCH) {
                rounds.tookAll();
            }
            return batch.size();
        } catch (RuntimeException e) {
            fails(e);
            return FAILED;
        }
    }

    private void fails(RuntimeException why) {
        failures++;
        if (failures == 1) {
            Throwable root = NestedExceptionUtils.getMostSpecificCause(why);
            LOG.warn(
                    "Requests cannot be written to the database; {} wait in the journal: {}",
                    entries.backlog(),
                    root.toString());
        }
    }

    private void works() {
        long behind = entries.backlog();
        if (failures > 0) {
            failures = 0;
            LOG.info("Requests are written to the database again; {} are behind", behind);
        }
        if (behind > FAR_BEHIND && progress.due()) {
            LOG.info("{} requests are still to be written to the database, {} are written", behind, shipped.get());
        }
    }

    /** Brings in what is there, unless the database is away, and ends. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(TimeUnit.NANOSECONDS.toMillis(LAST_ROUNDS_NANOS) + LONGEST_STATEMENT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        long left = entries.backlog();
        if (left > 0) {
            LOG.warn("{} requests stay in the journal and are written to the database after the next start", left);
        }
    }
}

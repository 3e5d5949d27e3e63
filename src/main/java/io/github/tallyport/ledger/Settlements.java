package io.github.tallyport.ledger;

import io.github.tallyport.journal.Journal;
import java.time.Clock;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens tabs and settles them: receipts wait in a bounded queue for one thread that hands them to the listeners. The queue is
 * looked at some fifty times a second instead of waking the thread for each receipt, which would cost a request more than
 * everything else in here.
 */
public final class Settlements {
    private static final Logger LOG = LoggerFactory.getLogger(Settlements.class);
    private static final long PAUSE_NANOS = 20_000_000;
    private static final int UNHEARD = 65_536;

    /** A receipt that somebody waits for who has followed its request. */
    private record Followed(Receipt receipt, Follower by) {}

    private final Queue<Receipt> waiting = new ConcurrentLinkedQueue<>();
    private final Queue<Followed> followed = new ConcurrentLinkedQueue<>();
    private final LongAdder open = new LongAdder();
    private final AtomicInteger backlog = new AtomicInteger();
    private final AtomicInteger following = new AtomicInteger();
    private final AtomicInteger unheard = new AtomicInteger();
    private final int capacity;
    private final List<ReceiptListener> listeners;
    private final Journal journal;
    private final Clock clock;
    private final Thread settler;
    private volatile boolean closing;

    /** @param capacity receipts that may wait; further ones are counted and logged as unheard */
    Settlements(List<ReceiptListener> listeners, Journal journal, Clock clock, int capacity) {
        this.listeners = List.copyOf(listeners);
        this.journal = journal;
        this.clock = clock;
        this.capacity = capacity;
        this.settler = Thread.ofPlatform().name("settlements").daemon().start(this::run);
    }

    /** For requests that nobody sent: nobody hears of them. */
    public static Settlements unheard() {
        return new Settlements(List.of(), Journal.none(), Clock.systemUTC(), UNHEARD);
    }

    public Tab open(String requestId) {
        open.increment();
        return new Tab(this, journal, requestId, clock.millis());
    }

    /** Requests that have begun and not ended. */
    public long inFlight() {
        return open.sum();
    }

    boolean areHeard() {
        return !listeners.isEmpty();
    }

    void settle(Receipt receipt, @Nullable Follower follower) {
        open.decrement();
        if (follower != null) {
            follow(receipt, follower);
        }
        if (backlog.incrementAndGet() > capacity) {
            backlog.decrementAndGet();
            unheard.incrementAndGet();
        } else {
            waiting.add(receipt);
        }
    }

    private void follow(Receipt receipt, Follower follower) {
        if (following.incrementAndGet() > capacity) {
            following.decrementAndGet();
        } else {
            followed.add(new Followed(receipt, follower));
        }
    }

    private void run() {
        while (!closing) {
            drain();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        drain();
    }

    private void drain() {
        for (Receipt receipt = waiting.poll(); receipt != null; receipt = waiting.poll()) {
            backlog.decrementAndGet();
            for (ReceiptListener listener : listeners) {
                tell(listener, receipt);
            }
        }
        for (Followed one = followed.poll(); one != null; one = followed.poll()) {
            following.decrementAndGet();
            tell(one.by::ended, one.receipt);
        }
        int lost = unheard.getAndSet(0);
        if (lost > 0) {
            LOG.error("{} receipts were not heard: more than {} were waiting", lost, capacity);
        }
    }

    private static void tell(ReceiptListener listener, Receipt receipt) {
        try {
            listener.settled(receipt);
        } catch (RuntimeException e) {
            LOG.error("receipt of {} was not heard by {}", receipt.asking().requestId(), listener, e);
        }
    }

    /** Settles what is waiting, then ends. */
    public void close() {
        closing = true;
        LockSupport.unpark(settler);
        try {
            settler.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

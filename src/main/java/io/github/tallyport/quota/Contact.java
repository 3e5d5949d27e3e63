package io.github.tallyport.quota;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Whether Redis is counted with. It is not until it answered for the first time, nor after a few failures in a row, until a
 * probe is answered; meanwhile nobody waits for it.
 *
 * <p>Not to be counted with is not to be gone: a replica, or Redis, may only be slow, while others go on counting there. It is
 * gone when a few probes in a row, a second apart, were not answered, however late. As replicas do not probe at the same moment,
 * one fewer is enough to be astray: others may find it gone, and spend money that it is not told of yet.
 */
final class Contact {
    /** From the last answer of a probe, at least; a connection that breaks at once makes probes that follow each other faster. */
    static final Duration GONE = Duration.ofMillis(2800);

    private static final int FEW = 3;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

    private enum State {
        NOT_YET,
        MADE,
        LOST
    }

    private final AtomicInteger failures = new AtomicInteger();
    private final LongSupplier nanos;
    private final AtomicLong tried;
    private final AtomicInteger probes = new AtomicInteger();
    private final AtomicReference<State> state = new AtomicReference<>(State.NOT_YET);
    private volatile long lastHeard;
    private volatile boolean ever;
    private volatile boolean strayed;

    Contact() {
        this(System::nanoTime);
    }

    Contact(LongSupplier nanos) {
        this.nanos = nanos;
        this.tried = new AtomicLong(nanos.getAsLong());
        this.lastHeard = nanos.getAsLong();
    }

    boolean made() {
        return state.get() == State.MADE;
    }

    /** Whether nobody can be counting there any more, as far as can be told from here; never of one that was not reached yet. */
    boolean gone() {
        return ever
                && probes.get() >= FEW
                && state.get() == State.LOST
                && nanos.getAsLong() - lastHeard >= GONE.toNanos();
    }

    /** Whether anybody may have found it gone, here or elsewhere, and spent money that it was not told of yet. */
    boolean strayed() {
        return strayed;
    }

    /** Whether it is not counted with, and may all the same be: it was told all that it is to be told. */
    boolean doubted() {
        return ever && !strayed && state.get() == State.LOST;
    }

    /** Whether it is doubted, and worth a try by who cannot do without: always after an answer, else now and then. */
    boolean worthATry() {
        return doubted() && (failures.get() == 0 || isTimeToTry());
    }

    private boolean isTimeToTry() {
        long now = nanos.getAsLong();
        long last = tried.get();
        return now - last > BETWEEN_TRIES.toNanos() && tried.compareAndSet(last, now);
    }

    /** True for the call that made it. */
    boolean make() {
        failures.set(0);
        ever = true;
        strayed = false;
        return state.getAndSet(State.MADE) != State.MADE;
    }

    void answered() {
        if (failures.get() != 0) {
            failures.set(0);
        }
    }

    /** A probe was answered, even if nobody waits for it any more. */
    void heard() {
        lastHeard = nanos.getAsLong();
        if (probes.get() != 0) {
            probes.set(0);
        }
    }

    /** A probe was not answered in time. */
    void unheard() {
        if (probes.incrementAndGet() >= FEW - 1 && ever) {
            strayed = true;
        }
    }

    /** Probes that were not answered in time since anything was heard. */
    int silence() {
        return probes.get();
    }

    /** True for the call that ends it. */
    boolean failed() {
        boolean often = failures.incrementAndGet() >= FEW;
        return (often || strayed) && state.getAndSet(State.LOST) != State.LOST;
    }
}

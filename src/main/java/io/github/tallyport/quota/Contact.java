package io.github.tallyport.quota;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether Redis is counted with. It is not until it answered for the first time, nor after a few failures in a row, until a
 * probe is answered; meanwhile nobody waits for it.
 *
 * <p>Not to be counted with is not to be gone: a replica, or Redis, may only be slow, while others go on counting there. It is
 * gone when a few probes in a row, a second apart, were not answered and nothing else was, however late.
 */
final class Contact {
    private static final int FEW = 3;

    private enum State {
        NOT_YET,
        MADE,
        LOST
    }

    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger probes = new AtomicInteger();
    private final AtomicReference<State> state = new AtomicReference<>(State.NOT_YET);
    private volatile boolean ever;
    private volatile boolean strayed;

    boolean made() {
        return state.get() == State.MADE;
    }

    /** Whether nobody can be counting there any more, as far as can be told from here; never of one that was not reached yet. */
    boolean gone() {
        boolean gone = ever && probes.get() >= FEW && state.get() == State.LOST;
        if (gone) {
            strayed = true;
        }
        return gone;
    }

    /** Whether anybody found it gone, and may have spent money here that it was not told of yet. */
    boolean strayed() {
        return strayed;
    }

    /** Whether it is not counted with, but worth a try by who cannot do without: all that it is to be told, it was told. */
    boolean worthATry() {
        return ever && !strayed && state.get() == State.LOST;
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

    /** Something was done in Redis, even if nobody waits for it any more. */
    void heard() {
        if (probes.get() != 0) {
            probes.set(0);
        }
    }

    /** A probe was not answered in time: how many there were since anything was heard. */
    int unheard() {
        return probes.incrementAndGet();
    }

    /** True for the call that ends it. */
    boolean failed() {
        return failures.incrementAndGet() >= FEW && state.getAndSet(State.LOST) != State.LOST;
    }
}

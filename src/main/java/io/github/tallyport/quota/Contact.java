package io.github.tallyport.quota;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether Redis is counted with. It is not until it answered for the first time, nor after a few failures in a row, until a
 * probe is answered; meanwhile nobody waits for it.
 */
final class Contact {
    private static final int FEW = 3;

    private enum State {
        NOT_YET,
        MADE,
        LOST
    }

    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicReference<State> state = new AtomicReference<>(State.NOT_YET);

    boolean made() {
        return state.get() == State.MADE;
    }

    /** True for the call that made it. */
    boolean make() {
        failures.set(0);
        return state.getAndSet(State.MADE) != State.MADE;
    }

    void answered() {
        if (failures.get() != 0) {
            failures.set(0);
        }
    }

    /** True for the call that ends it. */
    boolean failed() {
        return failures.incrementAndGet() >= FEW && state.getAndSet(State.LOST) != State.LOST;
    }
}
